import type { IBinaryData, IN8nHttpFullResponse, IWebhookFunctions } from 'n8n-workflow';

import { isRecord } from '../plain/objects';

/** The provider's own hosts. A link that anybody could write must not make n8n fetch from inside its own network. */
const HOST = /(^|\.)99digital\.co\.il$/;

/** Pictures, voice notes and films of WhatsApp have at most 16 MB; longer documents are left to the workflow. */
export const MAX_BYTES = 20 * 1024 * 1024;

/** The provider waits 5 seconds for the answer, which n8n gives after the download. */
const TIMEOUT_MS = 3_500;

export type Download = { readonly file: IBinaryData } | { readonly problem: string };

/** Whether a link leads to the provider by https, to the port of https. */
export function isFetchable(link: string): boolean {
	if (!URL.canParse(link)) return false;
	const { protocol, hostname, port, username, password } = new URL(link);
	return protocol === 'https:' && HOST.test(hostname) && port === '' && username === '' && password === '';
}

/** The file behind a link. Never throws: a message counts more than its picture. */
export async function download(context: IWebhookFunctions, link: string): Promise<Download> {
	if (!isFetchable(link)) return { problem: 'The link does not lead to 99digital by https' };
	try {
		const response = (await context.helpers.httpRequest({
			url: link,
			encoding: 'stream',
			returnFullResponse: true,
			disableFollowRedirect: true,
			abortSignal: AbortSignal.timeout(TIMEOUT_MS),
		})) as IN8nHttpFullResponse;
		const content = await readAll(response.body as unknown as AsyncIterable<Buffer>);
		if (!content) return { problem: `The file is larger than ${MAX_BYTES / 1024 / 1024} MB` };
		const name = new URL(link).pathname.split('/').at(-1) || 'file';
		const type = String(response.headers['content-type'] ?? '').split(';')[0];
		return { file: await context.helpers.prepareBinaryData(content, name, type || undefined) };
	} catch (failure) {
		return { problem: problemOf(failure) };
	}
}

/** undefined if there is more than may be. */
async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer | undefined> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream) {
		size += chunk.length;
		if (size > MAX_BYTES) return undefined;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

function problemOf(failure: unknown): string {
	const { response, code } = isRecord(failure) ? failure : {};
	if (isRecord(response) && typeof response.status === 'number')
		return `The link answered with HTTP status ${response.status}`;
	if (code === 'ERR_CANCELED') return `The file did not come within ${TIMEOUT_MS / 1000} seconds`;
	return 'The file could not be downloaded';
}
