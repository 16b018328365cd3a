import { poll } from '../../../host/poll';
import type { Connected } from '../../../host/world';
import type { Message } from '../../../sandbox/messages';

/** A customer of the sandbox, seen from the phone. */
export class ReadyCustomer {
	constructor(
		private readonly world: Connected,
		readonly number: string,
	) {}

	/** What the business has sent, oldest first. */
	get received(): Message[] {
		const customer = this.world.sandbox.provider.accounts.get().customers.find(this.number);
		return (customer?.messages ?? []).filter(({ by }) => by === 'business');
	}

	/** Waits for a message, counted from 1. */
	async receives(count: number): Promise<Message> {
		return await poll(() => this.received[count - 1], { what: `message ${count} to ${this.number}` });
	}

	get phone() {
		return this.world.sandbox.provider.phone(this.number);
	}
}
