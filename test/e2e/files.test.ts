import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AxiosRequestConfig } from 'axios';
import type { Browser } from 'playwright-core';

import type { Workflow } from '../../host/editor/types';
import { createAndPublish } from '../../host/editor/workflows';
import { poll } from '../../host/poll';
import { fileKeyFrom, toFileToken } from '../../nodes/NinetyNineDigital/files/fileToken';
import type { Message } from '../../sandbox/messages';
import { describeInBrowser, launchChromium, openPage } from '../support/browser/chromium';
import { getFile, sendFile, sha256, uploadFile, uploadFlow } from '../support/n8n/uploads';
import { startTlsProxy, type TlsProxy } from '../support/n8n/tlsProxy';
import { allExecutions, noOp, triggerFlow } from '../support/n8n/triggerEditor';
import { ReadyCustomer } from '../support/n8n/customer';
import { Ready } from '../support/n8n/ready';
import { testWorld } from '../support/n8n/world';
import { CUSTOMER } from '../support/provider';
import { listening } from '../support/server';
import { order } from './ready/orderStatus';

let proxy: TlsProxy;

const world = testWorld({ N8N_PROXY_HOPS: '1', N8N_FORMDATA_FILE_SIZE_MAX: '200' }, async (port) => {
	proxy = await startTlsProxy(port);
	return { more: { WEBHOOK_URL: proxy.url, NODE_EXTRA_CA_CERTS: proxy.caFile }, sandboxCa: proxy.ca };
});

afterAll(async () => await proxy?.close());

const buttonsWith = (header: string) => ({
	...{ resource: 'message', operation: 'sendButtons', to: CUSTOMER, body: 'Yours', header, headerFrom: 'binary' },
	...{ buttonType: 'reply', buttons: { button: [{ text: 'Thanks', id: '' }] } },
});

/** The addresses of the workflows. */
const paths = { file: randomUUID(), image: randomUUID(), document: randomUUID() };

type Place = keyof typeof paths;

let workflows: Workflow[];

beforeAll(async () => {
	const { session, credential } = world();
	workflows = [
		await createAndPublish(session, triggerFlow(credential, {}, [noOp])),
		await createAndPublish(session, uploadFlow(credential, paths.file, sendFile)),
		await createAndPublish(session, uploadFlow(credential, paths.image, buttonsWith('image'))),
		await createAndPublish(session, uploadFlow(credential, paths.document, buttonsWith('document'))),
	];
	world().sandbox.provider.phone(CUSTOMER).write('Hello');
});

const upload = async (content: Buffer, name: string, type: string, place: Place = 'file') =>
	await uploadFile(world(), paths[place], { content, name, type });

const get = async (link: string, config: AxiosRequestConfig = {}) => await getFile(proxy, link, config);

it.each<[string, string, Place]>([
	['invoice.pdf', 'application/pdf', 'file'],
	['photo.jpg', 'image/jpeg', 'file'],
	['film.mp4', 'video/mp4', 'file'],
	['חשבונית 1042.pdf', 'application/pdf', 'document'],
	['photo.jpg', 'image/jpeg', 'image'],
])('%s reaches the customer byte for byte: %s, as %s', async (name, type, place) => {
	const content = randomBytes(200_000);
	const media = await upload(content, name, type, place);
	expect(media).toMatchObject({ file: { name, type, bytes: content.length, sha256: sha256(content) } });
	expect(media.url).toMatch(new RegExp(`^${proxy.url}/webhook/`));
});

/** The customer's first message, once WhatsApp has fetched its file. */
async function firstFile(customer: ReadyCustomer): Promise<Message> {
	const arrived = () => (customer.received[0]?.media?.file ? customer.received[0] : undefined);
	return await poll(arrived, { what: `the file of ${customer.number}` });
}

it('the ready workflow fetches the invoice of an order and sends it, to whoever has just written and to anybody else', async () => {
	const invoice = randomBytes(50_000);
	const shop = await listening((_, response) => response.setHeader('content-type', 'application/pdf').end(invoice));
	const standIns = { 'https://www.example.com/invoices': `${shop}/invoices` };
	const ready = await Ready.publish(world(), 'order-status-file', { standIns });
	const [writer, other] = ['972541112233', '972521112233'].map((number) => new ReadyCustomer(world(), number));
	writer!.phone.write('I have paid 👍');
	await ready.post('Order changed', order('1001', 'processing', writer!.number));
	await ready.post('Order changed', order('1002', 'processing', other!.number));
	for (const [customer, kind, name] of [
		[writer!, 'document', '1001.pdf'],
		[other!, 'template', '1002.pdf'],
	] as const) {
		expect(await firstFile(customer)).toMatchObject({
			kind,
			media: { kind: 'document', file: { name, sha256: sha256(invoice) } },
		});
	}
	await ready.green(2);
	await ready.unpublish();
});

describeInBrowser('the ready workflow with a page for invoices', () => {
	let browser: Browser;

	beforeAll(async () => (browser = await launchChromium()));
	afterAll(() => browser?.close());

	it('sends what is handed in, and says on the page what became of it', async () => {
		const buffer = randomBytes(30_000);
		const ready = await Ready.publish(world(), 'invoice-as-pdf');
		const page = await openPage(browser, { ignoreHTTPSErrors: true });
		async function handIn(phone: string): Promise<string> {
			await page.goto(ready.formAddress('Hand in an invoice').replace(world().n8n.url, proxy.url));
			for (const [index, value] of [phone, '1043', '350 ₪'].entries())
				await page.locator('form input[type=text]').nth(index).fill(value);
			await page
				.locator('input[type=file]')
				.setInputFiles({ name: 'חשבונית 1043.pdf', mimeType: 'application/pdf', buffer });
			await page.getByRole('button', { name: 'Send' }).click();
			await page.getByText(/^The invoice (is|was not) sent$/).waitFor();
			return await page.locator('body').innerText();
		}

		const [writer, other] = ['972541112234', '972521112234'].map((number) => new ReadyCustomer(world(), number));
		writer!.phone.write('Where is my invoice?');
		for (const [customer, kind, text] of [
			[writer!, 'document', 'Here is the invoice 1043, 350 ₪. Thank you!'],
			[other!, 'template', 'Invoice 1043 for 350 ₪ is attached.'],
		] as const) {
			expect(await handIn(`0${customer.number.slice(3)}`)).toMatch(new RegExp(`is sent\\s+To ${customer.number}`));
			const file = { name: 'חשבונית 1043.pdf', sha256: sha256(buffer) };
			const media = { kind: 'document', file };
			expect(await firstFile(customer)).toMatchObject({ kind, text, media });
		}
		expect(await handIn('call me')).toMatch(/was not sent\s+To is "call me"/);
		await ready.unpublish();
	});
});

describe('after a restart of n8n', () => {
	const content = randomBytes(100_000);
	const small = randomBytes(8 * 1024 * 1024);
	const large = Buffer.alloc(100 * 1024 * 1024, randomBytes(1024 * 1024));
	const links = { invoice: '', small: '', large: '' };

	beforeAll(async () => {
		links.invoice = (await upload(content, 'invoice.pdf', 'application/pdf')).url;
		links.small = (await upload(small, 'small.pdf', 'application/pdf')).url;
		const { url, ...media } = await upload(large, 'large.pdf', 'application/pdf');
		expect(media).toMatchObject({ file: { bytes: large.length, sha256: sha256(large) } });
		links.large = url;
		const { n8n } = world();
		await n8n.stop();
		await n8n.start();
		const isBack = async () => (await get(links.invoice)).status !== 404 || undefined;
		await poll(isBack, { what: 'the webhook after the restart' });
	});

	it('the link opens, in part and by its head, and by no other character or after its end', async () => {
		const url = links.invoice;
		const whole = await get(url);
		expect([whole.status, whole.data.equals(content)]).toEqual([200, true]);
		const head = await get(url, { method: 'HEAD' });
		expect([head.status, head.headers['content-length']]).toEqual([200, String(content.length)]);
		const part = await get(url, { headers: { range: 'bytes=500-99998' } });
		expect([part.status, part.data.equals(content.subarray(500, 99_999))]).toEqual([206, true]);

		const [token = '', name = ''] = url.split('/').slice(-2);
		const changed = token.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
		expect((await get(url.replace(token, changed))).status).toBe(404);
		const [id] = JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as [string];
		const key = fileKeyFrom(world().account.apiKey);
		const until = (time: number) => toFileToken({ id, name: decodeURIComponent(name), until: time }, key);
		expect((await get(url.replace(token, until(Date.now() + 60_000)))).status).toBe(200);
		expect((await get(url.replace(token, until(Date.now() - 1)))).status).toBe(410);
	});

	it('100 MB are streamed, and the memory of n8n grows by less than 20 MB', async () => {
		const { n8n } = world();
		// What n8n needs once, after its start, is no matter of the size.
		for (let round = 0; round < 8; round++) expect((await get(links.small)).data).toHaveLength(small.length);
		const growths: number[] = [];
		// n8n also grows by what it happens to do at the same time; what is not streamed makes it grow each time.
		for (let round = 0; round < 3; round++) {
			const before = memoryOf(n8n.pid!);
			let most = before;
			const response = await get(links.large, { responseType: 'stream' });
			let bytes = 0;
			for await (const chunk of response.data as unknown as AsyncIterable<Buffer>) {
				bytes += chunk.length;
				most = Math.max(most, memoryOf(n8n.pid!));
			}
			expect(bytes).toBe(large.length);
			growths.push((most - before) / 1024);
		}
		expect(Math.min(...growths)).toBeLessThan(20);
	});
});

it('no link stands in what n8n stores or logs', async () => {
	const { session, n8n } = world();
	const executions = await Promise.all(workflows.map(async (workflow) => await allExecutions(session, workflow)));
	const [, ...uploads] = executions;
	expect(uploads.flat()).toHaveLength(8);
	for (const { id } of executions.flat()) {
		const { data } = await session.call<{ data: string }>('GET', `/rest/executions/${id}`);
		expect(data).not.toMatch(/\/file\/[\w-]+\./);
	}
	expect(n8n.log()).not.toMatch(/\/file\/[\w-]+\./);
});

/** In kB, of the process alone. */
const memoryOf = (pid: number): number =>
	Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]);
