import { NodeHelpers, Workflow, type IDataObject, type INodeParameters } from 'n8n-workflow';

import { eventOf } from '../../../../nodes/NinetyNineDigital/trigger/events/eventKinds';
import {
	countOf,
	inOrder,
	outputFor,
	type EventOutputs,
} from '../../../../nodes/NinetyNineDigital/trigger/events/eventOutputs';
import { readPayload } from '../../../../nodes/NinetyNineDigital/trigger/events/payload';
import { NinetyNineDigitalTrigger } from '../../../../nodes/NinetyNineDigital/NinetyNineDigitalTrigger.node';

const trigger = new NinetyNineDigitalTrigger();

/** The labels of the outputs as n8n works them out for its canvas. */
function labels(parameters: IDataObject): Array<string | undefined> {
	const node = {
		id: 'node',
		name: 'Trigger',
		type: 'trigger',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: parameters as INodeParameters,
	};
	const nodeTypes = { getByName: () => trigger, getByNameAndVersion: () => trigger, getKnownTypes: () => ({}) };
	const workflow = new Workflow({ id: 'w', nodes: [node], connections: {}, active: false, nodeTypes });
	const outputs = NodeHelpers.getNodeOutputs(workflow, workflow.getNode('Trigger')!, trigger.description);
	return outputs.map((output) => (typeof output === 'string' ? output : output.displayName));
}

const answers = (...matches: string[]) => ({ answer: matches.map((match) => ({ match })) });

describe('the outputs on the canvas', () => {
	it.each([
		['one', {}, [undefined]],
		['one per event', { outputs: 'perEvent' }, ['Message', 'Button Reply', 'List Reply']],
		[
			'one per event, whatever their order',
			{ outputs: 'perEvent', events: ['status', 'button'] },
			['Button Reply', 'Message Status'],
		],
		['one per answer', { outputs: 'perAnswer', answers: answers('yes', 'כן 👍') }, ['yes', 'כן 👍', 'Other']],
		[
			'one per answer, one of which is empty',
			{ outputs: 'perAnswer', answers: answers('yes', '') },
			['yes', 'Answer 2', 'Other'],
		],
		['one per answer, and there are none', { outputs: 'perAnswer', answers: {} }, ['Other']],
	])('are %s', (_, parameters, expected) => {
		expect(labels(parameters)).toEqual(expected);
	});
});

const event = (fields: object) => readPayload({ hook: 'new', unique: 'M1', from: '1', ...fields }, undefined)!;

describe('an event leaves', () => {
	const perEvent: EventOutputs = { mode: 'perEvent', events: inOrder(['list', 'message', 'status']) };
	const perAnswer: EventOutputs = { mode: 'perAnswer', answers: ['yes', 'no'] };

	it.each([
		['by the one output', { mode: 'single' } as EventOutputs, { type: 'button' }, 0, 1],
		['by that of its kind', perEvent, { type: 'list' }, 1, 3],
		['by that of its kind', perEvent, { hook: 'update', ack: 1 }, 2, 3],
		['by that of its answer', perAnswer, { type: 'button', body: 'No', id: 'no' }, 1, 3],
		['by that of its answer, though it was typed', perAnswer, { type: 'text', body: 'yes' }, 0, 3],
		['by Other for another answer', perAnswer, { type: 'button', body: 'Maybe' }, 2, 3],
		['by Other for what is no answer', perAnswer, { hook: 'update', ack: 1, note: 'yes' }, 2, 3],
	])('%s', (_, outputs, fields, position, count) => {
		const payload = event(fields);
		expect(outputFor(payload, eventOf(payload), outputs, false)).toBe(position);
		expect(countOf(outputs)).toBe(count);
	});
});

it('a tap on a question that waits no more leaves by Other, whatever it says', () => {
	const payload = readPayload({ hook: 'new', unique: 'M1', from: '1', type: 'button', body: 'ביטול' }, undefined)!;
	const outputs: EventOutputs = { mode: 'perAnswer', answers: ['ביטול', 'No'] };
	expect([false, true].map((isLate) => outputFor(payload, 'button', outputs, isLate))).toEqual([0, 2]);
});
