import axios from 'axios';
import fc from 'fast-check';

import { startSandbox, type Sandbox } from '../../sandbox/server';
import { CUSTOMER } from '../support/provider';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(() => sandbox.close());

/** As a page in a browser or a program asks; any status is an answer. */
const ask = (method: string, path: string, headers: Record<string, string>, data?: unknown) =>
	axios.request<unknown>({
		...{ method, url: sandbox.url + path, headers, data, maxRedirects: 0 },
		...{ validateStatus: () => true, proxy: false },
	});

const reads = [
	'/',
	'/phone',
	'/control/accounts',
	'/control/events',
	'/control/requests',
	`/control/customers/${CUSTOMER}`,
];

const posts: Array<[path: string, data: unknown]> = [
	['/control/reset', {}],
	[`/control/customers/${CUSTOMER}/write`, { text: 'שלום' }],
	['/whatsapp/v2/setWebhook', { url: 'https://evil.example' }],
];

const names = fc.oneof(
	fc.domain(),
	fc.ipV4().filter((ip) => !ip.startsWith('127.')),
	fc.domain().map((domain) => `localhost.${domain}`),
	fc.domain().map((domain) => `127.0.0.1.${domain}`),
	fc.constantFrom('localhost@evil.example', '[::2]', '0.0.0.0', '2130706433', 'localhost%00.evil.example'),
);

it('under any name but that of this machine it answers 421, and does nothing', async () => {
	await fc.assert(
		fc.asyncProperty(names, fc.option(fc.integer({ min: 1, max: 65_535 })), async (name, port) => {
			const host = port === null ? name : `${name}:${port}`;
			for (const path of reads) expect((await ask('GET', path, { host })).status).toBe(421);
			for (const [path, data] of posts) expect((await ask('POST', path, { host }, data)).status).toBe(421);
		}),
		{ numRuns: 40 },
	);
	expect(sandbox.provider.accounts.get().customers.all()).toEqual([]);
	expect(sandbox.provider.requests.last(1)).toEqual([]);
});

it('a page of any other address can neither steer it nor send by it', async () => {
	const origins = fc.oneof(
		fc.webUrl().map((url) => new URL(url).origin),
		fc.constantFrom('null', 'http://localhost:1'),
	);
	await fc.assert(
		fc.asyncProperty(origins, async (origin) => {
			const plain = { origin, 'content-type': 'text/plain' };
			for (const [path, data] of posts) expect((await ask('POST', path, plain, JSON.stringify(data))).status).toBe(403);
			expect((await ask('GET', '/control/accounts', { origin })).status).toBe(403);
		}),
		{ numRuns: 40 },
	);
	expect(sandbox.provider.accounts.get().webhook.url).toBe('');
});

it('its own page sees no key and no secret of a trigger', async () => {
	const { provider } = sandbox;
	const { apiKey, from } = provider.accounts.get();
	const url = 'http://127.0.0.1:1/webhook?secret=s3cret-of-the-trigger';
	await ask('POST', '/whatsapp/v2/setWebhook', {}, { apiKey, from, url, showRequest: 1 });
	provider.phone(CUSTOMER).write(`my key is ${apiKey}`);
	for (const path of reads.filter((one) => one.startsWith('/control/') && one !== '/control/events')) {
		const shown = JSON.stringify((await ask('GET', path, {})).data);
		expect([path, shown.includes(apiKey), shown.includes('s3cret-of')]).toEqual([path, false, false]);
	}
});
