import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { pageRoutes } from '../../../sandbox/pageRoutes';
import { get, type IncomingMessage } from 'node:http';
import { closeAll, request, sandbox, sendText } from './http';
import { CUSTOMER, until } from './world';

afterEach(closeAll);

/** Listens to a stream of events; gives what has come so far. */
async function listen(url: string) {
	const response = await new Promise<IncomingMessage>((resolve, reject) => get(url, resolve).on('error', reject));
	const heard = { text: '', type: response.headers['content-type'], ended: false };
	response.setEncoding('utf8').on('data', (text: string) => (heard.text += text));
	response.on('error', () => undefined).on('close', () => (heard.ended = true));
	await until(() => heard.text.includes('connected'));
	return heard;
}

/** The page as it is served from a folder. */
async function pageIn(folder: string) {
	const app = fastify();
	await app.register(pageRoutes(folder), { prefix: '/phone' });
	const answer = await request('GET', `${await app.listen({ host: '127.0.0.1', port: 0 })}/phone`);
	await app.close();
	return answer;
}

describe('the phone page', () => {
	it('is served with a policy that lets nothing in from elsewhere but pictures', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'phone-page-'));
		await writeFile(join(folder, 'index.html'), '<h1>Phone</h1>');
		const { status, headers, data } = await pageIn(folder);
		await rm(folder, { recursive: true });
		expect([status, data]).toEqual([200, '<h1>Phone</h1>']);
		expect(headers['content-security-policy']).toContain("script-src 'self'");
	});

	it('says how to build it', async () => {
		const { status, data } = await pageIn('nowhere');
		expect([status, data]).toEqual([404, expect.stringContaining('npm run build:tools')]);
	});

	it('is where the sandbox itself leads', async () => {
		const { url } = await sandbox();
		const { status, headers } = await request('GET', url);
		expect([status, headers.location]).toEqual([302, '/phone']);
	});
});

describe('the stream of events', () => {
	it('tells what has changed, that of one moment once, and ends with the sandbox', async () => {
		const started = await sandbox();
		const heard = await listen(`${started.url}/control/events`);
		expect(heard.type).toBe('text/event-stream');
		for (const text of ['One', 'Two']) started.provider.phone(CUSTOMER).write(text);
		await until(() => heard.text.includes('data: conversations'));
		await sendText(started);
		await until(() => heard.text.includes('data: requests'));
		expect(heard.text.match(/data: conversations\n\n/g)).toHaveLength(2);
		await started.close();
		await until(() => heard.ended);
	});

	it('forgets listeners that have gone', async () => {
		const started = await sandbox();
		const response = await new Promise<IncomingMessage>((resolve) => get(`${started.url}/control/events`, resolve));
		response.destroy();
		const still = await listen(`${started.url}/control/events`);
		started.provider.phone(CUSTOMER).write('Hello');
		await until(() => still.text.includes('data: conversations'));
	});
});
