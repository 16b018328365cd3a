import { defaultAccount } from '../../../sandbox/accounts';
import type { ProviderResponse } from '../../../sandbox/response';
import { Clock } from '../../../sandbox/clock';
import type { Message } from '../../../sandbox/messages';
import { Provider, type ProviderOptions } from '../../../sandbox/provider';

export const START = Date.UTC(2026, 10, 20, 12);
export const MINUTE = 60 * 1000;
export const HOUR = 60 * MINUTE;
export const CUSTOMER = '972501234567';

const { apiKey, from } = defaultAccount;
export const account = { apiKey, from };

/** A provider whose clock stands still until a test lets time pass, and which is asked without a network. */
export function newWorld(options: ProviderOptions = {}) {
	const provider = new Provider({ clock: new Clock(() => START), ...options });

	/** The answer to a request of the default account, unless the body says otherwise. */
	const ask = (operation: string, body: object = {}): ProviderResponse => {
		const { wire } = provider.receive(operation, JSON.stringify({ ...account, ...body }));
		if (wire.kind !== 'response') throw new Error(`No answer but ${wire.kind}`);
		return JSON.parse(wire.body) as ProviderResponse;
	};
	const conversation = (number = CUSTOMER): Message[] => provider.accounts.get().customers.at(number).messages;
	return { provider, ask, conversation };
}

/** A world in which the customer has just written, so that free-form messages may be sent. */
export function openWorld(options: ProviderOptions = {}) {
	const world = newWorld(options);
	world.provider.phone(CUSTOMER).write('Hello');
	return world;
}

const PATIENCE = 4000;

/** Waits until something is true; gives up before the test runner does, so that the test fails and ends. */
export async function until(condition: () => boolean): Promise<void> {
	const deadline = Date.now() + PATIENCE;
	while (!condition()) {
		if (Date.now() > deadline) throw new Error(`It never happened: ${condition}`);
		await new Promise((resolve) => setImmediate(resolve));
	}
}
