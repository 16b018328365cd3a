import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchLink, type Download, type DownloadLimits, type Fetch } from '../../../sandbox/download';
import { Downloads } from '../../../sandbox/downloads';
import { makeCertificate } from '../../support/certificate';
import { closeAll, request, sandbox } from './http';
import { account, CUSTOMER, newWorld, openWorld, until } from './world';

const servers: Server[] = [];
afterEach(async () => {
	await closeAll();
	for (const server of servers.splice(0)) {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
});

/** A file server on this machine; gives its address. */
async function serve(listener: RequestListener, server: Server = createServer()): Promise<string> {
	servers.push(server.on('request', listener));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const limits = (other: Partial<DownloadLimits> = {}): DownloadLimits => ({
	...{ bytes: 1000, timeoutMs: 3000, isAllowed: () => true, closing: new AbortController().signal },
	...other,
});

const PDF = Buffer.from('%PDF-1.4 שלום');
const pdf: Download = { type: 'application/pdf', content: PDF };
const answering =
	(content: Buffer, headers: Record<string, string> = {}, status = 200): RequestListener =>
	(_, response) => {
		response.writeHead(status, { 'content-type': 'Application/PDF; charset=binary', ...headers }).end(content);
	};

describe('a link', () => {
	it('is fetched by GET, with its type', async () => {
		const asked: unknown[] = [];
		const host = await serve((got, response) => {
			asked.push([got.method, got.url]);
			answering(PDF)(got, response);
		});
		expect(await fetchLink(`http://${host}/a.pdf?x=1`, limits())).toEqual(pdf);
		expect(asked).toEqual([['GET', '/a.pdf?x=1']]);
	});

	it.each([
		['a status of none', answering(PDF, {}, 404), /404/],
		['more bytes than allowed', answering(Buffer.alloc(1001)), /1000/],
		['a promise of more bytes than come', answering(PDF, { 'content-length': '500', connection: 'close' }), /./],
		['redirects without end', answering(PDF, { location: '/again' }, 302), /redirects/],
	])('gives nothing with %s', async (_, listener, words) => {
		const host = await serve(listener);
		await expect(fetchLink(`http://${host}/a.pdf`, limits())).rejects.toThrow(words);
	});

	it('gives nothing where nobody answers in time, or wants it any more', async () => {
		const dripping: RequestListener = (_, response) => {
			const timer = setInterval(() => response.write('%'), 5);
			response.on('close', () => clearInterval(timer));
		};
		const host = await serve(dripping);
		await expect(fetchLink(`http://${host}/a.pdf`, limits({ timeoutMs: 50 }))).rejects.toThrow(/cancel|abort|timeout/i);
		const closing = new AbortController();
		const unwanted = expect(fetchLink(`http://${host}/a.pdf`, limits({ closing: closing.signal }))).rejects.toThrow();
		closing.abort();
		await unwanted;
	});

	it('is followed to where the sandbox may fetch, and nowhere else', async () => {
		const host = await serve((got, response) =>
			got.url === '/a.pdf'
				? answering(PDF)(got, response)
				: answering(PDF, { location: `http://${host}/a.pdf` }, 302)(got, response),
		);
		expect(await fetchLink(`http://${host}/moved`, limits())).toEqual(pdf);
		const isAllowed = () => false;
		await expect(fetchLink(`http://${host}/moved`, limits({ isAllowed }))).rejects.toThrow('does not fetch from');
	});
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

(hasOpenssl ? describe : describe.skip)('a link by https', () => {
	const folder = mkdtempSync(join(tmpdir(), 'sandbox-tls-'));
	afterAll(() => rmSync(folder, { recursive: true }));

	it('is fetched only with a certificate that is trusted, byte for byte', async () => {
		const { key, ca } = makeCertificate(folder);
		const host = await serve(answering(PDF), createTlsServer({ key, cert: ca }));
		const body = { ...account, to: CUSTOMER, body: `https://${host}/%D7%97%D7%A9%D7%91%D7%95%D7%9F.pdf` };

		const trusting = await sandbox({ ca });
		trusting.provider.phone(CUSTOMER).write('Hello');
		await request('POST', `${trusting.baseUrl}/sendFile`, body);
		const messages = () => trusting.provider.accounts.get().customers.at(CUSTOMER).messages;
		await until(() => messages().at(-1)?.media?.file !== undefined);
		expect(messages().at(-1)?.media).toEqual({
			...{ kind: 'document', url: body.body },
			file: {
				...{ type: 'application/pdf', bytes: PDF.length, name: 'חשבון.pdf' },
				sha256: createHash('sha256').update(PDF).digest('hex'),
			},
		});

		const doubting = await sandbox();
		doubting.provider.phone(CUSTOMER).write('Hello');
		const { data } = await request('POST', `${doubting.baseUrl}/sendFile`, body);
		expect(data).toMatchObject({ status: 'OK' });
		const doubted = () => doubting.provider.accounts.get().customers.at(CUSTOMER).messages.at(-1);
		await until(() => doubted()?.status === 'failed');
		expect(doubted()?.media?.problem).toMatch(/certificate/);

		const copied = await request('POST', `${trusting.baseUrl}/sendFile`, { ...body, localStorage: 1 });
		expect(copied.data).toMatchObject({ status: 'OK' });
		const refused = await request('POST', `${doubting.baseUrl}/sendFile`, { ...body, localStorage: 1 });
		expect(refused.data).toEqual({ status: 'FAIL', reason: 5 });
	});
});

const LINK = 'https://localhost/files/may.pdf';
const template = { to: CUSTOMER, name: 'invoice_document', headerType: 5, headerLink: LINK };
const variables = { bodyVariable1: '17', bodyVariable2: 'May' };
const MB = 1024 * 1024;

/** A provider whose links lead to a file; what it asked for, and what its webhook was told. */
function fetching(file: Download | Error) {
	const [asked, posted]: [string[], object[]] = [[], []];
	const fetch: Fetch = async (url) => {
		asked.push(url);
		if (file instanceof Error) throw file;
		return file;
	};
	const post = async (_: string, json: string) => posted.push(JSON.parse(json) as object) && 200;
	const world = newWorld({ fetch, post });
	world.ask('setWebhook', { url: 'https://crm.example.com', system: 1 });
	const send = async (operation: string, body: object) => {
		const source = JSON.stringify({ ...account, to: CUSTOMER, ...body });
		const { wire } = world.provider.receive(operation, source, await world.provider.copy(operation, source));
		await new Promise((resolve) => setImmediate(resolve));
		return JSON.parse(wire.kind === 'response' ? wire.body : '{}') as Record<string, unknown>;
	};
	const media = () => world.conversation().at(-1)?.media;
	return { ...world, send, asked, posted, media };
}

describe('the file of a message', () => {
	it('is fetched after the answer, and told with the message', async () => {
		const { send, asked, media, posted, provider } = fetching(pdf);
		const { unique } = await send('sendTemplate', { ...template, ...variables });
		expect(asked).toEqual([LINK]);
		expect(media()).toMatchObject({ filename: 'may.pdf', file: { type: 'application/pdf', name: 'may.pdf' } });
		expect(provider.file(String(unique))).toEqual(pdf);
		expect(posted).toEqual([]);
	});

	it.each([
		['<</Type /Pages /Count 2>> <</Type /Page>> <</Type/Page>>', 2],
		['<</Type /ObjStm>> stream', undefined],
	])('tells the pages of a PDF that says how many it has: %s', async (content, pages) => {
		const { send, media } = fetching({ ...pdf, content: Buffer.from(content) });
		await send('sendTemplate', { ...template, ...variables });
		expect(media()?.file?.pages).toBe(pages);
	});

	it.each([
		['cannot be reached', new Error('connect ECONNREFUSED'), 'ECONNREFUSED'],
		['is empty', { ...pdf, content: Buffer.alloc(0) }, 'empty'],
		['is too large', { ...pdf, content: Buffer.alloc(100 * MB + 1) }, '104857600'],
		['is something else', { ...pdf, type: 'text/html' }, 'text/html'],
		['has no type', { ...pdf, type: '' }, 'none'],
	])('[template.headerFile] fails later when it %s', async (_, file, words) => {
		const { send, media, posted, conversation } = fetching(file);
		expect(await send('sendTemplate', { ...template, ...variables })).toMatchObject({ status: 'OK' });
		expect(media()?.problem).toContain(words);
		expect(conversation().at(-1)?.status).toBe('failed');
		expect(posted).toMatchObject([{ hook: 'system', type: 'messages', messageTo: CUSTOMER }]);
	});

	it.each([
		['template.localStorage', 'sendTemplate', { ...template, ...variables }, 24],
		['buttons.localStorage', 'sendButtons', { header: 4, headerURL: LINK, body: 'Here', button1: 'Thanks' }, 13],
		['file', 'sendFile', { body: LINK }, 5],
	])('[%s] is copied before the answer: %s', async (_, operation, body, reason) => {
		const good = fetching(pdf);
		good.provider.phone(CUSTOMER).write('Hello');
		expect(await good.send(operation, { ...body, localStorage: 1 })).toMatchObject({ status: 'OK' });
		expect(good.media()?.file).toMatchObject({ bytes: PDF.length });
		expect(good.asked).toEqual([LINK]);

		const bad = fetching(new Error('403'));
		bad.provider.phone(CUSTOMER).write('Hello');
		expect(await bad.send(operation, { ...body, localStorage: 1 })).toEqual({ status: 'FAIL', reason });
		expect(bad.conversation()).toHaveLength(1);
	});

	it('[buttons.localStorage.external] is not copied beside an external button', async () => {
		const { send, provider, posted } = fetching(new Error('403'));
		provider.phone(CUSTOMER).write('Hello');
		const external = { button1: 'Open', buttonExternal: 'https://www.example.com', localStorage: 1 };
		const body = { header: 4, headerURL: LINK, body: 'Here', ...external };
		expect(await send('sendButtons', body)).toMatchObject({ status: 'OK' });
		expect(posted).toMatchObject([{ hook: 'new' }, { hook: 'system' }]);
	});

	it.each([
		['buttons.headerFile', 2, 'image/png', 5],
		['buttons.headerFile', 2, 'image/jpeg', 5],
		['buttons.headerFile', 3, 'video/mp4', 16],
		['buttons.headerFile', 4, 'application/pdf', 100],
	])('[%s] header %d takes %s up to %d MB', async (_, header, type, megabytes) => {
		const outcomes = [megabytes * MB, megabytes * MB + 1].map(async (size) => {
			const { send, provider, media } = fetching({ type, content: Buffer.alloc(size) });
			provider.phone(CUSTOMER).write('Hello');
			await send('sendButtons', { header, headerURL: LINK, body: 'Here', button1: 'Thanks' });
			return media()?.problem;
		});
		expect(await Promise.all(outcomes)).toEqual([undefined, expect.stringContaining(String(megabytes * MB))]);
	});

	it.each([
		[2, 'image/gif'],
		[2, 'application/octet-stream'],
		[3, 'video/3gpp'],
		[4, 'application/msword'],
	])('[buttons.headerFile] header %d takes no %s', async (header, type) => {
		const { send, provider, media } = fetching({ type, content: PDF });
		provider.phone(CUSTOMER).write('Hello');
		await send('sendButtons', { header, headerURL: LINK, body: 'Here', button1: 'Thanks' });
		expect(media()?.problem).toContain(type);
	});

	it.each([
		['a.png', 'image/png', undefined],
		['a.gif', 'image/gif', undefined],
		['a.3gpp', 'video/3gpp', undefined],
		['a.mp3', 'audio/mpeg', undefined],
		['a.ogg', 'audio/ogg', undefined],
		['a.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', undefined],
		['a.png', 'text/html', 'no image'],
		['a.pdf', 'text/html', 'no document'],
		['a.mp4', 'image/png', 'no video'],
	])('sendFile takes %s of type %s: %s', async (name, type, problem) => {
		const { send, provider, media } = fetching({ type, content: PDF });
		provider.phone(CUSTOMER).write('Hello');
		await send('sendFile', { body: `https://localhost/${name}` });
		if (problem) expect(media()?.problem).toContain(problem);
		else expect(media()?.problem).toBeUndefined();
	});

	it('of another host is never asked for', async () => {
		const { send, provider, asked, media } = fetching(pdf);
		provider.phone(CUSTOMER).write('Hello');
		for (const body of [
			'https://www.example.com/a.pdf',
			'https://localhost.example.com/a.pdf',
			'https://10.0.0.1/a.pdf',
		]) {
			await send('sendFile', { body });
			await send('sendFile', { body, localStorage: 1 });
		}
		expect(asked).toEqual([]);
		expect(media()).not.toHaveProperty('file');
	});

	it('is not waited for once the sandbox is put back', async () => {
		const { provider, ask, posted } = openWorld({
			fetch: () => new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 20)),
		}) as ReturnType<typeof fetching>;
		ask('sendFile', { to: CUSTOMER, body: LINK });
		provider.reset();
		await new Promise((resolve) => setTimeout(resolve, 40));
		expect(posted).toBeUndefined();
		expect(provider.accounts.get().customers.all()).toEqual([]);
	});
});

describe('what is kept', () => {
	it('makes room for what is newer', async () => {
		const downloads = new Downloads();
		for (const id of ['a', 'b', 'c']) downloads.keep(id, { type: 'application/pdf', content: Buffer.alloc(100 * MB) });
		expect(['a', 'b', 'c'].map((id) => downloads.file(id)?.content.length)).toEqual([undefined, 100 * MB, 100 * MB]);
	});

	it.each([
		['application/pdf', 'application/pdf', 'inline'],
		['image/png', 'image/png', 'inline'],
		['image/svg+xml', 'application/octet-stream', 'attachment'],
		['text/html', 'application/octet-stream', 'attachment'],
	])('is served to the page: %s as %s', async (type, shownAs, disposition) => {
		const content = Buffer.from('<script>alert(1)</script>');
		const started = await sandbox({ fetch: async () => ({ type, content }) });
		started.provider.phone(CUSTOMER).write('Hello');
		const body = { ...account, to: CUSTOMER, body: 'https://localhost/a' };
		const { unique } = (await request('POST', `${started.baseUrl}/sendFile`, body)).data;
		await until(() => started.provider.file(unique) !== undefined);
		const { status, headers, data } = await request('GET', `${started.url}/media/${unique}`);
		expect([status, data]).toEqual([200, content.toString()]);
		expect(headers).toMatchObject({
			...{ 'content-type': shownAs, 'content-disposition': disposition, 'x-content-type-options': 'nosniff' },
			'content-security-policy': "default-src 'none'",
		});
		expect((await request('GET', `${started.url}/media/none`)).status).toBe(404);
	});

	it('is steered by the control API', async () => {
		const { url } = await sandbox();
		const settings = `${url}/control/downloads`;
		expect((await request('GET', settings)).data.hosts).toEqual(['localhost', '127.0.0.1', '[::1]']);
		expect((await request('PUT', settings, { hosts: [], timeoutMs: 5 })).data).toEqual({ hosts: [], timeoutMs: 5 });
		expect((await request('PUT', settings, { hosts: 'all' })).status).toBe(400);
		await request('POST', `${url}/control/reset`, {});
		expect((await request('GET', settings)).data).toMatchObject({ timeoutMs: 30_000 });
	});
});
