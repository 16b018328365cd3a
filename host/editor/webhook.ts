import { localHttp } from '../localHttp';
import type { WorkflowFile } from './types';

export interface WebhookAnswer {
	status: number;
	body: unknown;
}

const WEBHOOK = 'n8n-nodes-base.webhook';

/**
 * Posts to the production address of a published workflow, as an outside system does.
 * @param url where n8n is
 * @returns n8n's answer, whatever its status
 */
export async function postToWebhook(
	url: string,
	{ name, nodes }: WorkflowFile,
	event: unknown,
): Promise<WebhookAnswer> {
	const webhook = nodes.find(({ type }) => type === WEBHOOK);
	if (!webhook) throw new Error(`"${name}" has no Webhook node`);
	const address = `${url}/webhook/${String(webhook.parameters.path)}`;
	const { status, data } = await localHttp.post<unknown>(address, event, { validateStatus: () => true });
	return { status, body: data };
}
