import type { IBinaryData, IN8nHttpFullResponse, IWebhookFunctions } from 'n8n-workflow';

import { isRecord } from '../plain/objects';

/** The provider's own hosts. A link that anybody could write must not make n8n fetch from inside its own network. */
const HOST = /(^|\.)99digital\.co\.il$/;

/** Pictures, voice notes and films of WhatsApp have at most 16 MB; longer documents are left to the workflow. */
export const MAX_BYTES = 20 * 1024 * 1024;

/** So many files at once at most: together they take no more than 100 MB of n8n's memory. */
export const MAX_AT_ONCE = 5;

/** Downloads of this process that are under way. */
let underWay = 0;

/** What is needed of n8n to download a file. */
export interface MediaContext {
	readonly helpers: Pick<IWebhookFunctions['helpers'], 'httpRequest' | 'prepareBinaryData'>;
}

/** A file as n8n stores it, or why there is none, in words for people. */
export type Download = { readonly file: IBinaryData } | { readonly problem: string };

/** Whether a link leads to the provider by https, to the port of https. */
function isFetchable(link: string): boolean {
	if (!URL.canParse(link)) return false;
	const { protocol, hostname, port, username, password } = new URL(link);
	return protocol === 'https:' && HOST.test(hostname) && port === '' && username === '' && password === '';
}

/**
 * The file behind a link. Never throws: a message counts more than its picture.
 *
 * @param isVoice whether it is a recording, for which a name and type are put in where the link has none that say so
 * @param timeout in milliseconds
 */
export async function download(
	context: MediaContext,
	link: string,
	isVoice: boolean,
	timeout: number,
): Promise<Download> {
	if (!isFetchable(link)) return { problem: 'The link does not lead to 99digital by https' };
	if (underWay >= MAX_AT_ONCE) return { problem: `${MAX_AT_ONCE} other files were being downloaded` };
	underWay++;
	try {
		return await fetchFile(context, link, isVoice, timeout);
	} catch (failure) {
		return { problem: problemOf(failure) };
	} finally {
		underWay--;
	}
}

async function fetchFile(context: MediaContext, link: string, isVoice: boolean, timeout: number): Promise<Download> {
	const response = (await context.helpers.httpRequest({
		url: link,
		encoding: 'stream',
		returnFullResponse: true,
		disableFollowRedirect: true,
		abortSignal: AbortSignal.timeout(Math.max(timeout, 1)),
	})) as IN8nHttpFullResponse;
	const content = await readAll(response.body as unknown as AsyncIterable<Buffer>);
	if (!content) return { problem: `The file is larger than ${MAX_BYTES / 1024 / 1024} MB` };
	const name = fileName(link);
	const type =
		String(response.headers['content-type'] ?? '')
			.split(';')[0]
			?.trim() || undefined;
	if (!isVoice || /^audio\//i.test(type ?? '')) {
		return { file: await context.helpers.prepareBinaryData(content, isVoice ? audioName(name, type) : name, type) };
	}
	return { file: await context.helpers.prepareBinaryData(content, audioName(name, OGG), OGG) };
}

/** WhatsApp's voice notes are Opus in Ogg, which transcription services know by the ending of the name. */
const OGG = 'audio/ogg';

const audioName = (name: string, type: string | undefined): string =>
	type === OGG && !/\.\w{2,4}$/.test(name) ? `${name}.ogg` : name.replace(/\.(?:bin|oga|opus)$/i, '.ogg');

/** The last part of the address, as people write it. */
function fileName(link: string): string {
	const name = new URL(link).pathname.split('/').at(-1) || 'file';
	try {
		return decodeURIComponent(name).replace(/[/\\]/g, '_');
	} catch {
		return name;
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
	if (code === 'ERR_CANCELED') return 'The file did not come in time';
	return 'The file could not be downloaded';
}
