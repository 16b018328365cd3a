import type { FastifyInstance } from 'fastify';
import type { MediaKind, Message } from '../messages';
import type { Phone, TapOptions } from '../phone';
import type { Provider } from '../provider';
import { uniqueForms } from '../unique';
import { filled, mediaKind, number, object, ofAccount, oneOf, string, type OfAccount } from './schemas';

interface Answer {
	/** The id or the text of a button or row. */
	answer: string;
	/** The message it belongs to; the latest when left out. */
	unique?: string;
}

const answer = object({ answer: filled, unique: filled }, ['answer']);
const quote = oneOf([...uniqueForms, 'none']);
const tapType = oneOf(['button', 'text']);

/** Everything a customer can do: `POST /customers/:number/…`, answered with the message it made. */
export function phoneRoutes(provider: Provider) {
	return async (control: FastifyInstance): Promise<void> => {
		const action = <Given>(name: string, body: object, act: (phone: Phone, given: Given) => Message) =>
			control.post<OfAccount & { Params: { number: string }; Body: Given }>(
				`/customers/:number/${name}`,
				{ schema: { ...ofAccount, body } },
				(request) => {
					const account = provider.accounts.get(request.query.from);
					return act(provider.phone(request.params.number, account), request.body as Given);
				},
			);

		action<{ text: string; replyTo?: string }>(
			'write',
			object({ text: filled, replyTo: filled }, ['text']),
			(phone, { text, replyTo }) => phone.write(text, replyTo),
		);
		action<Answer & TapOptions>(
			'tap',
			object({ answer: filled, unique: filled, quote, type: tapType }, ['answer']),
			(phone, { answer: tapped, unique, ...options }) => phone.tap(tapped, unique, options),
		);
		action<{ text: string; quoteUnique?: string; type?: TapOptions['type'] }>(
			'forge-tap',
			object({ text: filled, quoteUnique: filled, type: tapType }, ['text']),
			(phone, { text, quoteUnique, type }) => phone.forgeTap(text, quoteUnique, type),
		);
		action<Answer>('pick', answer, (phone, picked) => phone.pick(picked.answer, picked.unique));
		action<{ emoji: string; unique?: string }>(
			'react',
			object({ emoji: string, unique: filled }, ['emoji']),
			(phone, { emoji, unique }) => phone.react(emoji, unique),
		);
		action<{ latitude: number; longitude: number }>(
			'location',
			object({ latitude: number, longitude: number }),
			(phone, { latitude, longitude }) => phone.sendLocation(latitude, longitude),
		);
		action<{ kind: MediaKind; url: string; caption?: string }>(
			'file',
			object({ kind: mediaKind, url: filled, caption: string }, ['kind', 'url']),
			(phone, { kind, url, caption }) => phone.sendFile(kind, url, caption),
		);
		action<{ name: string; phone: string }>('contact', object({ name: filled, phone: filled }), (phone, contact) =>
			phone.sendContact(contact.name, contact.phone),
		);
		action<{ items: unknown[] }>('order', object({ items: { type: 'array' } }), (phone, { items }) =>
			phone.order(items),
		);
	};
}
