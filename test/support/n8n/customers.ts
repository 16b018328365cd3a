import type { QueueWorld } from '../../../host/queue/queueWorld';

/** Numbers of `count` customers. */
export const customers = (count: number): string[] =>
	Array.from({ length: count }, (_, index) => String(972_500_000_000 + index));

/** Opens the window of each customer. */
export function letAllWrite({ sandbox }: QueueWorld, numbers: readonly string[]): void {
	for (const number of numbers) sandbox.provider.phone(number).write('Hello');
}

/** The texts that a customer has received, in the order in which they came. */
export const received = ({ sandbox }: QueueWorld, number: string): string[] =>
	sandbox.provider.accounts
		.get()
		.customers.at(number)
		.messages.filter(({ by }) => by === 'business')
		.map(({ text }) => text);
