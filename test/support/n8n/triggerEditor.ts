import { randomUUID } from 'node:crypto';
import { parse } from 'flatted';

import type { Session } from '../../../host/editor/session';
import type {
	Credential,
	ExecutionStatus,
	Item,
	NodeRun,
	Workflow,
	WorkflowFile,
	WorkflowNode,
} from '../../../host/editor/types';
import { poll } from '../../../host/poll';
import { node, to } from './nodes';

const TRIGGER = '99digital Trigger';

const TRIGGER_TYPE = 'n8n-nodes-99digital.ninetyNineDigitalTrigger';

/** What follows one output of the trigger; nothing, if there is none. */
type Follower = Pick<WorkflowNode, 'name' | 'type' | 'parameters'>;

/** A workflow that starts with the trigger, each of whose outputs leads to one node. */
export function triggerFlow(
	credential: Credential,
	parameters: Record<string, unknown>,
	followers: readonly Follower[],
): WorkflowFile {
	const webhookId = randomUUID();
	const credentials = { [credential.type]: credential };
	const after = followers.map(({ name, type, ...rest }, index) =>
		node(name, type, 1, { ...rest, credentials, position: [300, 200 * index] }),
	);
	return {
		name: `e2e ${webhookId}`,
		nodes: [node(TRIGGER, TRIGGER_TYPE, 1.1, { webhookId, parameters, credentials }), ...after],
		connections: { [TRIGGER]: { main: after.map(({ name }) => to(name)) } },
		settings: { executionOrder: 'v1' },
	};
}

export const noOp: Follower = { name: 'Nothing', type: 'n8n-nodes-base.noOp', parameters: {} };

/** Listens for a test event, as the editor does when one clicks on the trigger's test button. */
export async function listenForTest(session: Session, { id }: Workflow): Promise<void> {
	const body = { triggerToStartFrom: { name: TRIGGER } };
	const answer = await session.call<{ waitingForWebhook?: boolean }>('POST', `/rest/workflows/${id}/run`, { body });
	if (!answer.waitingForWebhook) throw new Error(`n8n does not listen: ${JSON.stringify(answer)}`);
}

/** One execution of a workflow that starts with the trigger, as n8n has stored it. */
export interface Started {
	id: string;
	status: string;
	mode: string;
	/** What the trigger put out; empty if n8n died before it came to that. */
	items: Item[];
	/** All that is stored, as text. */
	stored: string;
}

interface Page {
	/** `stoppedAt` in ISO form; null while the execution has not ended. */
	results: Array<{ id: string; status: string; mode: string; stoppedAt: string | null }>;
	nextCursor?: string | null;
}

const PAGE = 100;

/** All executions of a workflow, newest first. */
export async function allExecutions(session: Session, { id }: Workflow): Promise<Page['results']> {
	const found: Page['results'] = [];
	const query: Record<string, string> = { filter: JSON.stringify({ workflowId: id }), limit: String(PAGE) };
	for (;;) {
		const { results, nextCursor } = await session.call<Page>('GET', '/rest/executions', { query });
		found.push(...results);
		if (!nextCursor) return found;
		query.cursor = nextCursor;
	}
}

/**
 * Waits until a workflow has so many executions, and all of them this status.
 * @param timeoutMs see `poll`
 */
export async function allBecome(
	session: Session,
	workflow: Workflow,
	{ status, count, timeoutMs }: { status: ExecutionStatus; count: number; timeoutMs?: number },
): Promise<void> {
	const all = async () => {
		const executions = await allExecutions(session, workflow);
		return (executions.length === count && executions.every((one) => one.status === status)) || undefined;
	};
	await poll(all, { what: `${count} executions to be ${status}`, timeoutMs });
}

/** All executions of a workflow with what started them, newest first. */
export async function allStarted(session: Session, workflow: Workflow): Promise<Started[]> {
	const executions = await allExecutions(session, workflow);
	const started: Started[] = [];
	for (const { id, status, mode } of executions) {
		const { data: stored } = await session.call<{ data: string }>('GET', `/rest/executions/${id}`);
		const data = parse(stored) as { resultData?: { runData?: Record<string, NodeRun[]> } };
		const outputs = data.resultData?.runData?.[TRIGGER]?.[0]?.data?.main ?? [];
		started.push({ id, status, mode, stored, items: outputs.flatMap((items) => items ?? []) });
	}
	return started;
}
