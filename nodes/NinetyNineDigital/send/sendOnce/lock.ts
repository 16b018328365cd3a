import type { DeduplicationHelperFunctions } from 'n8n-workflow';

import type { Clock } from '../../run/clock';

/** n8n's memory of values that a workflow has seen, as its database keeps it for all processes. */
export type Memory = Pick<
	DeduplicationHelperFunctions,
	'checkProcessedAndRecord' | 'removeProcessed' | 'clearAllProcessedItems' | 'getProcessedDataCount'
>;

/** n8n's memory could not be used; the message says why and what to do. */
export class MemoryError extends Error {}

export const ENTRIES = { mode: 'entries' } as const;

/** A holder that has been gone for so long, in milliseconds, has crashed. Holding takes some database requests. */
const LEASE = 20_000;

/** After a crashed holder's lock is taken away, so that nobody takes away the next one by the same decision. */
const SETTLE = 2_000;

const POLL = 50;

/** Errors one after the other that are no longer the race of two first entries. */
const MOST_ERRORS = 20;

const LOCK = 'n8n-nodes-99digital is writing';

/**
 * Lets one process at a time, of all that share n8n's database, do its task.
 *
 * n8n's memory reads a list, changes it and writes it back whole, so that of two processes at once one would lose what
 * it wrote. Only a list's first entry and its end are single steps of the database: a list that exists is the lock. It
 * is the list of the workflow, while the keys are in the list of the node.
 *
 * @throws MemoryError if another node uses the workflow's list, or n8n cannot write it
 */
export async function exclusively<T>(memory: Memory, clock: Clock, task: () => Promise<T>): Promise<T> {
	await acquire(memory, clock);
	const since = clock.now();
	try {
		return await task();
	} catch (cause) {
		throw toMemoryError(cause as Error);
	} finally {
		await release(memory, clock.now() - since);
	}
}

async function acquire(memory: Memory, clock: Clock): Promise<void> {
	let waitingSince = clock.now();
	let errors = 0;
	for (;;) {
		try {
			const { new: entered } = await memory.checkProcessedAndRecord([LOCK], 'workflow', ENTRIES);
			if (entered.length > 0) return await refuseForeignList(memory);
			errors = 0;
		} catch (cause) {
			errors += 1;
			if (cause instanceof MemoryError || errors >= MOST_ERRORS) throw toMemoryError(cause as Error);
		}
		if (clock.now() - waitingSince > LEASE) {
			await takeAway(memory, clock);
			waitingSince = clock.now();
		}
		await clock.sleep(POLL * (0.5 + clock.random()));
	}
}

/** Frees the lock of a holder that has crashed. */
async function takeAway(memory: Memory, clock: Clock): Promise<void> {
	await refuseForeignList(memory);
	await memory.clearAllProcessedItems('workflow', ENTRIES);
	await clock.sleep(SETTLE);
}

/** @throws MemoryError after so long that somebody else may have taken the lock away */
async function release(memory: Memory, held: number): Promise<void> {
	if (held > LEASE) throw new MemoryError("n8n's database took too long to note the Send Once Key");
	await memory.clearAllProcessedItems('workflow', ENTRIES);
}

async function refuseForeignList(memory: Memory): Promise<void> {
	if ((await memory.getProcessedDataCount('workflow', ENTRIES)) <= 1) return;
	await memory.removeProcessed([LOCK], 'workflow', ENTRIES);
	throw new MemoryError(
		'Another node of this workflow, such as Remove Duplicates, keeps a list for the whole workflow; set its Scope to Node to use Send Once Key',
	);
}

const toMemoryError = (cause: Error): MemoryError =>
	cause instanceof MemoryError
		? cause
		: new MemoryError(`n8n could not note the Send Once Key: ${cause.message}`, { cause });
