import type { IExecuteFunctions } from 'n8n-workflow';

import type { Clock } from '../../run/clock';
import { OnceKeys } from './keys';
import type { Memory } from './lock';

interface InUse {
	readonly keys: OnceKeys;
	executions: number;
}

/** By workflow and node, as n8n names the list. Only processes have to compete for a list, not executions. */
const inUse = new Map<string, InUse>();

/** What is needed of n8n to share keys with other executions. */
export type KeysContext = Pick<IExecuteFunctions, 'getNode' | 'getWorkflow'> & { readonly helpers: Memory };

/**
 * Lets a task work with the keys of a node, which it shares with all executions of the node in this process.
 *
 * @returns what the task returned
 * @throws what the task threw
 */
export async function withSharedKeys<T>(
	context: KeysContext,
	clock: Clock,
	task: (keys: OnceKeys) => Promise<T>,
): Promise<T> {
	const name = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	const shared = inUse.get(name) ?? { keys: new OnceKeys(context.helpers, clock), executions: 0 };
	inUse.set(name, shared);
	shared.executions += 1;
	try {
		return await task(shared.keys);
	} finally {
		await shared.keys.flush();
		shared.executions -= 1;
		if (shared.executions === 0) inUse.delete(name);
	}
}
