import { createHash } from 'node:crypto';

import { textIn } from '../plain/scalars';
import { type Payload } from './events/payload';
import type { KnownPost } from './recentPosts';

/** Keys of events by the hour or minute in which they were noted, since 1970: one text of joined keys for each. */
type Buckets = Readonly<Record<string, string>>;

/**
 * The events that have been seen. n8n stores this as JSON with the workflow, and reads and writes the whole of it for
 * each event, so it is short.
 */
export interface SeenEvents {
	/** By the hour: events that 99digital may send again, since it did not get its response in time. */
	readonly seen?: Buckets;
	readonly recent?: {
		/** By the minute: events of which it is not known yet whether their response has left in time. */
		readonly open?: Buckets;
		/** The latest ones that were answered in time, the oldest first. */
		readonly done?: string;
	};
}

/** 48 bits: an event is mistaken for one of 10,000 others once in 28 thousand million times. */
const KEY_LENGTH = 8;

/** Over 300 events an hour that were not answered in time; with more than that the oldest are forgotten sooner. */
export const MAX_KEYS = 10_000;

/** Events that were answered in time do not come again; so many are kept for what cannot be seen from here. */
export const MAX_DONE = 500;

/**
 * The provider's last retry comes 24 hours after the one before, which is 29 hours and 25 minutes after the first try
 * if each wait counts from the try before.
 */
const HOURS_KEPT = 30;

const MINUTE_MS = 60 * 1000;

const HOUR_MS = 60 * MINUTE_MS;

/** A response takes less; after that its fate is not known because its process has ended. */
const OPEN_MS = 3 * MINUTE_MS;

/** What makes an event the same as another: a later acknowledgement of a message is not, nor is its failure. */
export const keyOf = (payload: Payload): string => short(identity(payload));

/** Of the same event once it has been passed on, which may be before or without its run. */
export const forwardKeyOf = (payload: Payload | string): string =>
	short(`forwarded ${typeof payload === 'string' ? payload : identity(payload)}`);

/** Whether a text has the form of a key. */
export const isKey = (text: string): boolean => /^[\w-]+$/.test(text) && text.length === KEY_LENGTH;

function identity(payload: Payload): string {
	const { hook, unique, ack, type, messageUpdate } = payload;
	const facts = hook === 'new' ? [hook, unique] : [hook, unique, ack, type, messageUpdate];
	return JSON.stringify(textIn(unique) === undefined ? payload : facts.map(textIn));
}

const short = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, KEY_LENGTH);

/** Whether an event is remembered, so that n8n has started its run or its answer has been handed over. */
export const hasSeen = (memory: SeenEvents, key: string): boolean => keysIn(memory).has(key);

/** All keys that are remembered. */
export const keysIn = ({ seen = {}, recent = {} }: SeenEvents): Set<string> =>
	new Set([...Object.values(seen), ...Object.values(recent.open ?? {}), recent.done ?? ''].flatMap(keys));

/**
 * The memory with what this process has learnt since, and without what is too old or too much.
 *
 * @param added events to be remembered whose response is still to leave
 * @param ended how other posts have ended, the oldest first
 * @param now in milliseconds since 1970
 */
export function remember(
	memory: SeenEvents,
	added: readonly string[],
	ended: readonly KnownPost[],
	now: number,
): Required<SeenEvents> {
	const { seen = {}, recent = {} } = memory;
	const posts = ended.filter(({ key }) => !added.includes(key));
	const known = new Set(posts.map(({ key }) => key));
	const { open, given } = sortOut(recent.open ?? {}, (key) => known.has(key) || added.includes(key), now);
	if (added.length > 0) {
		const minute = Math.floor(now / MINUTE_MS);
		open[minute] = (open[minute] ?? '') + added.join('');
	}
	const again = posts
		.filter((post) => mayComeAgain(post))
		.map(({ key, since }): Noted => [Math.floor(since / HOUR_MS), key]);
	const inTime = posts.filter(({ of, fate }) => of === 'run' && fate === 'inTime').map(({ key }) => key);
	const done = [...keys(recent.done ?? '').filter((key) => !known.has(key)), ...inTime].slice(-MAX_DONE).join('');
	return { seen: withKeys(without(seen, known), [...given, ...again], now), recent: { open, done } };
}

/** A key and the hour in which its event came, since 1970. */
type Noted = readonly [hour: number, key: string];

/** A run that could not start starts with the next try; but what was passed on is not passed on again. */
const mayComeAgain = ({ of, fate }: KnownPost): boolean => fate === 'late' || (of === 'forward' && fate === 'failed');

/** The open events that stay so, and those that have been for too long. */
function sortOut(open: Buckets, isDecided: (key: string) => boolean, now: number) {
	const rest: Record<string, string> = {};
	const given: Noted[] = [];
	for (const [minute, text] of Object.entries(open)) {
		const left = keys(text).filter((key) => !isDecided(key));
		const since = Number(minute) * MINUTE_MS;
		if (now - since > OPEN_MS) given.push(...left.map((key): Noted => [Math.floor(since / HOUR_MS), key]));
		else if (left.length > 0) rest[minute] = left.join('');
	}
	return { open: rest, given };
}

/** Without what is known better than when it was noted. */
function without(buckets: Buckets, known: ReadonlySet<string>): Buckets {
	const rest = (text: string) => keys(text).filter((key) => !known.has(key));
	return Object.fromEntries(Object.entries(buckets).map(([hour, text]) => [hour, rest(text).join('')]));
}

/** The newest keys, without those that the provider cannot send again. */
function withKeys(buckets: Buckets, added: readonly Noted[], now: number): Buckets {
	const all: Record<string, string> = { ...buckets };
	for (const [hour, key] of added) all[hour] = (all[hour] ?? '') + key;
	const oldest = Math.floor(now / HOUR_MS) - HOURS_KEPT;
	const hours = Object.keys(all).filter((hour) => Number(hour) >= oldest);
	let room = MAX_KEYS * KEY_LENGTH;
	const kept = hours
		.sort((a, b) => Number(b) - Number(a))
		.map((hour): [string, string] => {
			const newest = room > 0 ? (all[hour] ?? '').slice(-room) : '';
			room -= newest.length;
			return [hour, newest];
		});
	return Object.fromEntries(kept.filter(([, text]) => text !== ''));
}

const keys = (text: string): string[] => text.match(EACH_KEY) ?? [];

const EACH_KEY = new RegExp(`.{${KEY_LENGTH}}`, 'g');
