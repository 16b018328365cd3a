import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

/**
 * The options of n8n's request helper for a POST of JSON, whose response comes in full whatever its HTTP status. Redirects are not followed, since they would carry what is
 * in the body to another address.
 *
 * @param timeout in milliseconds
 */
export const jsonPost = (url: string, body: IDataObject, timeout: number): IHttpRequestOptions => ({
	method: 'POST',
	url,
	body,
	json: true,
	timeout,
	disableFollowRedirect: true,
	ignoreHttpStatusErrors: true,
	returnFullResponse: true,
});
