import axios from 'axios';

/**
 * Posts JSON to an address and tells the HTTP status it was answered with. Redirects are not followed.
 * @param timeoutMs how long to wait for the response
 * @param closing aborted when nobody wants to know any more
 * @throws when there is no response in time or no connection
 */
export type Post = (url: string, json: string, timeoutMs: number, closing: AbortSignal) => Promise<number>;

export const postJson: Post = async (url, json, timeoutMs, closing) => {
	const { status } = await axios.post(url, json, {
		headers: { 'content-type': 'application/json' },
		timeout: timeoutMs,
		signal: closing,
		maxRedirects: 0,
		proxy: false,
		validateStatus: () => true,
	});
	return status;
};
