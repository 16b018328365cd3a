import type { Account } from './accounts';
import type { Customer } from './customers';
import type { Message } from './messages';

/** The JSON of one webhook. */
export type Payload = Record<string, unknown> & { hook: 'new' | 'update' | 'system' };

/** What an acknowledgement says about a message that was sent. */
export type Ack = 0 | 1 | 2 | 3;

/**
 * The keys under which the id of a tapped button and of a chosen row come back. The provider promises the ids but not
 * their names, so these are settings.
 */
export interface AnswerFields {
	buttonIdField: string;
	listIdField: string;
}

const seconds = (time: number): number => Math.floor(time / 1000);

/**
 * A customer's message.
 * @param quoted the text of the message it answers, if it answers one; that `quote` carries it is a guess
 */
export function incoming(
	account: Account,
	customer: Customer,
	message: Message,
	quoted: string | undefined,
	fields: AnswerFields,
): Payload {
	return {
		status: 'OK',
		hook: 'new',
		unique: message.unique,
		from: address(customer),
		from_id: customer.userId,
		username: null,
		country: customer.country,
		phone: customer.hidden ? null : customer.number,
		to: account.from,
		senderName: customer.name,
		type: message.kind,
		body: incomingBody(message),
		caption: message.media ? message.text : '',
		isForwarded: false,
		timestamp: String(seconds(message.time)),
		media: message.media !== undefined,
		quote: message.quoteUnique === false ? false : (quoted ?? false),
		quoteUnique: message.quoteUnique ?? message.replyTo ?? false,
		profilePic: '',
		conversationTimeLeft: String(customer.conversationMinutesLeft(message.time)),
		...(message.answerId !== undefined && { [answerField(message, fields)]: message.answerId }),
	};
}

/** The provider's `body` depends on the type: a text, a link, two coordinates, a phone number, or the items of an order. */
function incomingBody({ text, media, location, contact, order }: Message): unknown {
	if (location) return `${location.latitude},${location.longitude}`;
	return media?.url ?? contact?.phone ?? order ?? text;
}

const answerField = ({ kind }: Message, { buttonIdField, listIdField }: AnswerFields): string =>
	kind === 'list' ? listIdField : buttonIdField;

/** Where a message of ours stands: 0 failed, 1 sent, 2 delivered, 3 read. As in a response, `from` is the customer. */
export function acknowledgement(account: Account, customer: Customer, unique: string, ack: Ack): Payload {
	return { status: 'OK', hook: 'update', unique, from: address(customer), to: account.from, ack };
}

/**
 * A message that could not be delivered.
 * @param messageUpdate the provider's number for the cause, such as 7 for an outdated app
 * @param now milliseconds since 1970
 */
export function failure(
	account: Account,
	customer: Customer,
	unique: string,
	messageUpdate: number,
	now: number,
): Payload {
	const fields = { unique, messageUpdate, messageTo: address(customer) };
	return notice(account, 'messages', fields, now);
}

/**
 * A system notice. Only failed messages have a documented shape; the fields of other types are the caller's.
 * @param now milliseconds since 1970
 */
export function notice(account: Account, type: string, fields: Record<string, unknown>, now: number): Payload {
	return { ...fields, status: 'OK', hook: 'system', type, to: account.from, timestamp: seconds(now) };
}

const address = ({ hidden, userId, number }: Customer): string => (hidden ? userId : number);
