import type { Payload } from './events/payload';
import type { Response } from './recentPosts';
import { triggerOf, type Registration } from './registration/registration';
import { keyOf } from './seenEvents';

/** A message that has been taken, and whose run waits for the customer to be quiet. */
export interface WaitingMessage {
	/** By `keyOf`. */
	readonly key: string;
	/** Whose it is, for which number of the account. */
	readonly customer: string;
	/** When it came, in milliseconds since 1970. */
	readonly since: number;
	readonly payload: Payload;
}

/** The part of the trigger's memory in which messages wait. */
export interface WaitingMemory {
	readonly registration?: Registration;
	/** JSON of `WaitingMessage`s; one text, since n8n watches each object in the memory. */
	waiting?: string;
}

/**
 * What this process knows of a message. n8n gives each post its own copy of the stored memory and saves it afterwards,
 * so that of two posts at the same moment the later one to be saved would wipe out what the earlier one has changed.
 */
interface Known {
	/** By `triggerOf`. */
	readonly trigger: string;
	readonly message: WaitingMessage;
	/** Milliseconds since 1970. */
	noted: number;
	/** To the post that has taken it for a run; undefined while it waits. */
	run?: Response;
}

/** n8n reads and writes all of them with each event. What finds no room does not wait. */
const MAX_WAITING = 500;

/** Characters of a message as JSON; most have less than a thousand. */
const MAX_LENGTH = 10_000;

/** Every copy that does not know of a change has been saved after so many milliseconds. */
const KEPT_MS = 3 * 60_000;

const known = new Map<string, Known>();

/**
 * Has a message wait from now on; once, however often it comes.
 *
 * @returns false if there is no room for it, or n8n has not saved yet that the trigger is registered
 */
export function keepWaiting(memory: WaitingMemory, message: WaitingMessage): boolean {
	if (!memory.registration || JSON.stringify(message).length > MAX_LENGTH) return false;
	const waiting = waitingIn(memory);
	if (waiting.some(({ key }) => key === message.key)) return true;
	if (waiting.length >= MAX_WAITING) return false;
	note({ trigger: triggerIn(memory), message, noted: message.since });
	settleWaiting(memory);
	return true;
}

/** All messages that wait, as far as this process and n8n's stored memory know, in the order in which they came. */
export function waitingIn(memory: WaitingMemory): WaitingMessage[] {
	const own = knownIn(memory);
	const keys = new Set(own.map(({ message }) => message.key));
	const stored = (memory.waiting ? JSON.parse(memory.waiting) : []) as WaitingMessage[];
	const waiting = own.filter(({ run }) => !run).map(({ message }) => message);
	return [...stored.filter(({ key }) => !keys.has(key)), ...waiting].sort((a, b) => a.since - b.since);
}

/** Takes messages for the run that this post starts. */
export function takeWaiting(
	memory: WaitingMemory,
	messages: readonly WaitingMessage[],
	run: Response,
	now: number,
): void {
	const trigger = triggerIn(memory);
	for (const message of messages) note({ trigger, message, noted: now, run });
	settleWaiting(memory);
}

/** Has the messages of a customer wait once more whose run n8n could not start. */
export function waitAgain(trigger: string, customer: string): void {
	for (const one of known.values()) {
		const { run } = one;
		const isTheirs = one.trigger === trigger && one.message.customer === customer;
		if (isTheirs && run?.writableEnded && run.statusCode >= 500) delete one.run;
	}
}

/** Writes into this copy of the memory what this process knows better. */
export function settleWaiting(memory: WaitingMemory): void {
	if (knownIn(memory).length === 0) return;
	const waiting = waitingIn(memory);
	const text = waiting.length > 0 ? JSON.stringify(waiting) : '';
	if (text !== (memory.waiting ?? '')) memory.waiting = text;
}

function knownIn(memory: WaitingMemory): Known[] {
	const now = Date.now();
	for (const [id, { noted, run }] of known) {
		if (now - noted > (run ? KEPT_MS : 2 * KEPT_MS)) known.delete(id);
	}
	if (!memory.registration) return [];
	const trigger = triggerIn(memory);
	return [...known.values()].filter((one) => one.trigger === trigger);
}

const note = (one: Known): unknown => known.set(`${one.trigger}:${one.message.key}`, one);

/** By `triggerOf`; empty for one that is not registered. */
export const triggerIn = ({ registration }: WaitingMemory): string => (registration ? triggerOf(registration) : '');

/** Makes a message of what has come. */
export const toWaiting = (payload: Payload, customer: string, since: number): WaitingMessage => ({
	key: keyOf(payload),
	customer,
	since,
	payload,
});
