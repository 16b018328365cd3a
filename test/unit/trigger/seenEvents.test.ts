import fc from 'fast-check';

import { readPayload } from '../../../nodes/NinetyNineDigital/trigger/events/payload';
import type { KnownPost } from '../../../nodes/NinetyNineDigital/trigger/recentPosts';
import {
	hasSeen,
	keyOf,
	keysIn,
	MAX_DONE,
	MAX_KEYS,
	remember,
	type SeenEvents,
} from '../../../nodes/NinetyNineDigital/trigger/seenEvents';

const HOUR_MS = 60 * 60 * 1000;
const START = Date.UTC(2026, 10, 20);

const at = (hours: number) => START + hours * HOUR_MS;

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
	const names = (count: number, name = 'k') =>
		Array.from({ length: count }, (_, index) => `${name}${index}`.padEnd(8, '-'));

	const ended = (keys: readonly string[], fate: KnownPost['fate'], since: number, of: KnownPost['of'] = 'run') =>
		keys.map((key): KnownPost => ({ key, of, since, fate }));

	it('[webhook.retry] keeps a late event until its last retry, 29 hours and 25 minutes after the first try', () => {
		const late = ended(names(1), 'late', START + HOUR_MS - 1);
		const memory = remember({}, [], late, at(1));
		expect([...keysIn(remember(memory, [], [], at(30.4)))]).toEqual(names(1));
		expect(keysIn(remember(memory, [], [], at(40))).size).toBe(0);
	});

	it('does not keep it longer because its process still knows it', () => {
		const late = ended(names(1), 'late', START);
		expect(keysIn(remember(remember({}, [], late, at(1)), [], late, at(40))).size).toBe(0);
	});

	it('keeps few of those that were answered in time, the latest', () => {
		const all = ended(names(MAX_DONE + 100), 'inTime', START);
		const memory = remember({}, [], all, START);
		expect([...keysIn(memory)]).toEqual(names(MAX_DONE + 100).slice(100));
	});

	it('keeps an event whose fate nobody knows any more as long as a late one', () => {
		const memory = remember({}, names(1), [], START);
		expect(memory).toEqual({ seen: {}, recent: { open: { [START / 60_000]: names(1)[0] }, done: '' } });
		const after = remember(memory, [], [], at(0.2));
		expect(after.seen).toEqual({ [START / HOUR_MS]: names(1)[0] });
	});

	it('forgets what could not start, for the next try starts it', () => {
		const memory = remember({}, names(1), [], START);
		expect(keysIn(remember(memory, [], ended(names(1), 'failed', START), START)).size).toBe(0);
	});

	it.each([
		['inTime', 0],
		['late', 1],
		['failed', 1],
	] as const)('of what was passed on keeps only what may come again: %s', (fate, size) => {
		expect(keysIn(remember({}, [], ended(names(1), fate, START, 'forward'), START)).size).toBe(size);
	});

	it('has a limit, at which the oldest go first', () => {
		const full = remember({}, [], ended(names(MAX_KEYS, 'o'), 'late', START), START);
		const { seen } = remember(full, [], ended(names(3, 'new'), 'late', at(1)), at(1));
		expect([...keysIn({ seen })]).toEqual([...names(MAX_KEYS, 'o').slice(3), ...names(3, 'new')]);
	});

	it('reads what version 0.1 has stored', () => {
		const stored = { seen: { [START / HOUR_MS]: names(3).join('') } };
		expect(hasSeen(stored, names(3)[1]!)).toBe(true);
	});

	it('takes no more than 5 kB after 20,000 events that were answered in time', () => {
		let memory: SeenEvents = {};
		const recent: KnownPost[] = [];
		for (let index = 0; index < 20_000; index++) {
			const now = START + index * 100;
			const key = keyOf(readPayload({ ...message, unique: `M${index}` }, undefined)!);
			memory = remember(memory, [key], recent.splice(0), now);
			recent.push({ key, of: 'run', since: now, fate: 'inTime' });
		}
		expect(JSON.stringify(memory).length).toBeLessThan(5_000);
	});
});
