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

/**
 * The numbers from 0 in an order that has nothing to do with them, but is the same in every run.
 * @param count at most 1,009
 */
export const shuffled = (count: number): number[] =>
	Array.from({ length: count }, (_, index) => index).sort((a, b) => ((a * 7919) % 1009) - ((b * 7919) % 1009));

/** As many customers do something at once. */
const AT_ONCE = 8;

/** Works through the customers of these indexes, some at once. */
export async function inParallel(indexes: readonly number[], work: (index: number) => Promise<void>): Promise<void> {
	const queue = [...indexes];
	const worker = async () => {
		for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
