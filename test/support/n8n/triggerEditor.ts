import { randomUUID } from 'node:crypto';
import { parse } from 'flatted';

import { eachOnce } from '../../../host/editor/executions';
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
	/** Times in ISO form; null while the execution has not begun, or not ended. */
	results: Array<{ id: string; status: string; mode: string; startedAt: string | null; stoppedAt: string | null }>;
}

const PAGE = 100;

/**
 * All executions of a workflow, newest first. n8n lists them by their start and turns the pages by their ids, so that
 * its pages leave out some that slept or started late: each page here is asked for by where the last one ended.
 */
export async function allExecutions(session: Session, { id }: Workflow): Promise<Page['results']> {
	let found: Page['results'] = [];
	for (;;) {
		const startedBefore = found.at(-1)?.startedAt ?? undefined;
		const query = { filter: JSON.stringify({ workflowId: id, startedBefore }), limit: String(PAGE) };
		const { results } = await session.call<Page>('GET', '/rest/executions', { query });
		const known = found.length;
		found = eachOnce([...found, ...results]);
		if (results.length < PAGE || found.length === known) return found;
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
	let found: string[] = [];
	const all = async () => {
		found = (await allExecutions(session, workflow)).map((one) => one.status);
		return (found.length === count && found.every((one) => one === status)) || undefined;
	};
	await poll(all, { what: `${count} executions to be ${status}`, timeoutMs }).catch((error: Error) => {
		const others = found.filter((one) => one !== status);
		throw new Error(`${error.message}: ${found.length - others.length} of ${found.length} are. ${others.join(', ')}`);
	});
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
