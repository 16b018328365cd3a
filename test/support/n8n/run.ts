import { executionIds, finishedExecution } from '../../../host/editor/executions';
import type { Execution, Item, WorkflowFile } from '../../../host/editor/types';
import { postToWebhook, type WebhookAnswer } from '../../../host/editor/webhook';
import { createAndPublish } from '../../../host/editor/workflows';
import type { Connected } from '../../../host/world';

export interface Run {
	answer: WebhookAnswer;
	execution: Execution;
}

/** Publishes a workflow, posts to it once, and gives the execution as n8n has stored it. */
export async function publishAndPost({ session, n8n }: Connected, file: WorkflowFile, event: unknown): Promise<Run> {
	const workflow = await createAndPublish(session, file);
	const answer = await postToWebhook(n8n.url, workflow, event);
	const [newest] = await executionIds(session, workflow);
	return { answer, execution: await finishedExecution(session, String(newest)) };
}

/** What one output of a node's only run put out. */
export function output({ runs }: Execution, node: string, index = 0): Item[] {
	return runs[node]?.[0]?.data?.main[index] ?? [];
}
