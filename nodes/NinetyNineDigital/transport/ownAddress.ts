import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isRecord } from '../plain/objects';
import { jsonPost } from './jsonPost';

/** n8n responds when it has started a run, which takes its time while many start. */
const TIMEOUT_MS = 30_000;

/** n8n's status for an address, or an execution, that it does not know. */
export const NOT_FOUND = 404;

/**
 * How an address of this n8n responded, or why it did not: a network code such as `ECONNREFUSED`. `body` is what came
 * as JSON, else text.
 */
export type OwnResponse = { readonly status: number; readonly body: unknown } | { readonly problem: string };

/** The part of n8n's context that sends requests. */
export interface Requester {
	readonly helpers: Pick<IExecuteFunctions['helpers'], 'httpRequest'>;
}

/**
 * Posts JSON to an address of this n8n, once. Never throws.
 *
 * @param timeout in milliseconds
 */
export async function postToOwn(
	context: Requester,
	url: string,
	body: IDataObject,
	timeout: number = TIMEOUT_MS,
): Promise<OwnResponse> {
	try {
		const response = await context.helpers.httpRequest(jsonPost(url, body, timeout));
		return { status: response.statusCode, body: response.body };
	} catch (failure) {
		return { problem: isRecord(failure) && typeof failure.code === 'string' ? failure.code : 'no answer' };
	}
}
