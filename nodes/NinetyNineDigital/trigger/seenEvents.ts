import { createHash } from 'node:crypto';

import { textIn } from '../plain/scalars';
import { type Payload } from './events/payload';

/**
 * Keys of events that have been seen, by the hour in which they came (hours since 1970): one text of joined keys per
 * hour. n8n stores it as JSON with the workflow and reads and writes the whole of it for each event, so it is short.
 */
export type Seen = Readonly<Record<string, string>>;

/** 48 bits: an event is mistaken for one of 10,000 others once in 28 thousand million times. */
const KEY_LENGTH = 8;

/** Over 300 events an hour for as long as they are kept; with more than that the oldest are forgotten sooner. */
export const MAX_KEYS = 10_000;

/**
 * The provider's last retry comes 24 hours after the one before, which is 29 hours and 25 minutes after the first try
 * if each wait counts from the try before.
 */
const HOURS_KEPT = 30;

const HOUR_MS = 60 * 60 * 1000;

const hourOf = (now: Date): number => Math.floor(now.getTime() / HOUR_MS);

/** What makes an event the same as another: a later acknowledgement of a message is not, nor is its failure. */
export function keyOf(payload: Payload): string {
	const { hook, unique, ack, type, messageUpdate } = payload;
	const facts = hook === 'new' ? [hook, unique] : [hook, unique, ack, type, messageUpdate];
	const text = JSON.stringify(textIn(unique) === undefined ? payload : facts.map(textIn));
	return createHash('sha256').update(text).digest('base64url').slice(0, KEY_LENGTH);
}

/** All keys that are remembered, the oldest first. */
export const keysIn = (seen: Seen): string[] => hoursIn(seen).flatMap((hour) => chunks(seen[hour] ?? ''));

/** The memory with these keys added, and without what is too old or too much. */
export function remember(seen: Seen, keys: readonly string[], now: Date): Seen {
	const hour = hourOf(now);
	const added: Seen = { ...seen, [hour]: (seen[hour] ?? '') + keys.join('') };
	const hours = hoursIn(added).filter((kept) => Number(kept) >= hour - HOURS_KEPT);
	let room = MAX_KEYS * KEY_LENGTH;
	const kept = hours.reverse().map((each): [string, string] => {
		const newest = room > 0 ? (added[each] ?? '').slice(-room) : '';
		room -= newest.length;
		return [each, newest];
	});
	return Object.fromEntries(kept.filter(([, text]) => text !== ''));
}

const hoursIn = (seen: Seen): string[] => Object.keys(seen).sort((a, b) => Number(a) - Number(b));

const chunks = (text: string): string[] => text.match(new RegExp(`.{${KEY_LENGTH}}`, 'g')) ?? [];
