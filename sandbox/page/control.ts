import type { Profile, WebhookRegistration } from '../accounts';
import type { Behaviour } from '../behaviour';
import type { WindowState } from '../customers';
import type { Delivery } from '../deliveries';
import type { MediaKind, Message } from '../messages';
import type { Ack } from '../payloads';
import type { RecordedRequest } from '../requests';

/** A customer as the control API lists it. */
export interface CustomerSummary {
	number: string;
	name: string;
	window: WindowState;
	windowMinutesLeft: number;
	/** How many messages there are. */
	messages: number;
	/** When the last one was exchanged, in milliseconds since 1970; null if there is none. */
	lastMessageAt: number | null;
}

export interface AccountSummary {
	from: string;
	profile: Profile;
	webhook: WebhookRegistration;
}

export type ActiveBehaviour = Behaviour & { id: number };

/** The sandbox said no; the message says why. */
class ControlError extends Error {}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
	const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
	const response = await fetch(`/control${path}`, { method, ...(body !== undefined && json) });
	const text = await response.text();
	if (!response.ok) throw new ControlError((JSON.parse(text) as { error: string }).error);
	return (text === '' ? undefined : JSON.parse(text)) as T;
}

const ofCustomer = (number: string): string => `/customers/${encodeURIComponent(number)}`;

/** The sandbox's control API, as far as a person at the page needs it. */
export const control = {
	accounts: () => call<AccountSummary[]>('GET', '/accounts'),
	customers: () => call<CustomerSummary[]>('GET', '/customers'),
	messages: async (number: string) => (await call<{ messages: Message[] }>('GET', `${ofCustomer(number)}`)).messages,
	requests: () => call<RecordedRequest[]>('GET', '/requests'),
	deliveries: () => call<Delivery[]>('GET', '/deliveries'),
	behaviours: () => call<ActiveBehaviour[]>('GET', '/behaviours'),
	clock: async () => (await call<{ now: number }>('GET', '/clock')).now,

	addCustomer: (number: string) => call<CustomerSummary>('PUT', ofCustomer(number), {}),
	letPass: (advanceMs: number) => call<unknown>('POST', '/clock', { advanceMs }),
	addBehaviour: (behaviour: Behaviour) => call<unknown>('POST', '/behaviours', behaviour),
	removeBehaviour: (id: number) => call<unknown>('DELETE', `/behaviours/${id}`),

	write: (number: string, text: string, replyTo?: string) =>
		call<Message>('POST', `${ofCustomer(number)}/write`, { text, replyTo }),
	tap: (number: string, answer: string, unique: string) =>
		call<Message>('POST', `${ofCustomer(number)}/tap`, { answer, unique }),
	pick: (number: string, answer: string, unique: string) =>
		call<Message>('POST', `${ofCustomer(number)}/pick`, { answer, unique }),
	react: (number: string, emoji: string, unique: string) =>
		call<Message>('POST', `${ofCustomer(number)}/react`, { emoji, unique }),
	sendLocation: (number: string, latitude: number, longitude: number) =>
		call<Message>('POST', `${ofCustomer(number)}/location`, { latitude, longitude }),
	sendFile: (number: string, kind: MediaKind, url: string) =>
		call<Message>('POST', `${ofCustomer(number)}/file`, { kind, url }),
	sendContact: (number: string, name: string, phone: string) =>
		call<Message>('POST', `${ofCustomer(number)}/contact`, { name, phone }),

	acknowledge: (unique: string, ack: Ack) => call<Message>('POST', `/messages/${unique}/acknowledge`, { ack }),
};
