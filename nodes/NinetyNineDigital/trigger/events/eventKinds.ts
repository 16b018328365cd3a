import type { Payload } from './payload';

/** A switch of the account: while it is off, 99digital does not send the event. */
export type Switch = 'readStatus' | 'system';

/** One kind of event as the person chooses it. */
export interface EventKind {
	/** Saved workflows store it, so it never changes. */
	readonly name: string;
	readonly label: string;
	/** How n8n's node panel lists it. */
	readonly action: string;
	readonly help: string;
	/** Without it the event comes by itself. */
	readonly needs?: Switch;
}

/** What 99digital tells about, in the order of the outputs. */
export const eventKinds = [
	{
		name: 'message',
		label: 'Message',
		action: 'On message',
		help: 'A customer writes, or sends a file, voice note, place, contact, order or reaction',
	},
	{
		name: 'button',
		label: 'Button Reply',
		action: 'On button reply',
		help: 'A customer taps a reply button',
	},
	{
		name: 'list',
		label: 'List Reply',
		action: 'On list reply',
		help: 'A customer picks a row of a list',
	},
	{
		name: 'status',
		label: 'Message Status',
		action: 'On message status',
		help: 'WhatsApp has sent a message of yours, delivered it, or the customer has read it',
		needs: 'readStatus',
	},
	{
		name: 'system',
		label: 'System Notice',
		action: 'On system notice',
		help: 'A message of yours could not be delivered, or there is news of a template, the daily limit or the account',
		needs: 'system',
	},
] as const satisfies readonly EventKind[];

export type EventName = (typeof eventKinds)[number]['name'];

/** Only `button` and `list` of the incoming types are taps; every other type, a new one too, is a message. */
export function eventOf({ hook, type }: Payload): EventName {
	if (hook === 'update') return 'status';
	if (hook === 'system') return 'system';
	return type === 'button' || type === 'list' ? type : 'message';
}
