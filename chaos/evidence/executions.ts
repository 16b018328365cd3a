import { parse } from 'flatted';
import type { Session } from '../../host/editor/session';
import type { Item, NodeRun, Workflow } from '../../host/editor/types';

/** An execution in n8n's list. */
export interface ListedExecution {
	id: string;
	status: string;
	/** In ISO form. */
	startedAt: string | null;
	createdAt: string;
}

interface Page {
	results: ListedExecution[];
	nextCursor?: string | null;
}

/** What n8n has stored of an execution. */
export interface StoredExecution {
	/** All of it, as text. */
	text: string;
	/** All of it. */
	data: unknown;
	/** Node name → its runs. */
	runs: Record<string, NodeRun[]>;
}

/** The most that n8n gives at once. */
const PAGE = 100;

/** All executions of a workflow, newest first; only those in certain states, where any are named. */
export async function storedExecutions(
	session: Session,
	{ id }: Workflow,
	status?: readonly string[],
): Promise<ListedExecution[]> {
	const found: ListedExecution[] = [];
	const filter = JSON.stringify({ workflowId: id, status });
	const query: Record<string, string> = { filter, limit: String(PAGE) };
	for (;;) {
		const { results, nextCursor } = await session.call<Page>('GET', '/rest/executions', { query });
		found.push(...results);
		if (!nextCursor) return found;
		query.cursor = nextCursor;
	}
}

export async function storedExecution(session: Session, id: string): Promise<StoredExecution> {
	const { data: text } = await session.call<{ data: string }>('GET', `/rest/executions/${id}`);
	const data: unknown = parse(text);
	const { resultData } = (data ?? {}) as { resultData?: { runData?: Record<string, NodeRun[]> } };
	return { text, data, runs: resultData?.runData ?? {} };
}

/** What a node has put out at one of its outputs, over all its runs. */
export const itemsOf = ({ runs }: StoredExecution, node: string, output = 0): Item[] =>
	(runs[node] ?? []).flatMap(({ data }) => data?.main[output] ?? []);

/** The first object anywhere in a value that has all of these fields. */
export function findObject(value: unknown, fields: readonly string[]): Record<string, unknown> | undefined {
	const seen = new Set<unknown>();
	const open = [value];
	while (open.length > 0) {
		const next = open.shift();
		if (typeof next !== 'object' || next === null || seen.has(next)) continue;
		seen.add(next);
		const record = next as Record<string, unknown>;
		if (fields.every((field) => typeof record[field] === 'string')) return record;
		open.push(...Object.values(record));
	}
	return undefined;
}
