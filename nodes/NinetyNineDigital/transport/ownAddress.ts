import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isRecord } from '../plain/objects';
import { jsonPost } from './jsonPost';

/** n8n answers when it has started a run, which takes its time while many start. */
const TIMEOUT_MS = 30_000;

/** How an address of this n8n answered, or why it did not. */
export type OwnResponse = { readonly status: number; readonly body: unknown } | { readonly problem: string };

/** Posts JSON to an address of this n8n. Never throws. */
export async function postToOwn(
	context: IExecuteFunctions | IWebhookFunctions,
	url: string,
	body: IDataObject,
): Promise<OwnResponse> {
	try {
		const answer = await context.helpers.httpRequest(jsonPost(url, body, TIMEOUT_MS));
		return { status: answer.statusCode, body: answer.body };
	} catch (failure) {
		return { problem: isRecord(failure) && typeof failure.code === 'string' ? failure.code : 'no answer' };
	}
}
