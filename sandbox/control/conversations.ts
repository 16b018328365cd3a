import type { FastifyInstance } from 'fastify';
import type { Customer, CustomerSettings } from '../customers';
import type { Ack } from '../payloads';
import type { Provider } from '../provider';
import type { UniqueForm } from '../unique';
import { ack, filled, flag, object, ofAccount, positive, uniqueForm, type OfAccount } from './schemas';

interface OfCustomer extends OfAccount {
	Params: { number: string };
}

interface OfMessage {
	Params: { unique: string };
}

/** The customers of an account, what was said to each, and what WhatsApp says about it. */
export function conversationRoutes(provider: Provider) {
	return async (control: FastifyInstance): Promise<void> => {
		const summary = (customer: Customer) => summaryOf(customer, provider.clock.now());

		control.get<OfAccount>('/customers', { schema: ofAccount }, ({ query }) =>
			provider.accounts.get(query.from).customers.all().map(summary),
		);

		control.get<OfCustomer>('/customers/:number', { schema: ofAccount }, ({ params, query }) => {
			const customer = provider.accounts.get(query.from).customers.get(params.number);
			return { ...summary(customer), messages: customer.messages };
		});

		control.put<OfCustomer & { Body: Partial<CustomerSettings> }>(
			'/customers/:number',
			{ schema: { ...ofAccount, body: object({ name: filled, hidden: flag, onWhatsApp: flag }, []) } },
			({ params, query, body }) => {
				const customer = provider.accounts.get(query.from).customers.at(params.number);
				Object.assign(customer, body);
				provider.emit('change', 'conversations');
				return summary(customer);
			},
		);

		control.post<OfMessage & { Body: { ack: Ack; uniqueForm?: UniqueForm } }>(
			'/messages/:unique/acknowledge',
			{ schema: { body: object({ ack, uniqueForm }, ['ack']) } },
			({ params, body }) => provider.acknowledge(params.unique, body.ack, body.uniqueForm),
		);

		control.post<OfMessage & { Body: { messageUpdate: number; uniqueForm?: UniqueForm } }>(
			'/messages/:unique/fail',
			{ schema: { body: object({ messageUpdate: positive, uniqueForm }, ['messageUpdate']) } },
			({ params, body }) => provider.fail(params.unique, body.messageUpdate, body.uniqueForm),
		);
	};
}

function summaryOf(customer: Customer, now: number) {
	const { number, userId, name, hidden, onWhatsApp, messages } = customer;
	return {
		...{ number, userId, name, hidden, onWhatsApp },
		window: customer.window(now),
		windowMinutesLeft: customer.windowMinutesLeft(now),
		messages: messages.length,
		lastMessageAt: messages.at(-1)?.time ?? null,
	};
}
