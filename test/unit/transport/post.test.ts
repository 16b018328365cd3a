import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { baseUrlOf, post } from '../../../nodes/NinetyNineDigital/transport/post';

/** n8n's context as far as a request needs it: it notes the request and gives this answer. */
function contextWith(body: unknown, statusCode = 200) {
	const requests: IHttpRequestOptions[] = [];
	const httpRequestWithAuthentication = async (_credential: string, request: IHttpRequestOptions) => {
		requests.push(request);
		return { body, statusCode, headers: {} };
	};
	const context = { getCredentials: async () => ({}), helpers: { httpRequestWithAuthentication } };
	return { requests, context: context as unknown as IExecuteFunctions };
}

const replyTo = (body: unknown, statusCode?: number) =>
	post(contextWith(body, statusCode).context, 'https://example.com/v2', 'sendList', {});

describe('post', () => {
	it('asks n8n for one request that waits 30 seconds and follows no redirect', async () => {
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
			const reply = await post(context, baseUrl, 'sendList', {});
			expect(reply).toMatchObject({
				status: 'lost',
				loss: { message: expect.stringContaining('Base URL'), sent: 'no' },
			});
			expect(requests).toEqual([]);
		},
	);

	it.each([200, 201, 400, 500])('takes OK for a success under HTTP %d', async (statusCode) => {
		const answer = { status: 'OK', unique: 'a' };
		expect(await replyTo(answer, statusCode)).toEqual({ status: 'ok', answer });
	});

	it.each([200, 400, 401, 500])('takes FAIL for a refusal under HTTP %d', async (statusCode) => {
		expect(await replyTo({ status: 'FAIL', reason: 3 }, statusCode)).toEqual({ status: 'refused', reason: 3 });
	});

	it.each([
		['7', 7],
		[undefined, null],
		['', null],
		[{}, null],
	])('reads the reason %j as %j', async (reason, expected) => {
		expect(await replyTo({ status: 'FAIL', reason })).toEqual({ status: 'refused', reason: expected });
	});

	it.each([{ status: 'ok' }, { status: true }, {}, [], null, '', '<html></html>', 'OK'])(
		'takes %j for no answer at all',
		async (body) => {
			expect(await replyTo(body)).toMatchObject({ status: 'lost', loss: { sent: 'unknown', code: '200' } });
		},
	);
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
