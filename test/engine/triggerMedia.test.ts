import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { OutboundHttp } from '@n8n/backend-network';
import { Container } from '@n8n/di';
import type { IDataObject } from 'n8n-workflow';

import { MAX_AT_ONCE, MAX_BYTES } from '../../nodes/NinetyNineDigital/transport/media';
import { poll } from '../../host/poll';
import { useAccount } from '../support/triggerAccount';
import type { TriggerHost } from '../support/triggerHost';
import { message, post } from '../support/triggerPosts';

const { settings, published } = useAccount();

const PROVIDER = 'https://api.99digital.co.il';
const LINK = `${PROVIDER}/whatsapp/myfile/972771234567/photo.jpg`;

let files: Server;
/** What the provider's file server does with a request. */
let serveFile: RequestListener;
/** Every address that the node asked n8n to fetch. */
let fetched: string[];

beforeAll(async () => {
	files = createServer((request, response) => serveFile(request, response)).listen(0, '127.0.0.1');
	await once(files, 'listening');
});

afterAll(() => files.close());

/** Lets the provider's name lead to this machine, where nobody has its certificate. */
beforeEach(() => {
	fetched = [];
	const http = Container.get(OutboundHttp);
	const requests = http.requests.bind(http);
	jest.spyOn(http, 'requests').mockImplementation((options) => {
		const { request, ...others } = requests(options);
		const redirected: typeof request = async ({ url, ...rest }) => {
			if (rest.method !== 'POST') fetched.push(url);
			const local = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
			return await request({ ...rest, url: url.replace(PROVIDER, local) });
		};
		return { ...others, request: redirected };
	});
});

let n8n: TriggerHost;

afterEach(() => jest.restoreAllMocks());

/** Posts a picture to a trigger that downloads media. */
async function receive(link: string, parameters: IDataObject = {}) {
	n8n = await published({ options: { downloadMedia: true }, ...parameters });
	const picture = message('M1', { type: 'image', body: link, caption: 'look' });
	const { status } = await post(settings().url, picture);
	return { status, item: n8n.runs[0]![0]![0]! };
}

it('adds the file to the item', async () => {
	serveFile = (_, response) => response.setHeader('content-type', 'image/jpeg; q=1').end('a picture');
	const { item } = await receive(LINK);
	const { data, fileName, mimeType } = item.binary!.data!;
	expect(Buffer.from(data, 'base64').toString()).toBe('a picture');
	expect({ fileName, mimeType }).toEqual({ fileName: 'photo.jpg', mimeType: 'image/jpeg' });
	expect(item.json).toMatchObject({ mediaUrl: LINK, text: 'look' });
	expect(item.json).not.toHaveProperty('mediaMissing');
});

it.each([
	[
		'a name in Hebrew',
		`${PROVIDER}/f/${encodeURIComponent('חשבונית 1.pdf')}`,
		'document',
		'application/pdf',
		'חשבונית 1.pdf',
		'application/pdf',
	],
	[
		'a name that cannot be read',
		`${PROVIDER}/f/%E0%A4%A.pdf`,
		'document',
		'application/pdf',
		'%E0%A4%A.pdf',
		'application/pdf',
	],
	[
		'a name that leads elsewhere',
		`${PROVIDER}/f/..%2Fetc%2Fpasswd`,
		'document',
		'text/plain',
		'.._etc_passwd',
		'text/plain',
	],
	['a voice note without ending', `${PROVIDER}/f/voice`, 'audio', 'audio/ogg; codecs=opus', 'voice.ogg', 'audio/ogg'],
	[
		'a voice note without type',
		`${PROVIDER}/f/voice.oga`,
		'audio',
		'application/octet-stream',
		'voice.ogg',
		'audio/ogg',
	],
	['a recording of another kind', `${PROVIDER}/f/song.mp3`, 'audio', 'audio/mpeg', 'song.mp3', 'audio/mpeg'],
	['a sticker', `${PROVIDER}/f/s.webp`, 'sticker', 'image/webp', 's.webp', 'image/webp'],
])('names the file as people and other nodes read it: %s', async (_, link, type, served, fileName, mimeType) => {
	serveFile = (_request, response) => response.setHeader('content-type', served).end('content');
	n8n = await published({ options: { downloadMedia: true } });
	await post(settings().url, message('M1', { type, body: link }));
	expect(n8n.runs[0]![0]![0]!.binary!.data).toMatchObject({ fileName, mimeType });
});

it('downloads no more than a few files at once, and delivers the other messages without theirs', async () => {
	const waiting: Array<() => void> = [];
	serveFile = (_, response) => void waiting.push(() => response.end('content'));
	n8n = await published({ options: { downloadMedia: true } });
	const { url } = settings();
	const picture = (unique: string) => message(unique, { type: 'image', body: LINK });
	const first = Array.from({ length: MAX_AT_ONCE }, async (_, at) => await post(url, picture(`M${at}`)));
	await poll(() => waiting.length === MAX_AT_ONCE || undefined, { what: 'the downloads' });
	await post(url, picture('one more'));
	expect(n8n.runs[0]![0]![0]!.json.mediaMissing).toContain('other files');
	for (const end of waiting) end();
	await Promise.all(first);
	expect(n8n.runs.slice(1).map((run) => run[0]![0]!.binary !== undefined)).toEqual(first.map(() => true));
});

describe('delivers the message without the file', () => {
	const problem = (item: { json: IDataObject }) => String(item.json.mediaMissing);

	it.each([
		['is gone', 404],
		['is elsewhere', 302],
		['cannot be read', 500],
	])('that %s', async (_, status) => {
		serveFile = (_request, response) =>
			response.writeHead(status, { location: 'http://169.254.169.254/latest/meta-data' }).end();
		const { item, status: answer } = await receive(LINK);
		expect(answer).toBe(200);
		expect(problem(item)).toContain(`HTTP status ${status}`);
		expect(item.binary).toBeUndefined();
		expect(fetched).toEqual([LINK]);
	});

	it('that is too large, without reading all of it', async () => {
		let sent = 0;
		function* chunks() {
			for (; sent < 10 * MAX_BYTES; sent += 2 ** 20) yield Buffer.alloc(2 ** 20);
		}
		serveFile = (_, response) => void Readable.from(chunks()).pipe(response);
		const { item } = await receive(LINK);
		expect(problem(item)).toContain('20 MB');
		expect(sent).toBeLessThan(5 * MAX_BYTES);
	});

	it('that does not come to its end in time', async () => {
		const time = new AbortController();
		jest.spyOn(AbortSignal, 'timeout').mockReturnValue(time.signal);
		serveFile = (_, response) => response.write('a pict', () => time.abort());
		const { item } = await receive(LINK);
		expect(problem(item)).toContain('in time');
	});

	it('that breaks off', async () => {
		serveFile = (_, response) => response.setHeader('content-length', 9).write('a pict', () => response.destroy());
		const { item } = await receive(LINK);
		expect(problem(item)).toContain('could not be downloaded');
	});

	it.each([
		'http://api.99digital.co.il/file.jpg',
		'https://127.0.0.1/file.jpg',
		'https://localhost/file.jpg',
		'https://169.254.169.254/latest/meta-data',
		'https://[::1]/file.jpg',
		'https://evil.example/99digital.co.il',
		'https://99digital.co.il.evil.example/file.jpg',
		'https://evil99digital.co.il/file.jpg',
		'https://99digital.co.il@evil.example/file.jpg',
		'https://user:pass@api.99digital.co.il/file.jpg',
		'https://api.99digital.co.il:8443/file.jpg',
	])('that is not at the provider by https, and never asks for it: %s', async (link) => {
		const { item } = await receive(link);
		expect(problem(item)).toContain('does not lead to 99digital');
		expect(fetched).toEqual([]);
	});
});

it('leaves the payload alone without Simplify', async () => {
	serveFile = (_, response) => response.writeHead(404).end();
	const { item } = await receive(LINK, { simplify: false });
	expect(item.json).toEqual(message('M1', { type: 'image', body: LINK, caption: 'look' }));
});

it('fetches nothing unless it is wanted', async () => {
	const { item } = await receive(LINK, { options: {} });
	expect(fetched).toEqual([]);
	expect(item.json).toMatchObject({ mediaUrl: LINK });
});

it('gives each file of several messages a name of its own, by which its message knows it', async () => {
	serveFile = (_, response) => response.setHeader('content-type', 'image/jpeg').end('a picture');
	n8n = await published({ options: { downloadMedia: true, batchSeconds: 1 } });
	const pictures = ['one', 'two'].map((name) => ({ type: 'image', body: `${PROVIDER}/f/${name}.jpg` }));
	for (const [index, picture] of pictures.entries()) await post(settings().url, message(`M${index}`, picture));
	await post(settings().url, message('M2'));
	const [[item] = []] = await poll(() => n8n.runs[0], { what: 'the run' });
	const { json, binary = {} } = item!;
	expect((json.messages as IDataObject[]).map(({ file }) => file)).toEqual(['data', 'data2', undefined]);
	expect(Object.entries(binary).map(([name, { fileName }]) => [name, fileName])).toEqual([
		['data', 'one.jpg'],
		['data2', 'two.jpg'],
	]);
});
