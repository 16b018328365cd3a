import fc from 'fast-check';

import { readPayload } from '../../../nodes/NinetyNineDigital/trigger/events/payload';
import { keyOf, keysIn, MAX_KEYS, remember, type Seen } from '../../../nodes/NinetyNineDigital/trigger/seenEvents';

const HOUR_MS = 60 * 60 * 1000;
const START = Date.UTC(2026, 10, 20);

const at = (hours: number) => new Date(START + hours * HOUR_MS);

const key = (payload: object) => keyOf(readPayload(payload, undefined)!);

const message = { hook: 'new', unique: 'M1', from: '972507654321' };
const sent = { hook: 'update', unique: 'M1', ack: 1 };

describe('the key of an event', () => {
	it.each([
		['a message in other words', message, { ...message, body: 'hi', conversationTimeLeft: '599' }],
		['an acknowledgement as text', sent, { ...sent, ack: '1' }],
		[
			'a notice without ID',
			{ hook: 'system', type: 'update', limit: 250 },
			{ hook: 'system', type: 'update', limit: 250 },
		],
	])('is the same for %s', (_, one, other) => {
		expect(key(one)).toBe(key(other));
	});

	it.each([
		['another message', message, { ...message, unique: 'M2' }],
		['the acknowledgement of the same message', message, sent],
		['a later acknowledgement', sent, { ...sent, ack: 2 }],
		['the failure of the same message', sent, { hook: 'system', unique: 'M1', messageUpdate: 8 }],
		['another notice', { hook: 'system', type: 'update', limit: 250 }, { hook: 'system', type: 'update', limit: 2000 }],
	])('differs for %s', (_, one, other) => {
		expect(key(one)).not.toBe(key(other));
	});

	it('is short and of one length', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), (unique) => key({ ...message, unique: `${unique}x` }).length === 8),
		);
	});
});

describe('the memory', () => {
	const keys = (count: number, name = 'k') =>
		Array.from({ length: count }, (_, index) => `${name}${index}`.padEnd(8, '-'));

	it('keeps what came, in its order', () => {
		const seen = remember(remember({}, keys(2, 'a'), at(0)), keys(2, 'b'), at(1));
		expect(keysIn(seen)).toEqual([...keys(2, 'a'), ...keys(2, 'b')]);
	});

	it('outlives the last retry, 29 hours and 25 minutes after the first try', () => {
		const seen = remember({}, keys(1, 'a'), new Date(START + HOUR_MS - 1));
		expect(keysIn(remember(seen, [], at(30.4)))).toEqual(keys(1, 'a'));
	});

	it('ends some time', () => {
		expect(remember(remember({}, keys(1), at(0)), [], at(40))).toEqual({});
	});

	it('has a limit, at which the oldest go first', () => {
		const full = remember(remember({}, keys(MAX_KEYS - 1, 'old'), at(0)), keys(1, 'new'), at(1));
		const seen = remember(full, keys(3, 'newest'), at(2));
		expect(keysIn(seen)).toEqual([...keys(MAX_KEYS - 1, 'old').slice(3), ...keys(1, 'new'), ...keys(3, 'newest')]);
	});

	it('survives being stored as JSON', () => {
		const seen = remember({}, keys(3), at(0));
		expect(keysIn(JSON.parse(JSON.stringify(seen)) as Seen)).toEqual(keys(3));
	});
});
