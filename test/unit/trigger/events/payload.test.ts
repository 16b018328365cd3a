import fc from 'fast-check';

import { answerIdIn, matchAnswer } from '../../../../nodes/NinetyNineDigital/trigger/events/answerId';
import { toItem } from '../../../../nodes/NinetyNineDigital/trigger/events/item';
import { readPayload } from '../../../../nodes/NinetyNineDigital/trigger/events/payload';
import { keyOf } from '../../../../nodes/NinetyNineDigital/trigger/seenEvents';
import { junk, nested } from '../../../support/triggerJunk';

const message = { hook: 'new', unique: 'M1', from: '972507654321' };

describe('an event', () => {
	it.each([
		['a message', message],
		['a message of a customer who hides the number', { hook: 'new', unique: 'M1', from_id: 'IL.1605856887361213' }],
		['an acknowledgement', { hook: 'update', unique: 'M1', ack: 0 }],
		['a notice about a message', { hook: 'system', unique: 'M1', messageUpdate: 8 }],
		['a notice of any other type', { hook: 'system', type: 'update' }],
	])('is %s', (_, payload) => {
		expect(readPayload(payload, undefined)).toBe(payload);
	});

	it.each([
		['under a content type that n8n does not read', {}, Buffer.from(JSON.stringify(message))],
		['that came as text', JSON.stringify(message), undefined],
		['that came as a form', { [JSON.stringify(message)]: '' }, Buffer.from(JSON.stringify(message))],
	])('is JSON %s', (_, body, source) => {
		expect(readPayload(body, source)).toEqual(message);
	});
});

describe('junk', () => {
	it.each(junk)('is no event: $name', ({ body }) => {
		expect(readPayload(body, Buffer.from(JSON.stringify(body) ?? ''))).toBeUndefined();
	});

	it('is what nests deeper than any event', () => {
		expect(readPayload({ ...message, order: nested(19) }, undefined)).toBeDefined();
		expect(readPayload({ ...message, order: nested(20) }, undefined)).toBeUndefined();
	});

	it('in any field of an event breaks nothing', () => {
		const hooks = fc.constantFrom('new', 'update', 'system');
		const names = fc.constantFrom('type', 'body', 'timestamp', 'ack', 'messageUpdate', 'media', 'phone', 'quote', 'x');
		const payloads = fc.tuple(hooks, fc.dictionary(names, fc.jsonValue()));
		fc.assert(
			fc.property(payloads, ([hook, fields]) => {
				const payload = readPayload({ unique: 'M1', from: '972507654321', ack: 1, ...fields, hook }, undefined);
				if (!payload) return;
				answerIdIn(payload);
				matchAnswer(payload, ['x']);
				keyOf(payload);
				expect(() => JSON.stringify(toItem(payload, new Date()))).not.toThrow();
			}),
		);
	});

	it.each<unknown>([{ toString: 1, valueOf: 1 }, [[]], { length: -1 }, true])(
		'%j in every field breaks nothing',
		(value) => {
			const fields = [
				'type',
				'body',
				'timestamp',
				'messageUpdate',
				'media',
				'caption',
				'senderName',
				'quoteUnique',
				'to',
			];
			const payload = readPayload(
				{ ...message, ...Object.fromEntries(fields.map((name) => [name, value])) },
				undefined,
			)!;
			expect(toItem(payload, new Date())).toMatchObject({ event: 'message', messageId: 'M1' });
		},
	);

	it('cannot reach the prototypes', () => {
		const payload = JSON.parse('{"hook":"new","unique":"M1","from":"1","__proto__":{"polluted":"yes"}}');
		toItem(readPayload(payload, undefined)!, new Date());
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});
});
