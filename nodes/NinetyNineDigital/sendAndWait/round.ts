import { randomBytes } from 'node:crypto';

/** Sending with all its tries takes less. */
const FRESH_SECONDS = 5 * 60;

/**
 * The name of one question of an execution, which stands in the path of its answers: another for each time that the node
 * asks, so that an old tap answers no later question, and with the second in which it began.
 *
 * @returns 16 hex digits, the first 8 of them seconds since 1970
 */
export const newRound = (now: Date): string =>
	Math.floor(now.getTime() / 1000)
		.toString(16)
		.padStart(8, '0') + randomBytes(4).toString('hex');

/** Execution and round of a path: what all paths of one question have in common, whatever answer they give. */
export function questionOf(path: string): string {
	const { pathname, searchParams } = new URL(path, 'https://own.example');
	return `${pathname} ${searchParams.get('q')}`;
}

/** Whether the question of a path began so lately that it may still be on its way to the customer. */
export function isFresh(path: string, now: Date): boolean {
	const began = parseInt((new URL(path, 'https://own.example').searchParams.get('q') ?? '').slice(0, 8), 16);
	return now.getTime() / 1000 - began < FRESH_SECONDS;
}
