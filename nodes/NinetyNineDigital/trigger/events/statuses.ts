import { numberIn, textIn } from '../../plain/scalars';
import { eventKinds, eventOf, type EventKind, type EventName, type Switch } from './eventKinds';
import type { Payload } from './payload';

/** What becomes of a message, in the provider's numbers of `ack`, from 0. Saved workflows store the names. */
export const STATUSES = ['failed', 'sent', 'delivered', 'read'] as const;

export type Status = (typeof STATUSES)[number];

/** Which events start a run. */
export interface Wanted {
	readonly events: readonly EventName[];
	/** Of the event `status`; undefined if the person has chosen none of them, so that all do. */
	readonly statuses: readonly Status[] | undefined;
}

/** The statuses among what a workflow has stored; undefined if it has stored nothing. */
export const chosenStatuses = (stored: unknown): Status[] | undefined =>
	Array.isArray(stored) ? STATUSES.filter((name) => stored.includes(name)) : undefined;

/** What became of a message of ours, by an acknowledgement (`ack`) or a system notice; undefined if that is not said. */
export function statusOf({ hook, type, ack, messageUpdate }: Payload): Status | undefined {
	const isFailure = textIn(messageUpdate) !== undefined || (hook === 'system' && type === 'messages');
	return isFailure ? 'failed' : STATUSES[numberIn(textIn(ack)) ?? -1];
}

/**
 * The event as which a post counts where these are wanted. Without acknowledgements only a system notice tells that a
 * message has failed; where this status is chosen and notices are not, it is news of the message's status.
 */
export function eventFor(payload: Payload, { events, statuses }: Wanted): EventName {
	const event = eventOf(payload);
	const isNews = event === 'system' && !events.includes('system') && statuses?.includes('failed');
	return isNews && statusOf(payload) === 'failed' ? 'status' : event;
}

/** The switches of the account that the events need. A failure is told by a notice as well, the other statuses are not. */
export function switchesFor({ events, statuses }: Wanted): Switch[] {
	const needed = (eventKinds as readonly EventKind[]).flatMap(({ name, needs }) =>
		needs && events.includes(name as EventName) ? [needs] : [],
	);
	if (!statuses || !events.includes('status')) return needed;
	const isAcknowledged = statuses.some((status) => status !== 'failed');
	const others = needed.filter((name) => name !== 'readStatus' || isAcknowledged);
	return statuses.includes('failed') ? [...others, 'system'] : others;
}

/** Whether a post is one of the events, and of the statuses, that are wanted. */
export function isChosen(payload: Payload, wanted: Wanted): boolean {
	const event = eventFor(payload, wanted);
	if (!wanted.events.includes(event)) return false;
	if (event !== 'status' || !wanted.statuses) return true;
	return (wanted.statuses as readonly unknown[]).includes(statusOf(payload));
}
