import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { isRecord } from '../plain/objects';
import type { Requester } from './ownAddress';

/** As long as 99digital itself waits for the response of an address. */
const TIMEOUT_MS = 5_000;

/** The post of a webhook as it came. */
export interface Post {
	readonly body: Buffer;
	readonly contentType: string;
}

/** The HTTP status of the response and whether it is JSON, or why there is none: a network code such as `ECONNREFUSED`. */
export type ForwardResult = { readonly status: number; readonly isJson: boolean } | { readonly problem: string };

/**
 * Passes a post on to another address, unchanged but for these headers. Of the response nothing but its status and type is
 * read. Never throws.
 *
 * @param url with its scheme
 */
export async function forward(
	context: Requester,
	url: string,
	{ body, contentType }: Post,
	headers: Readonly<Record<string, string>>,
): Promise<ForwardResult> {
	const reading = new AbortController();
	try {
		const response = (await context.helpers.httpRequest({
			method: 'POST',
			url,
			body,
			headers: { 'content-type': contentType, ...headers },
			timeout: TIMEOUT_MS,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
			encoding: 'stream',
			abortSignal: reading.signal,
		})) as IN8nHttpFullResponse;
		// n8n hands out a stream around the response: to end it leaves the connection as it is, for as long as the other end likes.
		(response.body as unknown as { destroy(): void }).destroy();
		reading.abort();
		return { status: response.statusCode, isJson: /json/i.test(String(response.headers['content-type'])) };
	} catch (failure) {
		return { problem: isRecord(failure) && typeof failure.code === 'string' ? failure.code : 'no response' };
	}
}
