import { closeAll, request, sandbox } from './http';
import { account } from './world';

afterEach(closeAll);

describe('the server', () => {
	it('listens on this machine only, on a free port', async () => {
		const [one, two] = [await sandbox(), await sandbox()];
		expect(one.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		expect(one.baseUrl).toBe(`${one.url}/whatsapp/v2`);
		expect(two.url).not.toBe(one.url);
	});

	it('refuses a busy port', async () => {
		const { url } = await sandbox();
		await expect(sandbox({ port: Number(new URL(url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
	});

	it.each(['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'nonsense', ''])(
		'reads JSON under the content type %j',
		async (contentType) => {
			const { baseUrl } = await sandbox();
			const { status, data } = await request('POST', `${baseUrl}/getWebhook`, JSON.stringify(account), contentType);
			expect([status, data.reason]).toEqual([200, 1]);
		},
	);

	it('[list.reason.2] answers a syntax error with reason 2 under HTTP 200', async () => {
		const { baseUrl } = await sandbox();
		const { status, data } = await request('POST', `${baseUrl}/sendList`, '{"itemDescription1: "quote missing"}');
		expect([status, data]).toEqual([200, { status: 'FAIL', reason: 2 }]);
	});

	it('[buttons.method] [list.method] [template.method] knows no other operation and no other method', async () => {
		const { baseUrl, provider } = await sandbox();
		expect((await request('POST', `${baseUrl}/sendPigeon`, account)).status).toBe(404);
		for (const operation of ['getWebhook', 'sendButtons', 'sendList', 'sendTemplate']) {
			expect((await request('GET', `${baseUrl}/${operation}`)).status).toBe(404);
		}
		expect(provider.requests.last(1)).toEqual([]);
	});

	it('says when something changed', async () => {
		const { baseUrl, provider } = await sandbox();
		const changes: string[] = [];
		provider.on('change', (change) => changes.push(change));
		await request('POST', `${baseUrl}/getWebhook`, { ...account, apiKey: 'wrong' });
		provider.phone('972501234567').write('Hello');
		provider.reset();
		expect(changes).toEqual(['requests', 'conversations', 'settings']);
	});
});
