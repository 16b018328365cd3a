import { parse } from 'flatted';
import { poll } from '../poll';
import type { Session } from './session';
import type { Execution, ExecutionStatus, NodeRun, Workflow } from './types';

interface StoredExecution {
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	/** In flatted's form. */
	data: string;
}

interface ExecutionData {
	resultData?: { runData?: Record<string, NodeRun[]>; error?: Execution['error'] };
}

const UNFINISHED: readonly ExecutionStatus[] = ['new', 'running', 'unknown'];

/**
 * Runs a workflow as the editor's button does.
 * @param trigger the name of the trigger node to start from
 * @returns the execution's id
 */
export async function runManually(session: Session, { id }: Workflow, trigger: string): Promise<string> {
	const body = { triggerToStartFrom: { name: trigger } };
	const { executionId } = await session.call<{ executionId: string }>('POST', `/rest/workflows/${id}/run`, { body });
	return executionId;
}

/** A workflow's newest executions, up to 100, newest first. */
export async function listExecutions(
	session: Session,
	{ id }: Workflow,
): Promise<Array<Pick<Execution, 'id' | 'status'>>> {
	const query = { filter: JSON.stringify({ workflowId: id }), limit: '100' };
	type Listed = { results: Array<Pick<Execution, 'id' | 'status'>> };
	const { results } = await session.call<Listed>('GET', '/rest/executions', { query });
	return eachOnce(results);
}

/**
 * What n8n lists, each execution once, as it was later: n8n asks its database for those that run and for those that have
 * ended, and lists one that ends in between as both.
 */
export const eachOnce = <Listed extends { id: string }>(listed: readonly Listed[]): Listed[] => [
	...new Map(listed.map((one) => [one.id, one])).values(),
];

/** The ids of a workflow's newest executions, up to 100, newest first. */
export const executionIds = async (session: Session, workflow: Workflow): Promise<string[]> =>
	(await listExecutions(session, workflow)).map(({ id }) => id);

/** An execution, whatever its state; one that has just begun has no data yet. */
export async function getExecution(session: Session, id: string): Promise<Execution> {
	const { data, workflowId, status } = await session.call<StoredExecution>('GET', `/rest/executions/${id}`);
	const { resultData } = (parse(data) ?? {}) as ExecutionData;
	return { id, workflowId, status, runs: resultData?.runData ?? {}, error: resultData?.error };
}

/** Waits until an execution has ended, or sleeps until something wakes it. */
export async function finishedExecution(session: Session, id: string): Promise<Execution> {
	return await poll(
		async () => {
			const execution = await getExecution(session, id);
			return UNFINISHED.includes(execution.status) ? undefined : execution;
		},
		{ what: `execution ${id}` },
	);
}
