import { MAX_AWAITED, withAwaited, type Awaited, type AwaitedList } from '../events/awaited';
import type { NodeMemory } from '../registration/state';
import type { Listening } from '../wait/knock';

/**
 * What this process has changed lately. n8n gives each post its own copy of the stored memory and saves it afterwards;
 * of two posts at the same moment, the later one to be saved wipes out what the earlier one has changed.
 */
interface Change {
	readonly registration: string | undefined;
	readonly path: string;
	/** Missing if the question is not open any more. */
	readonly awaited?: Awaited;
}

/** More posts than one process has under way at the same time. */
const MAX_CHANGES = 2000;

const changes = new Map<string, Change>();

/** The questions that any reply answers, as far as this process and n8n's stored memory know. */
export function awaitedIn({ awaited = [], registration }: NodeMemory): AwaitedList {
	const own = [...changes.values()].filter((change) => change.registration === registration?.id);
	if (own.length === 0) return awaited;
	const changed = new Set(own.map(({ path }) => path));
	return [...awaited.filter(({ path }) => !changed.has(path)), ...own.flatMap((change) => change.awaited ?? [])];
}

/** Looks out for the reply to a question from now on, if there is room for it. */
export function keepAwaited(memory: NodeMemory, awaited: Awaited | undefined): Listening {
	if (!awaited) return { listening: true, kept: false };
	const list = withAwaited(awaitedIn(memory), awaited, new Date());
	if (list.length > MAX_AWAITED) return { listening: true, kept: false };
	note({ registration: memory.registration?.id, path: awaited.path, awaited });
	memory.awaited = list;
	return { listening: true, kept: true };
}

/** Looks out no more for the replies to these questions. */
export function dropAwaited(memory: NodeMemory, paths: readonly string[]): void {
	for (const path of paths) note({ registration: memory.registration?.id, path });
	memory.awaited = awaitedIn(memory);
}

function note(change: Change): void {
	changes.delete(change.path);
	changes.set(change.path, change);
	const [oldest] = changes.keys();
	if (changes.size > MAX_CHANGES && oldest !== undefined) changes.delete(oldest);
}
