import { refusal } from '../response';
import { text } from '../body';
import { accountKeys, type Operation } from './operation';

const reasons = { unknownRecipient: 4 } as const;

/** readStatus: shows the customer that everything they wrote has been read. */
export const markAsRead: Operation = {
	name: 'readStatus',
	keys: new Set([...accountKeys, 'to']),
	respond({ account, body }) {
		const to = text(body, 'to');
		const written = account.customers.find(to)?.messages.filter(({ by }) => by === 'customer') ?? [];
		if (written.length === 0) return refusal(reasons.unknownRecipient);
		for (const message of written) message.status = 'read';
		return { status: 'OK', reason: 1, from: account.from, to };
	},
};
