import type { IWebhookFunctions } from 'n8n-workflow';

import { isRecord } from '../plain/objects';

/** As long as 99digital itself waits for the answer of an address. */
const TIMEOUT_MS = 5_000;

/** The post of a webhook as it came. */
export interface Post {
	readonly body: Buffer;
	readonly contentType: string;
}

/**
 * Passes a post on to another address, unchanged but for these headers. Never throws.
 *
 * @returns what went wrong, or undefined
 */
export async function forward(
	context: IWebhookFunctions,
	url: string,
	{ body, contentType }: Post,
	headers: Readonly<Record<string, string>>,
): Promise<string | undefined> {
	try {
		await context.helpers.httpRequest({
			method: 'POST',
			url,
			body,
			headers: { 'content-type': contentType, ...headers },
			timeout: TIMEOUT_MS,
			disableFollowRedirect: true,
			encoding: 'text',
		});
		return undefined;
	} catch (failure) {
		return causeOf(failure);
	}
}

function causeOf(failure: unknown): string {
	const { response, code } = isRecord(failure) ? failure : {};
	if (isRecord(response) && typeof response.status === 'number')
		return `it answered with HTTP status ${response.status}`;
	return typeof code === 'string' ? `it could not be reached (${code})` : 'it could not be reached';
}
