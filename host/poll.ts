import { setTimeout as delay } from 'node:timers/promises';

export interface PollOptions {
	/** What is waited for, for the message when it does not come: `Gave up on <what> after 120 s`. */
	what: string;
	timeoutMs?: number;
	signal?: AbortSignal;
}

const EVERY_MS = 100;

/**
 * Asks until the answer is something other than undefined.
 * @throws Error when that takes longer than `timeoutMs` (two minutes when left out)
 */
export async function poll<T>(ask: () => Promise<T | undefined> | T | undefined, options: PollOptions): Promise<T> {
	const { what, timeoutMs = 120_000, signal } = options;
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) throw new Error(`Gave up on ${what} after ${timeoutMs / 1000} s`);
		await delay(EVERY_MS, undefined, { signal });
	}
}
