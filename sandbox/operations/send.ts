import type { Account } from '../accounts';
import { refusal, type ProviderResponse } from '../response';
import { isOn, text, withoutKey, type Body } from '../body';
import type { Customer } from '../customers';
import { isPhoneNumber, isPublicLink, isUserId } from '../formats';
import { fileProblem } from '../mediaFiles';
import { newMessage, type Content, type Message } from '../messages';
import { inForm, newUnique } from '../unique';
import { accountKeys, type Call, type Operation } from './operation';

/** A message that went out. `now` is milliseconds since 1970. */
export interface Sent {
	account: Account;
	body: Body;
	customer: Customer;
	message: Message;
	now: number;
}

/** One way of sending a message. */
export interface Send {
	name: string;
	/** The documented keys besides apiKey, from, to and showRequest. */
	keys: readonly string[];
	/** The refusals while the customer's 24-hour window is closed; undefined for what needs no open window. */
	closedWindow: Readonly<Record<'passed' | 'neverOpened', number>> | undefined;
	rateLimitReason: number;
	/** The link that localStorage copies, and the refusal when that fails. */
	copies?: { link: (body: Body) => string | undefined; refused: number };
	/** The message a body describes, or the reason it is refused with. */
	draft: (call: Call) => Content | number;
	/** The fields of the response besides status, reason and originalRequest. */
	respond: (sent: Sent) => Record<string, unknown>;
}

/** Reason 4 of every send. That the number has no WhatsApp is among its meanings for templates alone. */
const BAD_RECIPIENT = 4;

/** The window of free-form messages: passed since the customer's last message, or opened by none yet. */
export const freeForm = { passed: 7, neverOpened: 8 } as const;

/**
 * Makes an operation of a way of sending. The pages do not say which reason wins when a body breaks several rules;
 * here the recipient comes first, then the content, then the window, then the pace.
 */
export function sendOperation(send: Send): Operation {
	return {
		name: send.name,
		keys: new Set([...accountKeys, 'to', 'showRequest', ...send.keys]),
		copies: (body) => (isOn(body, 'localStorage') ? send.copies?.link(body) : undefined),
		respond(call) {
			const to = text(call.body, 'to');
			if (!isPhoneNumber(to) && !isUserId(to)) return refusal(BAD_RECIPIENT);

			const content = send.draft(call);
			if (typeof content === 'number') return refusal(content);

			if (send.copies && copyFails(send.copies.link(call.body), content, call)) return refusal(send.copies.refused);

			const { customers } = call.account;
			const known = customers.find(to);
			const refused = send.closedWindow ? closedReason(send.closedWindow, known, call.now) : absence(known, to);
			if (refused) return refusal(refused);
			if (!call.withinPace()) return refusal(send.rateLimitReason);

			return accept(send, call, customers.at(to), content);
		},
	};
}

/** The fields that most sends respond with. */
export const envelope = ({ account, body, customer, message, now }: Sent) => ({
	unique: message.unique,
	timestamp: Math.floor(now / 1000),
	from: account.from,
	to: text(body, 'to'),
	templateTimeLeft: String(customer.windowMinutesLeft(now)),
});

/** The same with the minutes left of the billing conversation, which only some pages document. */
export const conversationEnvelope = (sent: Sent) => ({
	...envelope(sent),
	conversationTimeLeft: String(sent.customer.conversationMinutesLeft(sent.now)),
});

/** A link that the sandbox does not fetch is judged by its host's name alone. */
function copyFails(link: string | undefined, content: Content, { body, copy }: Call): boolean {
	if (!link || !content.media || !isOn(body, 'localStorage')) return false;
	if (!copy) return !isPublicLink(link);
	return 'error' in copy || fileProblem(content, copy) !== undefined;
}

function closedReason(
	reasons: NonNullable<Send['closedWindow']>,
	customer: Customer | undefined,
	now: number,
): number | undefined {
	const window = customer?.window(now) ?? 'neverOpened';
	return window === 'open' ? undefined : reasons[window];
}

/** Whether a template goes to somebody who has no WhatsApp, or to a user id that the account has not met. */
const absence = (customer: Customer | undefined, to: string): number | undefined =>
	(customer ? !customer.onWhatsApp : isUserId(to)) ? BAD_RECIPIENT : undefined;

function accept(
	send: Send,
	{ account, body, now, uniqueForm }: Call,
	customer: Customer,
	content: Content,
): ProviderResponse {
	const request = withoutKey(body);
	const replyTo = text(body, 'replyTo');
	const quoting = replyTo ? { replyTo, ...content } : content;
	const unique = inForm(newUnique(), uniqueForm, customer.number);
	const message: Message = { ...newMessage('business', unique, now, quoting), request };
	account.customers.record(customer, message);
	return {
		status: 'OK',
		...send.respond({ account, body, customer, message, now }),
		...(isOn(body, 'showRequest') && { originalRequest: request }),
		reason: 1,
	};
}
