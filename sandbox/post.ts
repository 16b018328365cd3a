import { Agent } from 'node:https';
import axios from 'axios';

/** A response whose text is known as well. */
export interface Responded {
	status: number;
	text: string;
}

/**
 * Posts JSON to an address and tells the HTTP status it was answered with, perhaps with its text. Redirects are not followed.
 * @param timeoutMs how long to wait for the response
 * @param closing aborted when nobody wants to know any more
 * @throws when there is no response in time or no connection
 */
export type Post = (url: string, json: string, timeoutMs: number, closing: AbortSignal) => Promise<number | Responded>;

/** @param ca certificates to trust besides the usual ones, as PEM */
export const postsJson =
	(ca?: string): Post =>
	async (url, json, timeoutMs, closing) => {
		const { status, data: text } = await axios.post<string>(url, json, {
			headers: { 'content-type': 'application/json' },
			timeout: timeoutMs,
			signal: closing,
			maxRedirects: 0,
			proxy: false,
			validateStatus: () => true,
			responseType: 'text',
			transformResponse: (body: string) => body,
			...(ca && { httpsAgent: new Agent({ ca }) }),
		});
		return { status, text };
	};
