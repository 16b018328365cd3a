import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Container } from '@n8n/di';
import { OutboundHttp } from '@n8n/backend-network';
import axios, { type AxiosRequestConfig } from 'axios';
import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { poll } from '../../host/poll';
import type { Message } from '../../sandbox/messages';
import { runNode } from '../support/engine';
import { fetchFile, isFetched, sha256 } from '../support/n8n/uploads';
import { fileOf, forgetFile, renameFile, storeFilesIn, type StoreMode } from '../support/fileStore';
import { CUSTOMER } from '../support/provider';
import { root } from '../support/project';
import { listening } from '../support/server';
import { useAccount } from '../support/triggerAccount';
import type { TriggerHost } from '../support/triggerHost';
import { message, post } from '../support/triggerPosts';

/** Where the world sees this n8n, behind a proxy that brings TLS. */
const PUBLIC = 'https://n8n.example.com';

let n8n: TriggerHost | undefined;

const spies: Array<{ mockRestore(): void }> = [];

const PROVIDER = 'https://api.99digital.co.il';

/** Where the provider's files are, if it has any. */
let providerFiles = '';

/** The address on this machine behind a public one. */
const local = (url: string): string =>
	url.replace(PUBLIC, n8n?.local ?? 'http://127.0.0.1:9').replace(PROVIDER, providerFiles);

const account = useAccount({
	downloads: { hosts: ['n8n.example.com'] },
	fetch: async (url) => {
		const { data, headers } = await axios.get<Buffer>(local(url), { responseType: 'arraybuffer', proxy: false });
		return { type: String(headers['content-type']), content: data };
	},
});

beforeEach(() => {
	n8n = undefined;
	const http = Container.get(OutboundHttp);
	const requests = http.requests.bind(http);
	const spy = jest.spyOn(http, 'requests').mockImplementation((options) => {
		const { request, ...others } = requests(options);
		const moved: typeof request = async (sent) => await request({ ...sent, url: local(sent.url) });
		return { ...others, request: moved };
	});
	spies.push(spy);
});

afterEach(() => spies.splice(0).forEach((spy) => spy.mockRestore()));

/** An n8n with a trigger that the account sends its events to. */
async function publish(parameters: IDataObject = {}): Promise<TriggerHost> {
	n8n = await account.host(parameters);
	n8n.publicUrl = PUBLIC;
	await n8n.publish();
	if (parameters.registration === 'manual') account.settings().url = `${PUBLIC}/webhook/b8c1d2e3/webhook?secret=mine`;
	return n8n;
}

const PDF = Buffer.from('%PDF-1.7 an invoice');

const pdf = async (name = 'invoice.pdf', type = 'application/pdf') => await fileOf(PDF, name, type);

const fileParameters: IDataObject = { operation: 'sendFile', to: CUSTOMER, fileFrom: 'binary', caption: 'Yours' };

const send = async (file: IBinaryData | undefined, parameters: IDataObject = fileParameters, more: object = {}) =>
	await runNode({
		parameters,
		credential: account.world.credential,
		origin: PUBLIC,
		...(file && { files: [{ data: file }] }),
		...more,
	});

/** The link in the last request for a message. */
const linkSent = (key = 'body'): string =>
	String(account.world.received.filter(({ operation }) => operation.startsWith('send')).at(-1)?.body[key]);

const get = async (link: string, config?: AxiosRequestConfig) => await fetchFile(local(link), config);

/** The last message to the customer, once WhatsApp has fetched its file. */
async function delivered(): Promise<Message> {
	return await poll(
		() => {
			const { customers } = account.world.sandbox.provider.accounts.get();
			const message = customers.at(CUSTOMER).messages.at(-1);
			return isFetched(message) ? message : undefined;
		},
		{ what: 'the file at the phone' },
	);
}

describe.each<StoreMode>(['filesystem', 'database'])('where n8n keeps files in its %s', (mode) => {
	beforeEach(async () => await storeFilesIn(mode));

	it.each([
		['invoice.pdf', 'application/pdf', 'document'],
		['photo.jpg', 'image/jpeg', 'image'],
		['film.mp4', 'video/mp4', 'video'],
		['חשבונית 1042.pdf', 'application/pdf', 'document'],
		['note.ogg', 'audio/ogg', 'ptt'],
	])('%s goes out byte for byte', async (name, type, kind) => {
		await publish();
		const { outputs, error } = await send(await fileOf(PDF, name, type));
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(1);
		const { media } = await delivered();
		expect(media).toMatchObject({ kind, file: { name, type, bytes: PDF.length, sha256: sha256(PDF) } });
	});

	it('a range of it comes, and its head', async () => {
		await publish();
		await send(await pdf());
		const head = await get(linkSent(), { method: 'HEAD' });
		expect([head.status, head.headers['content-length'], head.headers['content-type'], head.data.length]).toEqual([
			200,
			String(PDF.length),
			'application/pdf',
			0,
		]);
		expect(head.headers).toMatchObject({ 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' });
		const ranges = ['bytes=0-3', 'bytes=5-', 'bytes=-7', 'bytes=2-99999'];
		for (const [range, from, to] of ranges.map(
			(range, index) =>
				[
					range,
					[0, 5, PDF.length - 7, 2][index]!,
					[3, PDF.length - 1, PDF.length - 1, PDF.length - 1][index]!,
				] as const,
		)) {
			const { status, data, headers } = await get(linkSent(), { headers: { range } });
			expect([range, status, data, headers['content-range']]).toEqual([
				range,
				206,
				PDF.subarray(from, to + 1),
				`bytes ${from}-${to}/${PDF.length}`,
			]);
		}
		for (const range of ['bytes=999-', 'bytes=-0']) {
			const { status, headers } = await get(linkSent(), { headers: { range } });
			expect([status, headers['content-range']]).toEqual([416, `bytes */${PDF.length}`]);
		}
		for (const range of ['bytes=0-1,3-4', 'lines=1-2', 'bytes=-'])
			expect(await get(linkSent(), { headers: { range } })).toMatchObject({ status: 200, data: PDF });
	});

	it('a file of a megabyte and more comes whole, and its middle', async () => {
		await publish();
		const large = Buffer.alloc(3_000_000, 'שלום 👋 ');
		await send(await fileOf(large, 'large.pdf', 'application/pdf'));
		expect((await get(linkSent())).data.equals(large)).toBe(true);
		const { data } = await get(linkSent(), { headers: { range: 'bytes=1000001-2000000' } });
		expect(data.equals(large.subarray(1_000_001, 2_000_001))).toBe(true);
	});
});

describe('the link', () => {
	beforeEach(async () => await storeFilesIn('filesystem'));

	it('is another one each time, and both lead to the file', async () => {
		await publish();
		const file = await pdf();
		await send(file);
		const first = linkSent();
		await send(file);
		expect(linkSent()).not.toBe(first);
		for (const link of [first, linkSent()]) expect(await get(link)).toMatchObject({ status: 200, data: PDF });
	});

	it('opens after a restart of n8n', async () => {
		const before = await publish();
		await send(await pdf());
		await before.close();
		n8n = await account.host();
		n8n.stored = before.stored;
		expect(await get(linkSent())).toMatchObject({ status: 200, data: PDF });
	});

	it('does not open after an hour, nor with a changed character, nor for anything else', async () => {
		await publish();
		const other = await fileOf(Buffer.from('secret'), 'other.pdf', 'application/pdf');
		await send(await pdf());
		const link = linkSent();
		const [, token = '', name = ''] = /file\/([^/]+)\/([^/]+)$/.exec(link) ?? [];
		expect(name).toBe('invoice.pdf');
		for (let index = 0; index < token.length; index += 7) {
			const changed = token.slice(0, index) + (token[index] === 'A' ? 'B' : 'A') + token.slice(index + 1);
			expect((await get(link.replace(token, changed))).status).toBe(404);
		}
		expect((await get(link.replace('invoice.pdf', 'invoice.png'))).status).toBe(404);
		expect((await get(link.replace('invoice.pdf', 'invoicf.pdf'))).status).toBe(404);
		const [content = '', signature] = token.split('.');
		const forged = Buffer.from(content, 'base64url')
			.toString()
			.replace(/filesystem-v2:[^"]+/, other.id!);
		const another = `${Buffer.from(forged).toString('base64url')}.${signature}`;
		expect((await get(link.replace(token, another))).status).toBe(404);
		const now = Date.now();
		const clock = jest.spyOn(Date, 'now').mockReturnValue(now + 59 * 60_000);
		spies.push(clock);
		expect((await get(link)).status).toBe(200);
		clock.mockReturnValue(now + 61 * 60_000);
		const { status, data } = await get(link);
		expect([status, JSON.parse(String(data))]).toEqual([410, { message: 'The link has ended' }]);
	});

	it('does not open any more when n8n has forgotten the file, or the trigger is unpublished', async () => {
		const trigger = await publish();
		const file = await pdf();
		await send(file);
		await forgetFile(file);
		expect((await get(linkSent())).status).toBe(404);
		await send(await pdf());
		await trigger.unpublish();
		expect((await get(linkSent())).status).toBe(404);
	});

	it('does not open by the key of another account', async () => {
		const trigger = await publish();
		await send(await pdf());
		trigger.credential = { ...account.world.credential, apiKey: 'another key' };
		expect((await get(linkSent())).status).toBe(404);
	});

	it('opens for a file of a Webhook node after n8n has renamed it', async () => {
		await publish();
		const file = await fileOf(PDF, 'upload.pdf', 'application/pdf', '');
		expect(file.id).toContain('/temp/');
		await send(file);
		await renameFile(file);
		expect(await get(linkSent())).toMatchObject({ status: 200, data: PDF });
	});

	it('starts no run and leaves the memory of the trigger as it is', async () => {
		const trigger = await publish();
		const before = structuredClone(trigger.stored);
		await send(await pdf());
		await get(linkSent());
		expect([trigger.runs, trigger.stored]).toEqual([[], before]);
	});

	it('stands in no output, no stored execution and no failure', async () => {
		await publish();
		const parameters = { ...fileParameters, simplify: false, options: { showRequest: true } };
		const { outputs, stored } = await send(await pdf(), parameters);
		const link = linkSent();
		expect(link).toMatch(/^https:\/\/n8n\.example\.com\/.*\/invoice\.pdf$/);
		expect(outputs[0]![0]!.json).toMatchObject({ originalRequest: { body: 'https://… (a link to a file of n8n)' } });
		account.world.sandbox.provider.behaviours.add({ effect: 'refuse', reason: 4 });
		const failed = await send(await pdf(), parameters);
		expect(failed.error).toBeDefined();
		for (const text of [JSON.stringify(stored), JSON.stringify(failed.stored)]) {
			expect(text).not.toContain('/file/');
			expect(text).not.toContain(link);
		}
	});

	it('is not made in a dry run', async () => {
		await publish();
		const { outputs } = await send(await pdf(), { ...fileParameters, options: { dryRun: true } });
		expect(outputs[0]![0]!.json).toMatchObject({
			body: { body: 'https://… (a link to invoice.pdf, made when it is sent)' },
		});
		expect(account.world.received.filter(({ operation }) => operation === 'getWebhook')).toHaveLength(REGISTERING);
	});

	it('is asked for once for all items', async () => {
		await publish();
		const asked = () => account.world.received.filter(({ operation }) => operation === 'getWebhook').length;
		const before = asked();
		const file = await pdf();
		const files = Array.from({ length: 20 }, () => ({ data: file }));
		const items = files.map((_, index) => ({ to: `97250123${4000 + index}` }));
		for (const { to } of items) account.world.sandbox.provider.phone(to).write('Hello');
		const { outputs } = await send(undefined, { ...fileParameters, to: '={{ $json.to }}' }, { files, items });
		expect(outputs[0]).toHaveLength(20);
		expect(asked() - before).toBe(1);
		const links = account.world.received
			.filter(({ operation }) => operation === 'sendFile')
			.map(({ body }) => body.body);
		expect(new Set(links).size).toBe(20);
	});
});

/** How often publishing asks for the address. */
const REGISTERING = 1;

describe('as a header', () => {
	beforeEach(async () => await storeFilesIn('filesystem'));

	const buttons: IDataObject = {
		...{ operation: 'sendButtons', to: CUSTOMER, body: 'Yours', headerFrom: 'binary', buttonType: 'reply' },
		buttons: { button: [{ text: 'Thanks', id: 'thanks' }] },
	};

	it.each([
		['image', 'photo.png', 'image/png'],
		['video', 'film.mp4', 'video/mp4'],
		['document', 'חוזה.pdf', 'application/pdf'],
	])('of buttons goes out: %s', async (header, name, type) => {
		await publish();
		const { error } = await send(await fileOf(PDF, name, type), { ...buttons, header });
		expect(error).toBeUndefined();
		const { media } = await delivered();
		expect(media).toMatchObject({ kind: header, file: { name, type, sha256: sha256(PDF) } });
	});

	const template: IDataObject = {
		...{ operation: 'sendTemplate', to: CUSTOMER, header: 'document', headerFrom: 'binary' },
		template: { __rl: true, mode: 'name', value: 'invoice_document' },
		variables: { mappingMode: 'defineBelow', value: { bodyVariable1: '1042', bodyVariable2: 'May' } },
	};

	it('of a template goes out under the name of the file, or another one that is given', async () => {
		await publish();
		await send(await pdf('חשבונית.pdf'), template);
		expect(account.world.received.at(-1)).toMatchObject({
			operation: 'sendTemplate',
			body: { headerType: 5, pdfFilename: 'חשבונית.pdf' },
		});
		expect((await delivered()).media).toMatchObject({ file: { sha256: sha256(PDF) } });
		await send(await pdf(), { ...template, options: { pdfFilename: 'yours.pdf' } });
		expect(account.world.received.at(-1)!.body).toMatchObject({ pdfFilename: 'yours.pdf' });
	});

	it('of the fallback goes out where the window is closed', async () => {
		await publish();
		account.world.sandbox.provider.clock.advance(25 * 60 * 60_000);
		const { outputs, error } = await send(await pdf(), {
			...{ operation: 'sendText', to: CUSTOMER, body: 'Hello', windowClosed: 'sendTemplate' },
			fallbackTemplate: template.template,
			fallbackVariables: template.variables,
			...{ fallbackHeader: 'document', fallbackHeaderFrom: 'binary' },
		});
		expect(error).toBeUndefined();
		expect(outputs[0]![0]!.json).toMatchObject({ sentAs: 'template' });
		expect(account.world.received.at(-1)!.body).toMatchObject({ pdfFilename: 'invoice.pdf' });
		expect((await delivered()).media).toMatchObject({ file: { sha256: sha256(PDF) } });
	});
});

describe('the ready workflow that passes on a picture of a customer', () => {
	beforeEach(async () => await storeFilesIn('filesystem'));

	const { nodes } = JSON.parse(readFileSync(join(root, 'examples/pass-on-picture.json'), 'utf8')) as {
		nodes: Array<{ name: string; parameters: IDataObject }>;
	};
	const parametersOf = (box: string) => nodes.find(({ name }) => name === box)!.parameters;
	const TECHNICIAN = '972501112233';
	const words = '📷 Ronen 972501234567\nIt leaks';
	const template = 'A picture from Ronen, phone 972501234567, who writes: It leaks Please have a look.';

	it.each([
		['has just written', true, 'image', words],
		['has not written', false, 'template', template],
	])('brings it byte for byte to a technician who %s', async (how, hasWritten, kind, text) => {
		providerFiles = await listening((_, response) => response.setHeader('content-type', 'image/jpeg').end(PDF));
		const trigger = await publish(parametersOf('Customer writes'));
		const picture = { type: 'image', body: `${PROVIDER}/file/photo.jpg`, caption: 'It leaks' };
		await post(local(account.settings().url), message(`The one who ${how}`, picture));
		const [item] = trigger.runs[0]![0]!;
		const technician = account.world.sandbox.provider.phone(TECHNICIAN);
		if (hasWritten) technician.write('Good morning');
		const { error } = await runNode({
			parameters: parametersOf('Pass it on'),
			credential: account.world.credential,
			origin: PUBLIC,
			items: [item!.json],
			files: [item!.binary!],
		});
		expect(error).toBeUndefined();
		const arrived = () => {
			const { customers } = account.world.sandbox.provider.accounts.get();
			const sent = customers.at(TECHNICIAN).messages.at(-1);
			return sent?.media?.file ? sent : undefined;
		};
		const sent = await poll(arrived, { what: 'the picture' });
		expect(sent).toMatchObject({ kind, text, media: { file: { name: 'photo.jpg', sha256: sha256(PDF) } } });
	});
});

describe('a trigger in manual registration', () => {
	beforeEach(async () => await storeFilesIn('filesystem'));

	it('serves files by its secret', async () => {
		await publish({ registration: 'manual', options: { secret: 'mine' } });
		await send(await pdf());
		expect(await get(linkSent())).toMatchObject({ status: 200, data: PDF });
	});

	it('without a secret serves none', async () => {
		await publish({ registration: 'manual' });
		await send(await pdf());
		expect(linkSent()).toContain('/binary-data/signed?token=');
	});
});

describe('without a trigger that serves files', () => {
	beforeEach(async () => await storeFilesIn('filesystem'));

	it("n8n's own link goes out, with the name at its end, and a hint tells what it needs", async () => {
		const { stored } = await send(await pdf('חשבונית 1.pdf'));
		expect(linkSent()).toMatch(/^https:\/\/n8n\.example\.com\/binary-data\/signed\?token=[\w.-]+&name=.*\.pdf$/);
		const hints = stored.data.resultData.runData['99digital']![0]!.hints ?? [];
		expect(hints.map(({ message }) => message).join()).toContain('/rest/binary-data/signed');
		expect(JSON.stringify(stored)).not.toContain('token=');
	});

	it.each([
		['somebody else', 'https://crm.example.com/hook?token=crm'],
		['an address of this n8n that is no trigger', `${PUBLIC}/webhook/other/webhook?secret=x`],
	])('nor one at %s', async (_, url) => {
		n8n = await account.host();
		account.settings().url = url;
		await send(await pdf());
		expect(linkSent()).toContain('/binary-data/signed?token=');
	});

	it('nor one that is only being tested', async () => {
		n8n = await account.host();
		n8n.publicUrl = PUBLIC;
		await n8n.listen();
		await send(await pdf());
		expect(linkSent()).toContain('/binary-data/signed?token=');
	});

	it('a version of n8n that signs no links says what to do, and nothing is sent', async () => {
		const service = await import('n8n-core');
		const signing = jest.spyOn(service.BinaryDataService.prototype, 'createSignedToken').mockImplementation(() => {
			throw new Error('Not allowed for community nodes');
		});
		spies.push(signing);
		const { error } = await send(await pdf());
		expect(error?.message).toBe('n8n gives no link to the file: Not allowed for community nodes [item 0]');
		expect(error?.description).toContain('Publish a workflow with a 99digital Trigger on this n8n');
		expect(account.world.received.map(({ operation }) => operation)).not.toContain('sendFile');
	});

	it('an n8n without https says what to do, and nothing is sent', async () => {
		const { error } = await send(await pdf(), fileParameters, { origin: 'http://localhost:5678' });
		expect(error?.message).toBe(
			'WhatsApp takes files by https only, and n8n believes that its address is http://localhost:5678 [item 0]',
		);
		expect(error?.description).toContain('WEBHOOK_URL');
		expect(account.world.received.map(({ operation }) => operation)).not.toContain('sendFile');
	});
});

describe('before anything is sent', () => {
	beforeEach(async () => await storeFilesIn('filesystem'));

	const sized = (bytes: number, name: string, mimeType: string): IBinaryData => ({
		...{ id: 'filesystem-v2:some/file', data: 'filesystem-v2', fileName: name, mimeType, bytes },
	});
	const MB = 1024 * 1024;

	it.each([
		['no file', undefined, {}, 'Input Binary Field is "data"; the item has no files'],
		[
			'another field',
			sized(5, 'a.pdf', 'application/pdf'),
			{ binaryField: 'invoice' },
			'Input Binary Field is "invoice"; the files of the item are "data"',
		],
		[
			'no field',
			sized(5, 'a.pdf', 'application/pdf'),
			{ binaryField: ' ' },
			'Input Binary Field is empty; it is required',
		],
		[
			'a picture that is too large',
			sized(5 * MB + 1, 'a.png', 'image/png'),
			{},
			'Input Binary Field holds "a.png" with 5.1 MB; at most 5 MB are allowed',
		],
		[
			'a film that is too large',
			sized(16 * MB + 1, 'a.mp4', 'video/mp4'),
			{},
			'Input Binary Field holds "a.mp4" with 16.1 MB; at most 16 MB are allowed',
		],
		[
			'a document that is too large',
			sized(100 * MB + 1, 'a.pdf', 'application/pdf'),
			{},
			'Input Binary Field holds "a.pdf" with 100.1 MB; at most 100 MB are allowed',
		],
		['nothing', sized(0, 'a.pdf', 'application/pdf'), {}, 'Input Binary Field holds "a.pdf", which is empty'],
		[
			'a web page',
			sized(5, 'a.html', 'text/html'),
			{},
			'Input Binary Field holds "a.html" of the type text/html; it must be JPG, PNG, MP4, PDF, GIF, 3GPP, AVI, MP3, OGG, AMR, AAC, DOC, DOCX, XLS, XLSX, PPT, PPTX, ZIP, TXT, RAR',
		],
		[
			'a film as a picture above buttons',
			sized(5, 'a.mp4', 'video/mp4'),
			{
				...{ operation: 'sendButtons', body: 'Hi', header: 'image', headerFrom: 'binary', buttonType: 'reply' },
				buttons: { button: [{ text: 'OK', id: '' }] },
			},
			'Header Binary Field holds "a.mp4" of the type video/mp4; it must be JPG, PNG',
		],
	])('it is told: %s', async (_, file, more, message) => {
		await publish();
		const { error } = await send(file, { ...fileParameters, ...more });
		expect(error?.message).toBe(`${message} [item 0]`);
		expect(account.world.received.map(({ operation }) => operation)).toEqual(
			expect.not.arrayContaining(['sendFile', 'sendButtons']),
		);
	});

	it.each([
		['5 MB', sized(5 * MB, 'a.png', 'image/png')],
		[
			'an older n8n that tells the size in words',
			{ ...sized(0, 'a.png', 'image/png'), bytes: undefined, fileSize: '5.2 MB' },
		],
	])('what is just allowed passes: %s', async (_, file) => {
		const { error } = await send(file, { ...fileParameters, options: { dryRun: true } });
		expect(error).toBeUndefined();
	});

	it.each([
		['report', 'application/pdf', 'report.pdf'],
		['report.PDF', 'application/octet-stream', 'report.pdf'],
		['table.xlsx', 'application/zip', 'table.xlsx'],
		['scan.pdf', 'image/png', 'scan.pdf.png'],
		['../../etc/pass?wd#.pdf', 'application/pdf', '.._.._etc_pass_wd_.pdf'],
		['voice.oga', 'audio/ogg; codecs=opus', 'voice.oga.ogg'],
		['', 'application/pdf', 'document.pdf'],
	])('%j of %s goes out as %s', async (name, type, goesOut) => {
		await publish();
		const file = await pdf();
		await send({ ...file, fileName: name || undefined, fileExtension: undefined, mimeType: type });
		expect(decodeURIComponent(linkSent().split('/').at(-1)!)).toBe(goesOut);
		expect(await get(linkSent())).toMatchObject({ status: 200, data: PDF });
	});

	it('with n8n keeping files in memory, it is told what to set', async () => {
		await publish();
		await storeFilesIn('default');
		const { error } = await send(await pdf());
		expect(error?.message).toBe(
			'Input Binary Field holds "invoice.pdf", which n8n keeps in memory, where no link leads. Set N8N_DEFAULT_BINARY_DATA_MODE of n8n to filesystem, or in queue mode to database or s3; or send the file by its URL [item 0]',
		);
		expect(account.world.received.map(({ operation }) => operation)).not.toContain('sendFile');
	});
});
