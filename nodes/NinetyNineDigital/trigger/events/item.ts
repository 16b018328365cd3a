import type { IDataObject } from 'n8n-workflow';

import { numberIn, textIn } from '../../plain/scalars';
import { inSeconds, LAST_SECOND } from '../../plain/seconds';
import { answerIdIn } from './answerId';
import { eventOf } from './eventKinds';
import { type Payload } from './payload';
import { statusOf } from './statuses';

/** Types whose `body` is never a link to a file. Every other one, a new one too, may be a file. */
const NOT_MEDIA: ReadonlySet<unknown> = new Set([
	'text',
	'location',
	'button',
	'list',
	'contacts',
	'reaction',
	'order',
]);

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The simplified item of an event; fields without a value are left out.
 *
 * @param now the time of an event that tells none
 */
export function toItem(payload: Payload, now: Date): IDataObject {
	const receivedAt = writtenAt(payload, now);
	const fields = {
		event: eventOf(payload),
		messageId: textIn(payload.unique),
		...people(payload),
		type: textIn(payload.type),
		...(payload.hook === 'new' ? content(payload) : fate(payload)),
		receivedAt: receivedAt.toISOString(),
		...(payload.hook === 'new' && conversation(payload)),
		windowClosesAt: payload.hook === 'new' ? new Date(receivedAt.getTime() + DAY_MS).toISOString() : undefined,
	};
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as IDataObject;
}

/** The link to the file of a message, in `body` as documented, or in `media` as some have seen. */
export function mediaUrl({ type, body, media }: Payload): string | undefined {
	if (NOT_MEDIA.has(type)) return undefined;
	return [textIn(body), textIn(media)].find((text) => text !== undefined && /^https?:\/\/\S+$/i.test(text));
}

/** Whether a message is a recording, under any of the names that WhatsApp has for one. */
export const isVoice = ({ type }: Payload): boolean => ['audio', 'voice', 'ptt'].includes(String(type));

/** The customer's address as 99digital writes it, and the user id, which stands in `from` if the number is hidden. */
export function people(payload: Payload) {
	const { from, messageTo, phone, from_id: userId } = payload;
	const customer = [from, messageTo, phone, userId].map(textIn).find(Boolean);
	return {
		from: customer?.replace(/^\+(?=\d)/, ''),
		fromId: textIn(userId) ?? (/^[A-Z]{2}\.\d/.test(customer ?? '') ? customer : undefined),
		to: textIn(payload.to),
		name: textIn(payload.senderName),
	};
}

function content(payload: Payload) {
	const isTap = eventOf(payload) !== 'message';
	return {
		text: visibleText(payload),
		answerId: isTap ? answerIdIn(payload) : undefined,
		answerText: isTap ? textIn(payload.body) : undefined,
		replyTo: textIn(payload.quoteUnique),
		mediaUrl: mediaUrl(payload),
		...place(payload),
	};
}

/**
 * What n8n's AI Agent and its memories read by themselves. The session is the customer's user ID where 99digital gives
 * one, since it stays the same when the customer hides the number; else the number.
 */
function conversation(payload: Payload) {
	return { chatInput: visibleText(payload), sessionId: sessionOf(payload) };
}

/** Whose conversation a message belongs to; undefined if it names nobody. */
export function sessionOf(payload: Payload): string | undefined {
	const { from, fromId } = people(payload);
	return fromId ?? from;
}

/** Links and coordinates have fields of their own; the text beside them is the caption. */
function visibleText(payload: Payload): string | undefined {
	const { type, body, caption } = payload;
	if (typeof body === 'object' && body !== null) return JSON.stringify(body);
	if (type === 'location' || mediaUrl(payload) !== undefined) return textIn(caption);
	return textIn(body) ?? textIn(caption);
}

function place({ type, body }: Payload) {
	if (type !== 'location') return {};
	const [latitude = null, longitude = null] = (textIn(body) ?? '').split(',').map(numberIn);
	return latitude === null || longitude === null ? {} : { latitude, longitude };
}

/** What became of a message of ours, by an acknowledgement (`ack`) or a system notice (`messageUpdate`). */
function fate(payload: Payload) {
	const cause = textIn(payload.messageUpdate);
	return { status: statusOf(payload), reason: numberIn(cause) ?? cause };
}

/** When a message was written, by its own account. */
export const writtenAt = (payload: Payload, now: Date): Date => timeIn(payload.timestamp) ?? now;

function timeIn(timestamp: unknown): Date | undefined {
	const number = numberIn(textIn(timestamp)) ?? 0;
	const seconds = inSeconds(number);
	return seconds > 0 && seconds <= LAST_SECOND ? new Date(seconds * 1000) : undefined;
}
