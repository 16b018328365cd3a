import { NodeConnectionTypes, type ExpressionString, type IDataObject } from 'n8n-workflow';

import { matchAnswer } from './answerId';
import { eventKinds, type EventName } from './eventKinds';
import type { Payload } from './payload';

/** What the outputs stand for. `perAnswer` has one more at the end for everything that is none of the answers. */
export type EventOutputs =
	| { readonly mode: 'single' }
	| { readonly mode: 'perEvent'; readonly events: readonly EventName[] }
	| { readonly mode: 'perAnswer'; readonly answers: readonly string[] };

/** The event names in the order of the outputs, whatever the order in which they were chosen. */
export const inOrder = (events: readonly unknown[]): EventName[] =>
	eventKinds.map(({ name }) => name).filter((name) => events.includes(name));

/**
 * The number of the output that takes this event, from 0.
 *
 * @param event as which it counts
 * @param isLate whether it is a tap on a question that waits no more: the workflow that asked has gone on without it, so
 * that no answer's output may act on it
 */
export function outputFor(payload: Payload, event: EventName, outputs: EventOutputs, isLate: boolean): number {
	if (outputs.mode === 'perEvent') return outputs.events.indexOf(event);
	if (outputs.mode === 'single') return 0;
	const position = payload.hook === 'new' && !isLate ? matchAnswer(payload, outputs.answers) : -1;
	return position >= 0 ? position : outputs.answers.length;
}

/** How many outputs there are. */
export function countOf(outputs: EventOutputs): number {
	if (outputs.mode === 'perEvent') return outputs.events.length;
	return outputs.mode === 'single' ? 1 : outputs.answers.length + 1;
}

const facts = { type: NodeConnectionTypes.Main, kinds: eventKinds.map(({ name, label }) => ({ name, label })) };

/** Runs inside an n8n expression, in the editor too, so that it may use nothing but its parameters. */
function labelledOutputs(parameters: IDataObject, { type, kinds }: typeof facts) {
	if (parameters.outputs === 'perEvent') {
		const chosen = parameters.events as string[];
		return kinds.filter(({ name }) => chosen.includes(name)).map(({ label }) => ({ type, displayName: label }));
	}
	if (parameters.outputs === 'perAnswer') {
		const { answer: answers = [] } = (parameters.answers ?? {}) as { answer?: Array<{ match: unknown }> };
		const labels = answers.map(({ match }, index) => String(match || `Answer ${index + 1}`));
		return [...labels, 'Other'].map((displayName) => ({ type, displayName }));
	}
	return [{ type }];
}

/** The expression with which n8n finds the outputs and their labels from the node's parameters. */
export const eventOutputsExpression: ExpressionString = `={{(${labelledOutputs})($parameter, ${JSON.stringify(facts)})}}`;
