import { textIn } from '../plain/scalars';
import type { Payload } from '../trigger/events/payload';

/** Every address by which the payload names its customer: numbers as digits, and user IDs. */
export function addressesIn({ from, phone, from_id: userId, messageTo }: Payload): string[] {
	const texts = [from, phone, userId, messageTo].map((address) => textIn(address)?.replace(/^\+(?=\d)/, ''));
	return [...new Set(texts.filter((text) => text !== undefined))];
}

/**
 * Whether a payload that has proven by something else which question it answers comes from the customer who was asked.
 * Who hides the number comes back under a user ID alone, which nobody knew when the question went to the number: then
 * the proof counts alone. With a number in the payload, an address of it must be the right one.
 *
 * @param isAsked whether an address is that of the customer who was asked
 */
export function isFromAsked(payload: Payload, isAsked: (address: string) => boolean): boolean {
	const addresses = addressesIn(payload);
	return addresses.some(isAsked) || (addresses.length > 0 && !addresses.some(isNumber));
}

const isNumber = (address: string): boolean => /^\d+$/.test(address);

/** Marks of direction and other signs that nobody sees, and the choice between two forms of an emoji. */
const INVISIBLE = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFE0E\uFE0F\uFEFF]/g;

/** The bare ID in the longer form of a message's ID. A number of at most 15 digits stands before it. */
const HEX_WITHIN = /[0-9A-F]{16,}/gi;

/** Longer than any button's text; what is longer is none. */
const MAX_ANSWER = 100;

/**
 * The ID of a message in the one form in which both forms of 99digital are equal: hex, or a longer base64 text that
 * contains the hex.
 *
 * @returns undefined if there is none: blank, or `false` as in a message that quotes nothing
 */
export function messageKey(unique: unknown): string | undefined {
	const text = textIn(unique);
	if (text === undefined) return undefined;
	if (/^[0-9A-F]+$/i.test(text)) return text.toUpperCase();
	const [within] = Buffer.from(text, 'base64').toString('latin1').match(HEX_WITHIN)?.slice(-1) ?? [];
	return within?.toUpperCase() ?? text;
}

/** A text as a person reads it: without what nobody sees, and without white space around it. */
export const visibleText = (text: string): string => text.replace(INVISIBLE, '').normalize('NFC').trim();

/** The words of a payload that may be an answer: of a tapped button, which 99digital may tell as a text, or typed. */
export function answerTextIn({ hook, type, body }: Payload): string | undefined {
	if (hook !== 'new' || (type !== 'button' && type !== 'text') || typeof body !== 'string') return undefined;
	return body.length > MAX_ANSWER ? undefined : visibleText(body) || undefined;
}

/** What a question must know of itself to find its own answer. */
export interface Asked {
	/** The customer: digits or a user ID. */
	readonly to: string;
	/** The provider's ID of the question. */
	readonly messageId: string;
	readonly answers: ReadonlyArray<{ readonly text: string }>;
}

/**
 * Which of its answers a payload gives to a question that went out as a template, whose buttons can carry no token: it
 * comes from the customer who was asked, quotes this question or nothing, and says the words of one answer.
 *
 * @returns the position of the answer; -1 for everything else
 */
export function matchAnswerTo({ to, messageId, answers }: Asked, payload: Payload): number {
	const quoted = messageKey(payload.quoteUnique);
	const isAsked = (address: string) => address === to;
	const isFromCustomer = quoted === undefined ? addressesIn(payload).some(isAsked) : isFromAsked(payload, isAsked);
	if (!isFromCustomer || (quoted !== undefined && quoted !== messageKey(messageId))) return -1;
	const given = answerTextIn(payload);
	return answers.findIndex(({ text }) => visibleText(text) === given);
}

/** Whether a payload comes from the customer who was asked, or, where it hides the number, quotes the question. */
export function isReplyTo({ to, messageId }: Pick<Asked, 'to' | 'messageId'>, payload: Payload): boolean {
	const isAsked = (address: string) => address === to;
	const quoted = messageKey(payload.quoteUnique);
	return (
		addressesIn(payload).some(isAsked) ||
		(quoted !== undefined && quoted === messageKey(messageId) && isFromAsked(payload, isAsked))
	);
}

/** Whether a payload is the notice that a message could not be delivered. */
export const isFailureNotice = ({ hook, type, messageUpdate }: Payload): boolean =>
	hook === 'system' && (type === 'messages' || textIn(messageUpdate) !== undefined);

/** Whether it is the notice of this message. */
export const isFailureOf = (messageId: string, payload: Payload): boolean =>
	isFailureNotice(payload) &&
	messageKey(payload.unique) !== undefined &&
	messageKey(payload.unique) === messageKey(messageId);
