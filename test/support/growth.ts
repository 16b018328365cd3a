import { setTimeout as delay } from 'node:timers/promises';

/** A text of eight times the length takes linear code eight times as long, and quadratic code sixty-four times. */
const FACTOR = 8;

/** Between the two, so that neither noise nor a quadratic step passes. */
export const MOST_GROWTH = 20;

/** Less than this is not worth a second look, in milliseconds: below it the clock and the garbage collector are louder. */
const FLOOR_MS = 4;

const TRIES = 10;

/** Between two tries, in milliseconds: what another test has left to do in the same process is over then. */
const PAUSE_MS = 100;

/**
 * How many times as long a text takes that is eight times as long. It counts the time that the processor works, not the
 * time that passes, so that a busy machine changes nothing.
 *
 * @param length of the longer text
 * @param work what is done with a text of about this length
 * @returns 0 if the longer text takes no time to speak of
 */
export async function growth(length: number, work: (length: number) => unknown): Promise<number> {
	// What is quadratic shows long before it takes minutes.
	if ((await least(() => work(length / FACTOR), MOST_GROWTH * FLOOR_MS)) > MOST_GROWTH * FLOOR_MS)
		return await growth(length / FACTOR, work);
	const long = await least(() => work(length), MOST_GROWTH * FLOOR_MS);
	if (long < MOST_GROWTH * FLOOR_MS) return 0;
	return long / Math.max(FLOOR_MS, await least(() => work(length / FACTOR), FLOOR_MS));
}

/** The least of some tries, in milliseconds; one is enough if it stays below `enough`. */
async function least(work: () => unknown, enough: number): Promise<number> {
	let best = Infinity;
	for (let tries = 0; tries < TRIES && best >= enough; tries++) {
		const before = process.cpuUsage();
		await work();
		const { user, system } = process.cpuUsage(before);
		best = Math.min(best, (user + system) / 1000);
		if (best >= enough) await delay(PAUSE_MS);
	}
	return best;
}
