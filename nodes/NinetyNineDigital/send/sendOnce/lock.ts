import { randomUUID } from 'node:crypto';
import type { DeduplicationHelperFunctions } from 'n8n-workflow';

import type { Clock } from '../../run/clock';

/** n8n's memory of values that a workflow has seen, as its database keeps it for all processes. */
export type Memory = Pick<
	DeduplicationHelperFunctions,
	'checkProcessedAndRecord' | 'removeProcessed' | 'clearAllProcessedItems' | 'getProcessedDataCount'
>;

/** n8n's memory could not be used; the message says why and what to do. */
class MemoryError extends Error {}

/** The list that should be the lock is another node's, and stays so. */
export class ForeignListError extends MemoryError {
	constructor() {
		super(
			'Another node of this workflow, such as Remove Duplicates, keeps a list for the whole workflow; set its Scope to Node to use Send Once Key',
		);
	}
}

export const ENTRIES = { mode: 'entries' } as const;

const LOCK = 'n8n-nodes-99digital is writing';

/**
 * Milliseconds. A holder enters something new into the lock's list at this interval, so that its length changes as long
 * as the holder lives.
 */
const BEAT_MS = 2_000;

/**
 * What a process that takes over has entered must stay the last in the list for so long. A holder that lives enters
 * something within that time; one that could not for so long has lost the lock.
 */
const LEASE_MS = 12_000;

/**
 * A lock whose length has not changed for so long may be one of a crashed process. It is longer than the lease, so that
 * who waits does not disturb who is taking over; and up to an eighth longer by chance, so that not all try at once.
 */
const QUIET_MS = 13_000;

/** No holder that lives leaves the length unchanged for so long. */
const STILL_MS = 10_000;

/** A request to the database that was begun ends within this time. */
const REQUEST_MS = 5_000;

/** Longest wait for the lock. */
const MOST_WAIT_MS = 600_000;

const POLL_MS = 100;

/** Failed requests one after the other that are no longer the race of two first entries. */
const MOST_FAILURES = 20;

/** Each holder begins the list with another length, so that one that follows another is not taken for it. */
const MOST_TOKENS = 64;

/** No lock's list grows so long. */
const LONGEST_LOCK = 5_000;

/**
 * Lets one process at a time, of all that share n8n's database, do its task.
 *
 * n8n's memory reads a list, changes it and writes it back whole, so that of two processes at once one would lose what
 * it wrote. Only a list's first entry and its end are single steps of the database: a list that exists is the lock. It
 * is the list of the workflow, while the keys are in the list of the node. Who waits only reads the list's length.
 *
 * @param task is told for how many milliseconds the lock of a crashed process kept everybody waiting
 * @returns what the task returned, if the lock was surely held until it ended
 * @throws MemoryError if the lock may have been lost meanwhile, if another node uses the workflow's list
 * (`ForeignListError`), or if n8n cannot read or write it
 */
export async function exclusively<T>(
	memory: Memory,
	clock: Clock,
	task: (stalledMs: number) => Promise<T>,
): Promise<T> {
	const { lock, stalledMs } = await acquire(memory, clock);
	try {
		const result = await task(stalledMs);
		if (!lock.isHeld) throw new MemoryError("n8n's database took too long to note the Send Once Key");
		return result;
	} catch (cause) {
		throw toMemoryError(cause as Error);
	} finally {
		await lock.release();
	}
}

class Lock {
	private isGone = false;

	private isReleased = false;

	private beating: Promise<void> | undefined;

	/** @param provenAt a time, of the clock, at which the entry that proves the lock had not been made yet */
	constructor(
		private readonly memory: Memory,
		private readonly clock: Clock,
		private provenAt: number,
	) {
		void this.keepUp();
	}

	/** Whether nobody can have taken the lock over. */
	get isHeld(): boolean {
		return !this.isGone && this.clock.now() - this.provenAt < LEASE_MS;
	}

	/** Ends the list, unless it may be another's by the time the request arrives; then others find it quiet. Never throws. */
	async release(): Promise<void> {
		this.isReleased = true;
		await this.beating;
		if (this.isGone || this.clock.now() - this.provenAt > LEASE_MS - REQUEST_MS) return;
		await this.memory.clearAllProcessedItems('workflow', ENTRIES).catch(() => undefined);
	}

	private async keepUp(): Promise<void> {
		for (;;) {
			await this.clock.sleep(BEAT_MS);
			if (this.isReleased) return;
			this.beating = this.beat();
			await this.beating;
		}
	}

	private async beat(): Promise<void> {
		const now = this.clock.now();
		try {
			const { isFirst } = await enter(this.memory, tokens(1));
			// The list had ended, so that somebody else may have held the lock; the one that began just now is ours.
			if (isFirst) {
				this.isGone = true;
				await this.memory.clearAllProcessedItems('workflow', ENTRIES);
			}
			if (this.isHeld) this.provenAt = now;
		} catch {
			// A request that failed proves nothing; the next one may.
		}
	}
}

/** @throws MemoryError */
async function acquire(memory: Memory, clock: Clock): Promise<{ lock: Lock; stalledMs: number }> {
	const began = clock.now();
	const length = () => memory.getProcessedDataCount('workflow', ENTRIES);
	const sight = new Sight(clock);
	let failures = 0;
	while (clock.now() - began < MOST_WAIT_MS) {
		try {
			const now = await length();
			if (now > LONGEST_LOCK) throw new ForeignListError();
			sight.look(now);
			const { isQuiet } = sight;
			const lock = now === 0 ? await begin(memory, clock) : isQuiet && (await takeOver(memory, clock, now, length));
			if (lock || isQuiet) sight.end();
			if (lock) return { lock, stalledMs: sight.stalledMs };
			failures = 0;
		} catch (cause) {
			failures += 1;
			if (cause instanceof MemoryError || failures >= MOST_FAILURES) throw toMemoryError(cause as Error);
		}
		await pause(clock);
	}
	throw new MemoryError('Other executions kept the memory of Send Once Keys busy for too long');
}

/** What a waiter sees of the length of the lock's list. */
class Sight {
	/** How long the length stood still because no holder lived. */
	stalledMs = 0;

	private length = 0;

	private since: number;

	private patienceMs = 0;

	constructor(private readonly clock: Clock) {
		this.since = clock.now();
	}

	/** Whether the holder may have crashed. */
	get isQuiet(): boolean {
		return this.clock.now() - this.since >= this.patienceMs;
	}

	look(length: number): void {
		if (length === this.length) return;
		this.end();
		this.length = length;
	}

	/** What was seen until now is over. */
	end(): void {
		const stillMs = this.clock.now() - this.since;
		if (this.length > 0 && stillMs > STILL_MS) this.stalledMs += stillMs;
		this.since = this.clock.now();
		this.patienceMs = QUIET_MS * (1 + this.clock.random() / 8);
	}
}

async function begin(memory: Memory, clock: Clock): Promise<Lock | undefined> {
	const provenAt = clock.now();
	const { isFirst } = await enter(memory, tokens(manyAtRandom(clock)));
	return isFirst ? new Lock(memory, clock, provenAt) : undefined;
}

/**
 * Takes the lock of a holder that has crashed. Of several that try, the last one to enter its tokens has it: it alone
 * finds in the end that nothing was entered after them. Those that enter theirs at the same moment cannot tell who was
 * last, and enter others. A holder that lives after all enters something meanwhile.
 *
 * @param quiet the length that has not changed for long
 */
async function takeOver(
	memory: Memory,
	clock: Clock,
	quiet: number,
	length: () => Promise<number>,
): Promise<Lock | undefined> {
	let entered = quiet;
	for (;;) {
		const before = entered;
		const began = clock.now();
		const own = tokens(manyAtRandom(clock));
		const { isFirst } = await enter(memory, own);
		entered = await length();
		if (isFirst) {
			if (entered !== before + own.length + 1) return new Lock(memory, clock, began);
			await memory.removeProcessed([LOCK, ...own], 'workflow', ENTRIES);
			throw new ForeignListError();
		}
		if (entered === before + own.length) return await outlast(memory, clock, own[0]!, entered, length);
		// Somebody else has entered tokens at the same time, perhaps after these.
		await pause(clock);
		if ((await length()) !== entered) return undefined;
	}
}

/**
 * Waits for the lease to pass.
 *
 * @param token one of those that were entered last
 * @param entered the length of the list with them
 * @returns the lock, unless something was entered meanwhile
 */
async function outlast(
	memory: Memory,
	clock: Clock,
	token: string,
	entered: number,
	length: () => Promise<number>,
): Promise<Lock | undefined> {
	const since = clock.now();
	while (clock.now() - since < LEASE_MS) {
		await pause(clock);
		if ((await length()) !== entered) return undefined;
	}
	const provenAt = clock.now();
	const last = await enter(memory, [token, ...tokens(1)]);
	return last.isFirst || last.known.has(token) ? new Lock(memory, clock, provenAt) : undefined;
}

/**
 * Enters tokens into the lock's list, which begins with them if there is none.
 *
 * @returns whether it began, and which of the tokens it had before
 */
async function enter(memory: Memory, own: readonly string[]) {
	const noted = await memory.checkProcessedAndRecord([LOCK, ...own], 'workflow', ENTRIES);
	return { isFirst: noted.new.includes(LOCK), known: new Set<unknown>(noted.processed) };
}

const tokens = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

const manyAtRandom = (clock: Clock): number => 1 + Math.floor(clock.random() * MOST_TOKENS);

const pause = (clock: Clock): Promise<void> => clock.sleep(POLL_MS * (0.5 + clock.random()));

const toMemoryError = (cause: Error): MemoryError =>
	cause instanceof MemoryError
		? cause
		: new MemoryError(`n8n could not note the Send Once Key: ${cause.message}`, { cause });
