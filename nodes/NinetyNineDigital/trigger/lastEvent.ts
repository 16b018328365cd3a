import type { IWebhookFunctions } from 'n8n-workflow';

import type { RegistrationMemory } from './registration/registration';

/** What is needed of n8n to tell one trigger from another. */
export type LastEventContext = Pick<IWebhookFunctions, 'getNode' | 'getWorkflow'>;

/** The part of the node's memory that tells when an event came last. */
export interface LastEventMemory {
	/** In milliseconds since 1970; only of events that started a run or answered a question. */
	lastEventAt?: number;
}

/** When each trigger of this process got its last event, whatever became of it, in milliseconds since 1970. */
const received = new Map<string, number>();

/** Notes that an event has come. Nothing is stored: n8n would save its copy of the memory over a newer one. */
export function noteEvent(context: LastEventContext, now: number): void {
	received.set(idOf(context), now);
}

/** Has n8n store when the event came, together with what it stores of it anyway. */
export function rememberLastEvent(memory: LastEventMemory & RegistrationMemory, now: number): void {
	if (memory.registration) memory.lastEventAt = now;
}

/**
 * When the last event came that this process or the stored memory knows of.
 *
 * @returns in ISO 8601; null if none is known
 */
export function lastEventAt(context: LastEventContext, memory: LastEventMemory): string | null {
	const latest = Math.max(received.get(idOf(context)) ?? 0, memory.lastEventAt ?? 0);
	return latest === 0 ? null : new Date(latest).toISOString();
}

const idOf = (context: LastEventContext): string => `${context.getWorkflow().id}:${context.getNode().id}`;
