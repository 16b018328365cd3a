import { createHash } from 'node:crypto';
import { Agent } from 'node:https';
import axios, { type AxiosRequestConfig } from 'axios';

import type { Credential, WorkflowFile } from '../../../host/editor/types';
import { poll } from '../../../host/poll';
import type { Connected } from '../../../host/world';
import type { Message } from '../../../sandbox/messages';
import { CUSTOMER } from '../provider';
import { ACTION } from './flow';
import { node, to } from './nodes';
import type { TlsProxy } from './tlsProxy';

/** Send File with the file of the item. */
export const sendFile = { resource: 'message', operation: 'sendFile', to: CUSTOMER, fileFrom: 'binary' };

/** A workflow that sends the file that is posted to it. */
export function uploadFlow(credential: Credential, path: string, parameters: Record<string, unknown>): WorkflowFile {
	const webhook = { path, httpMethod: 'POST', responseMode: 'lastNode', options: {} };
	return {
		name: `e2e ${path}`,
		nodes: [
			node('Webhook', 'n8n-nodes-base.webhook', 2.1, { webhookId: path, parameters: webhook }),
			node('99digital', ACTION, 1, { parameters, credentials: { [credential.type]: credential } }),
		],
		connections: { Webhook: { main: [to('99digital')] } },
		settings: { executionOrder: 'v1' },
	};
}

interface Upload {
	content: Buffer;
	name: string;
	type: string;
}

/**
 * Posts a file to such a workflow and waits until the customer has it, or WhatsApp has given it up.
 * @param entrance where posts to webhooks go in; n8n itself when left out
 */
export async function uploadFile(
	{ n8n, sandbox }: Pick<Connected, 'n8n' | 'sandbox'>,
	path: string,
	{ content, name, type }: Upload,
	entrance = n8n.url,
) {
	const form = new FormData();
	form.append('data', new Blob([new Uint8Array(content)], { type }), name);
	const answer = await poll(
		async () => {
			const response = await axios.post(`${entrance}/webhook/${path}`, form, {
				...{ proxy: false, validateStatus: () => true, maxBodyLength: Infinity, maxContentLength: Infinity },
			});
			return response.status === 404 ? undefined : response;
		},
		{ what: 'the webhook' },
	);
	expect(answer.data).toMatchObject({ messageId: expect.any(String) });
	return await mediaOf({ sandbox }, answer.data.messageId);
}

/** What the customer has got in a message, once WhatsApp has fetched it or has given it up. */
export async function mediaOf({ sandbox }: Pick<Connected, 'sandbox'>, messageId: unknown) {
	const { customers } = sandbox.provider.accounts.get();
	const fetched = () => {
		const message = customers.at(CUSTOMER).messages.find(({ unique }) => unique === messageId);
		return isFetched(message) ? message.media : undefined;
	};
	return await poll(fetched, { what: 'the file at the phone' });
}

/** Whether WhatsApp has fetched the file of a message, or has given it up. */
export const isFetched = (
	message: Message | undefined,
): message is Message & { media: NonNullable<Message['media']> } =>
	Boolean(message?.media?.file || message?.media?.problem);

/** Fetches a file by its link, whatever the status. */
export const fetchFile = async (link: string, config: AxiosRequestConfig = {}) =>
	await axios.request<Buffer>({
		...{ url: link, responseType: 'arraybuffer', validateStatus: () => true, proxy: false },
		...config,
	});

/** Does the same by a link of the proxy. */
export const getFile = async ({ ca }: TlsProxy, link: string, config: AxiosRequestConfig = {}) =>
	await fetchFile(link, { httpsAgent: new Agent({ ca }), ...config });

/** In hexadecimal digits, as the sandbox tells it. */
export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
