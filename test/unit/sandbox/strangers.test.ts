import axios from 'axios';
import type { Sandbox } from '../../../sandbox/server';
import { closeAll, request, sandbox } from './http';
import { account, CUSTOMER } from './world';

afterEach(closeAll);

/** Asks with headers that a browser or a program would send; any status is an answer. */
const ask = ({ url }: Sandbox, method: string, path: string, headers: Record<string, string>, data?: unknown) =>
	axios.request({ method, url: `${url}${path}`, headers, data, validateStatus: () => true, maxRedirects: 0 });

const port = ({ url }: Sandbox): string => new URL(url).port;

const WRITE = `/control/customers/${CUSTOMER}/write`;

describe('host names', () => {
	it.each(['localhost', '127.0.0.1', '127.3.2.1', '[::1]', 'LOCALHOST'])('answers to %s at any port', async (name) => {
		const started = await sandbox();
		for (const host of [name, `${name}:${port(started)}`, `${name}:5678`]) {
			expect((await ask(started, 'GET', '/control/accounts', { host })).status).toBe(200);
			const asked = await ask(started, 'POST', '/whatsapp/v2/getWebhook', { host }, account);
			expect([asked.status, asked.data.reason]).toEqual([200, 1]);
		}
	});

	it.each([
		...['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', 'evil.example:80', 'localhost.'],
		...['10.0.0.1', '[::2]', '128.0.0.1', 'evil@localhost', 'localhost:80:80', '127.0.0.1#evil.example'],
	])('turns %s away from every address', async (host) => {
		const started = await sandbox();
		for (const path of ['/', '/phone', '/control/accounts', '/control/events', '/nowhere']) {
			expect((await ask(started, 'GET', path, { host })).status).toBe(421);
		}
		expect((await ask(started, 'POST', WRITE, { host }, { text: 'Hello' })).status).toBe(421);
		expect((await ask(started, 'POST', '/whatsapp/v2/getWebhook', { host }, account)).status).toBe(421);
		expect(started.provider.accounts.get().customers.all()).toEqual([]);
		expect(started.provider.requests.last(1)).toEqual([]);
	});
});

describe('pages of other addresses', () => {
	const origins = ['https://evil.example', 'http://localhost:1', 'null', 'http://127.0.0.1', ''];

	it.each(origins)('%j can steer nothing, and send nothing to the API', async (origin) => {
		const started = await sandbox();
		const plain = { origin, 'content-type': 'text/plain' };
		const posts: Array<[path: string, body: string]> = [
			['/control/reset', ''],
			[WRITE, '{"text":"Hello"}'],
			['/whatsapp/v2/setWebhook', JSON.stringify({ ...account, url: 'https://evil.example' })],
		];
		for (const [path, body] of posts) expect((await ask(started, 'POST', path, plain, body)).status).toBe(403);
		expect((await ask(started, 'GET', '/control/events', { origin })).status).toBe(403);
		expect((await ask(started, 'OPTIONS', '/control/reset', { origin })).status).toBe(403);
		expect(started.provider.accounts.get().webhook.url).toBe('');
		expect(started.provider.accounts.get().customers.all()).toEqual([]);
	});

	it.each(['cross-site', 'same-site'])('nor without an Origin, when the browser says %s', async (site) => {
		const started = await sandbox();
		const headers = { 'sec-fetch-site': site, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' };
		expect((await ask(started, 'GET', '/control/accounts', headers)).status).toBe(403);
		expect((await ask(started, 'POST', '/control/reset', headers)).status).toBe(403);
		const frame = { 'sec-fetch-site': site, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' };
		expect((await ask(started, 'GET', '/phone', frame)).status).toBe(403);
	});

	it('may link to the phones', async () => {
		const started = await sandbox();
		const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
		expect((await ask(started, 'GET', '/', link)).status).toBe(302);
	});

	it('the sandbox’s own page may do everything', async () => {
		const started = await sandbox();
		for (const host of [`127.0.0.1:${port(started)}`, `localhost:${port(started)}`]) {
			const headers = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
			expect((await ask(started, 'POST', WRITE, headers, { text: 'שלום 👋' })).status).toBe(200);
		}
	});
});

describe('what the control API shows', () => {
	it('holds no key and no secret of a webhook’s address, the rest of it whole', async () => {
		const started = await sandbox();
		const url = 'http://127.0.0.1:1/webhook?a=b&secret=s3cret-1_2#x';
		const posted = { ...account, url, showRequest: 1, ApiKey: account.apiKey };
		await request('POST', `${started.baseUrl}/setWebhook`, posted);
		await request('POST', `${started.baseUrl}/getWebhook`, { ...account, apiKey: 'wr0ng-key' });
		started.provider.phone(CUSTOMER).write(`my key is ${account.apiKey}, see ?secret=s3cret-1_2`);

		const paths = ['accounts', 'requests', 'deliveries', `customers/${CUSTOMER}`, 'counters'];
		const pages = paths.map(async (path) => (await request('GET', `${started.url}/control/${path}`)).data);
		const shown = await Promise.all(pages);
		expect(shown[0]).toMatchObject([{ webhook: { url: 'http://127.0.0.1:1/webhook?a=b&secret=…#x' } }]);
		for (const secret of ['s3cret', account.apiKey, 'wr0ng-key']) expect(JSON.stringify(shown)).not.toContain(secret);
		expect(started.provider.accounts.get().webhook.url).toBe(url);
	});
});
