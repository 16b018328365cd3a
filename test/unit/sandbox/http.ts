import axios, { type AxiosResponse } from 'axios';
import { startSandbox, type Sandbox } from '../../../sandbox/server';
import { account, CUSTOMER } from './world';

/** Sandboxes started by a test file; each is closed after its test. */
const running: Sandbox[] = [];

export async function sandbox(...options: Parameters<typeof startSandbox>): Promise<Sandbox> {
	const started = await startSandbox(...options);
	running.push(started);
	return started;
}

export const closeAll = async (): Promise<void> => {
	await Promise.all(running.splice(0).map((started) => started.close()));
};

/** Sends one text message over HTTP; any status is an answer. */
export const sendText = ({ baseUrl }: Sandbox, to = CUSTOMER): Promise<AxiosResponse> =>
	request('POST', `${baseUrl}/sendMessage`, { ...account, to, body: 'Hello' });

/** Any status is an answer. Text goes out as it is, anything else as JSON. */
export const request = (
	method: string,
	url: string,
	data?: unknown,
	contentType = 'application/json',
): Promise<AxiosResponse> => {
	const headers = data === undefined ? {} : { 'content-type': contentType };
	const text = typeof data === 'string' ? data : JSON.stringify(data);
	const asItIs = [(body: unknown) => body];
	return axios.request({
		...{ method, url, data: text, headers, transformRequest: asItIs },
		...{ validateStatus: () => true, maxRedirects: 0 },
	});
};
