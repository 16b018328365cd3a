import { textIn, type Payload } from './payload';

/** A question that any reply of the customer answers. */
export interface Awaited {
	/** The customer: digits or a user ID. */
	readonly to: string;
	/** The path at which the asking execution is resumed. */
	readonly path: string;
	/** When it stops to wait, in milliseconds since 1970. */
	readonly until: number;
	/** The provider's ID of the question, once it is sent. */
	readonly messageId?: string;
}

/** The questions that any reply answers, the oldest first. */
export type AwaitedList = readonly Awaited[];

/** About 250 bytes each, in a memory that n8n reads and writes for each event. */
export const MAX_AWAITED = 1000;

/** The list with this question at its end, or in its place if it is there, without those whose time is over. */
export function withAwaited(list: AwaitedList, added: Awaited, now: Date): AwaitedList {
	const others = list.filter(({ until, path }) => until > now.getTime() && path !== added.path);
	return [...others, added];
}

/**
 * The questions that this message may answer, the likeliest first: the one that it quotes, then the latest. A reaction
 * is an answer only to the message that it stands on.
 */
export function awaitedBy(list: AwaitedList, payload: Payload, now: Date): Awaited[] {
	if (payload.hook !== 'new') return [];
	const customer = [payload.from, payload.from_id, payload.phone].map((address) => textIn(address)?.replace(/^\+/, ''));
	const open = list.filter(({ to, until }) => customer.includes(to) && until > now.getTime()).reverse();
	const quoted = textIn(payload.quoteUnique);
	const exact = open.filter(({ messageId }) => messageId !== undefined && messageId === quoted);
	return payload.type === 'reaction' ? exact : [...exact, ...open.filter((one) => !exact.includes(one))];
}
