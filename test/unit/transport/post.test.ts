import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { baseUrlOf, post } from '../../../nodes/NinetyNineDigital/transport/post';

/** n8n's context as far as a request needs it: it notes the request and gives this response. */
function contextWith(body: unknown, statusCode = 200) {
	const requests: IHttpRequestOptions[] = [];
	const httpRequestWithAuthentication = async (_credential: string, request: IHttpRequestOptions) => {
		requests.push(request);
		return { body, statusCode, headers: {} };
	};
	const context = { getCredentials: async () => ({}), helpers: { httpRequestWithAuthentication } };
	return { requests, context: context as unknown as IExecuteFunctions };
}

const resultOf = (body: unknown, statusCode?: number) =>
	post(contextWith(body, statusCode).context, 'https://example.com/v2', 'sendList', {});

describe('post', () => {
	it('[buttons.method] [list.method] [template.method] asks n8n for one request that waits 30 seconds and follows no redirect', async () => {
		const { context, requests } = contextWith({ status: 'OK' });
		await post(context, 'https://example.com/v2', 'sendList', { to: '972501234567' });
		expect(requests).toEqual([
			{
				method: 'POST',
				url: 'https://example.com/v2/sendList',
				body: { to: '972501234567' },
				json: true,
				timeout: 30_000,
				disableFollowRedirect: true,
				ignoreHttpStatusErrors: true,
				returnFullResponse: true,
			},
		]);
	});

	it.each(['', 'nowhere', 'http://', 'http:///v2', 'ftp://example.com', 'http://exa mple.com', 'http://[::1'])(
		'asks for nothing at the address %j',
		async (baseUrl) => {
			const { context, requests } = contextWith({ status: 'OK' });
			const result = await post(context, baseUrl, 'sendList', {});
			expect(result).toMatchObject({
				status: 'lost',
				loss: { message: expect.stringContaining('Base URL'), sent: 'no' },
			});
			expect(requests).toEqual([]);
		},
	);

	it.each([200, 201, 400, 500])('takes OK for a success under HTTP %d', async (statusCode) => {
		const response = { status: 'OK', unique: 'a' };
		expect(await resultOf(response, statusCode)).toEqual({ status: 'ok', response });
	});

	it.each([200, 400, 401, 500])('takes FAIL for a refusal under HTTP %d', async (statusCode) => {
		expect(await resultOf({ status: 'FAIL', reason: 3 }, statusCode)).toEqual({ status: 'refused', reason: 3 });
	});

	it.each([
		['7', 7],
		[undefined, null],
		['', null],
		[{}, null],
	])('reads the reason %j as %j', async (reason, expected) => {
		expect(await resultOf({ status: 'FAIL', reason })).toEqual({ status: 'refused', reason: expected });
	});

	it.each(['ok', 'Ok', ' OK '])('takes %j for a success too', async (status) => {
		expect(await resultOf({ status })).toEqual({ status: 'ok', response: { status } });
	});

	it('takes fail for a refusal too', async () => {
		expect(await resultOf({ status: 'fail', reason: 6 })).toEqual({ status: 'refused', reason: 6 });
	});

	it.each([{ status: 'done' }, { status: true }, {}, [], null, '', '<html></html>', 'OK'])(
		'takes %j for no response at all',
		async (body) => {
			expect(await resultOf(body)).toMatchObject({ status: 'lost', loss: { sent: 'unknown', code: '200' } });
		},
	);
});

describe('an address over http', () => {
	const send = async (baseUrl: string, account: object = {}) => {
		const { context, requests } = contextWith({ status: 'OK' });
		Object.assign(context, { getCredentials: async () => ({ apiKey: 's3cret', ...account }) });
		return { result: await post(context, baseUrl, 'sendList', {}), requests };
	};

	it.each([
		'http://example.com',
		'HTTP://gateway:8080/v2',
		'http://127.0.0.1.example.com',
		'http://localhost.example.com',
	])('of another machine gets nothing, for the key would go in clear: %s', async (baseUrl) => {
		const { result, requests } = await send(baseUrl);
		expect(result).toMatchObject({ status: 'lost', loss: { message: expect.stringContaining('http://'), sent: 'no' } });
		expect(requests).toEqual([]);
	});

	it.each([
		'http://localhost:5000',
		'http://127.0.0.1:5000/v2',
		'http://127.8.9.1',
		'http://[::1]:5000',
		'https://example.com',
	])('of this machine, or over https, is used: %s', async (baseUrl) => {
		expect((await send(baseUrl)).result.status).toBe('ok');
	});

	it('is used where the person allows it', async () => {
		expect((await send('http://gateway:8080', { allowHttp: true })).result.status).toBe('ok');
	});
});

it('waits longer where the caller says so, and tells it', async () => {
	const { context, requests } = contextWith({ status: 'OK' });
	await post(context, 'https://example.com/v2', 'sendTemplate', {}, 300_000);
	expect(requests).toMatchObject([{ timeout: 300_000 }]);
	const httpRequestWithAuthentication = () => Promise.reject(Object.assign(new Error(), { code: 'ETIMEDOUT' }));
	Object.assign(context.helpers, { httpRequestWithAuthentication });
	expect(await post(context, 'https://example.com/v2', 'sendTemplate', {}, 300_000)).toMatchObject({
		loss: { message: '99digital did not answer within 300 seconds' },
	});
});

it('reads the credential once, and again only if it could not be read', async () => {
	const { context } = contextWith({ status: 'OK' });
	const getCredentials = jest.fn().mockRejectedValueOnce(new Error('database is locked')).mockResolvedValue({});
	Object.assign(context, { getCredentials });
	const statuses: string[] = [];
	for (let times = 0; times < 3; times++) {
		statuses.push((await post(context, 'https://example.com/v2', 'sendList', {})).status);
	}
	expect(statuses).toEqual(['lost', 'ok', 'ok']);
	expect(getCredentials).toHaveBeenCalledTimes(2);
});

it('reads the credential once for an address and all requests to it', async () => {
	const { context } = contextWith({ status: 'OK' });
	const getCredentials = jest.fn().mockResolvedValue({});
	Object.assign(context, { getCredentials });
	for (let times = 0; times < 3; times++) await post(context, await baseUrlOf(context), 'getProfile', {});
	expect(getCredentials).toHaveBeenCalledTimes(1);
});

describe('baseUrlOf', () => {
	const baseUrl = (typed: unknown) =>
		baseUrlOf({ getCredentials: async () => ({ baseUrl: typed }) } as unknown as IExecuteFunctions);

	it.each([
		['https://example.com/v2', 'https://example.com/v2'],
		['https://example.com/v2/', 'https://example.com/v2'],
		[' https://example.com/v2// ', 'https://example.com/v2'],
		['', 'https://api.99digital.co.il/whatsapp/v2'],
		[undefined, 'https://api.99digital.co.il/whatsapp/v2'],
	])('of %j is %s', async (typed, address) => {
		expect(await baseUrl(typed)).toBe(address);
	});
});
