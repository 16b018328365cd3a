import { parse } from 'flatted';
import type { Session } from '../../host/editor/session';
import type { Item, NodeRun } from '../../host/editor/types';

/** An execution as n8n has stored it. */
export interface StoredExecution {
	id: string;
	workflowId: string;
	status: string;
	/** In ISO form. */
	createdAt: string;
	/** All that it has worked with, as text. */
	text: string;
	/** The same. */
	data: unknown;
	/** Node name → its runs. */
	runs: Record<string, NodeRun[]>;
	/** Why it has not ended well, where n8n says so. */
	error?: string;
}

interface ExecutionData {
	resultData?: { runData?: Record<string, NodeRun[]>; error?: { message?: string } };
}

type Answer = Partial<Pick<StoredExecution, 'id' | 'workflowId' | 'status' | 'createdAt'>> & {
	/** In flatted's form. */
	data?: string;
};

/** A database that has broken down leaves out some ids, PostgreSQL up to 32 at a time. */
const MOST_MISSING = 100;

/**
 * All executions of all workflows, the first one first. They are asked for by their ids: n8n lists executions by their
 * start and turns the pages by their ids, so that its list leaves out some of those that slept or started late.
 */
export async function* allExecutions(session: Pick<Session, 'call'>): AsyncGenerator<StoredExecution> {
	for (let id = 1, missing = 0; missing < MOST_MISSING; id++) {
		const execution = toStored(await session.call<Answer>('GET', `/rest/executions/${id}`));
		if (execution) yield execution;
		missing = execution ? 0 : missing + 1;
	}
}

/** n8n's answer is empty where there is no such execution. */
function toStored({ id, workflowId = '', status = '', createdAt = '', data: text }: Answer) {
	if (id === undefined || text === undefined) return undefined;
	const data: unknown = parse(text);
	const { runData: runs = {}, error } = ((data ?? {}) as ExecutionData).resultData ?? {};
	return { id: String(id), workflowId, status, createdAt, text, data, runs, error: error?.message };
}

/** The executions of a workflow that are in certain states, up to 100. */
export async function executionsIn(
	session: Session,
	{ id }: { id: string },
	status: readonly string[],
): Promise<Array<{ id: string; status: string }>> {
	const query = { filter: JSON.stringify({ workflowId: id, status }), limit: '100' };
	type Page = { results: Array<{ id: string; status: string }> };
	const { results } = await session.call<Page>('GET', '/rest/executions', { query });
	return results;
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
