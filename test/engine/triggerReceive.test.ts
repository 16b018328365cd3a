import type { IDataObject } from 'n8n-workflow';

import page from '../fixtures/provider/webhooks.json';
import { poll } from '../../host/poll';
import { CUSTOMER } from '../support/provider';
import { deadUrl, serve, type Server } from '../support/server';
import { useAccount } from '../support/triggerAccount';
import { warnings } from '../support/triggerLog';
import type { TriggerHost } from '../support/triggerHost';
import { junk } from '../support/triggerJunk';
import { message, post } from '../support/triggerPosts';

const { world, settings, host, published } = useAccount();

let n8n: TriggerHost;

/** A published trigger, and the address under which the provider knows it. */
async function publish(parameters: IDataObject = {}): Promise<string> {
	n8n = await published(parameters);
	return settings().url;
}

const json = (run: number, output = 0) => n8n.runs[run]?.[output]?.[0]?.json;

describe('a customer of the sandbox', () => {
	it('taps a button, and the workflow runs with the answer in plain fields', async () => {
		await publish();
		const { provider } = world.sandbox;
		const body = JSON.stringify({
			apiKey: world.credential.apiKey,
			from: '972771234567',
			to: CUSTOMER,
			body: 'Coming?',
			header: 1,
			button1: 'כן 👍',
			button1_id: 'yes',
			button2: 'No',
			button2_id: 'no',
		});
		provider.receive('sendButtons', body);
		provider.phone(CUSTOMER).tap('yes');
		await poll(() => n8n.runs[0], { what: 'the run' });
		expect(json(0)).toMatchObject({ event: 'button', from: CUSTOMER, answerId: 'yes', answerText: 'כן 👍' });
		const delivered = () => provider.webhooks.deliveries.last(1, ({ state }) => state === 'delivered')[0];
		await poll(delivered, { what: 'the delivery' });
	});

	it.each([
		['writes', { text: 'hello' }, (phone: Phone) => phone.write('hello')],
		['reacts', { type: 'contacts', text: '972500000000' }, (phone: Phone) => phone.sendContact('A', '972500000000')],
		['sends a place', { latitude: 32.5, longitude: 34.5 }, (phone: Phone) => phone.sendLocation(32.5, 34.5)],
		['sends a file', { mediaUrl: 'https://x.y/z' }, (phone: Phone) => phone.sendFile('image', 'https://x.y/z')],
		['orders', { type: 'order', text: '[{"item":1}]' }, (phone: Phone) => phone.order([{ item: 1 }])],
	])('%s', async (_, reading, act) => {
		await publish();
		act(world.sandbox.provider.phone(CUSTOMER));
		await poll(() => n8n.runs[0], { what: 'the run' });
		expect(json(0)).toMatchObject({ event: 'message', ...reading });
	});
});

type Phone = ReturnType<typeof world.sandbox.provider.phone>;

describe('who may start the workflow', () => {
	it.each([
		['no secret', (url: URL) => url.searchParams.delete('secret')],
		['an empty secret', (url: URL) => url.searchParams.set('secret', '')],
		['a wrong secret', (url: URL) => url.searchParams.set('secret', 'x'.repeat(43))],
		['a secret that is too long', (url: URL) => url.searchParams.set('secret', 'x'.repeat(10_000))],
	])('gets 401 with %s', async (_, change) => {
		const url = new URL(await publish());
		change(url);
		expect(await post(url.href, message('M1'))).toMatchObject({ status: 401 });
		expect(n8n.runs).toEqual([]);
	});

	it('gets 401 for junk too: nobody learns what is expected', async () => {
		const url = await publish();
		expect(await post(url.split('?')[0]!, null)).toMatchObject({ status: 401 });
	});

	it('is nobody while the credential is missing and nothing is remembered', async () => {
		const log = warnings();
		n8n = await host();
		n8n.credential = undefined;
		expect(await post(`${n8n.url}/webhook/b8c1d2e3/webhook?secret=s`, message('M1'))).toMatchObject({ status: 401 });
		expect(log).toEqual([expect.stringContaining('credentials')]);
	});

	it.each([
		['10.0.0.1, 34.165.99.212', 403],
		['10.0.0.1, 127.0.0.1', 200],
		['127.0.0.1\n10.0.0.1', 200],
		['', 200],
	])('posts from an address of the list: %j', async (allowedIps, status) => {
		const url = await publish({ options: { allowedIps } });
		expect(await post(url, message('M1'))).toMatchObject({ status });
		expect(n8n.runs).toHaveLength(status === 200 ? 1 : 0);
	});

	it.each([
		['', '', 200],
		['sesame', '?secret=sesame', 200],
		['sesame', '?secret=other', 401],
		['sesame', '', 401],
	])('in manual registration knows the secret %j: %j', async (secret, query, status) => {
		await publish({ registration: 'manual', options: { secret } });
		expect(await post(`${n8n.url}/webhook/b8c1d2e3/webhook${query}`, message('M1'))).toMatchObject({ status });
	});
});

describe('what comes', () => {
	it.each(page.samples)('is taken: $name', async ({ payload }) => {
		const url = await publish({ events: ['message', 'button', 'list', 'status', 'system'] });
		expect(await post(url, payload)).toMatchObject({ status: 200 });
		expect(json(0)).toMatchObject({ messageId: payload.unique });
	});

	it.each(junk)('is refused: $name', async ({ body }) => {
		const url = await publish();
		expect(await post(url, JSON.stringify(body))).toMatchObject({ status: 400 });
		expect(n8n.runs).toEqual([]);
	});

	it('under another content type is read too', async () => {
		const url = await publish();
		expect(await post(url, message('M1'), { 'content-type': 'text/html' })).toMatchObject({ status: 200 });
		expect(json(0)).toMatchObject({ messageId: 'M1' });
	});

	it('without Simplify goes out as it came', async () => {
		const url = await publish({ simplify: false });
		await post(url, message('M1', { unknown: { deep: ['שלום'] } }));
		expect(json(0)).toEqual(message('M1', { unknown: { deep: ['שלום'] } }));
	});

	it.each([
		['an event that is not chosen', {}, { hook: 'update', ack: 1 }],
		['another customer', { options: { from: '0509999999' } }, {}],
	])('starts nothing: %s', async (_, parameters, fields) => {
		const url = await publish(parameters);
		expect(await post(url, message('M1', fields))).toMatchObject({ status: 200 });
		expect(n8n.runs).toEqual([]);
	});

	it('leaves by the output of its answer', async () => {
		const url = await publish({
			outputs: 'perAnswer',
			answers: { answer: [{ match: 'yes' }, { match: 'No' }] },
		});
		await post(url, message('M1', { type: 'button', body: 'No' }));
		await post(url, message('M2', { type: 'button', body: 'Sure', whatever: 'yes' }));
		await post(url, message('M3'));
		expect(n8n.runs.map((run) => run.map(({ length }) => length))).toEqual([
			[0, 1, 0],
			[1, 0, 0],
			[0, 0, 1],
		]);
	});

	it('leaves by the output of its event', async () => {
		const url = await publish({ outputs: 'perEvent', events: ['list', 'message'] });
		await post(url, message('M1', { type: 'list', body: 'Sales' }));
		expect(n8n.runs[0]!.map(({ length }) => length)).toEqual([0, 1]);
	});
});

describe('statuses', () => {
	const acks = [0, 1, 2, 3].map((ack) => ({ hook: 'update', unique: 'M1', from: CUSTOMER, ack }));
	const notice = { hook: 'system', type: 'messages', unique: 'M2', messageTo: CUSTOMER, messageUpdate: 7 };
	const news = { hook: 'system', type: 'template', note: 'approved' };

	/** What the runs tell of each post that started one. */
	async function started(parameters: IDataObject): Promise<unknown[]> {
		const url = await publish(parameters);
		for (const body of [...acks, notice, news]) expect(await post(url, body)).toMatchObject({ status: 200 });
		return n8n.runs.map((run) => run.flat().map(({ json: { event, status, reason } }) => [event, status, reason]));
	}

	it.each<[string, string[], IDataObject, unknown[]]>([
		['all, as before there was a choice', ['status'], {}, ['failed', 'sent', 'delivered', 'read']],
		['the chosen ones', ['status'], { statuses: ['read', 'sent'] }, ['sent', 'read']],
		['none', ['status'], { statuses: [] }, []],
	])('start a run: %s', async (_, events, options, expected) => {
		expect(await started({ events, options })).toEqual(expected.map((status) => [['status', status, undefined]]));
	});

	it('a failure starts one, too, where 99digital tells it by a system notice', async () => {
		expect(await started({ events: ['status'], options: { statuses: ['failed'] } })).toEqual([
			[['status', 'failed', undefined]],
			[['status', 'failed', 7]],
		]);
	});

	it('a failure leaves by the output of statuses, or of notices where they are chosen', async () => {
		const options = { statuses: ['failed'] };
		await started({ events: ['message', 'status'], outputs: 'perEvent', options });
		expect(n8n.runs.map((run) => run.map(({ length }) => length))).toEqual([
			[0, 1],
			[0, 1],
		]);
		const both = await started({ events: ['status', 'system'], outputs: 'perEvent', options });
		expect(both).toEqual([
			[['status', 'failed', undefined]],
			[['system', 'failed', 7]],
			[['system', undefined, undefined]],
		]);
	});
});

describe('keepFeeding', () => {
	let crm: Server;

	beforeEach(async () => {
		crm = await serve({});
		settings().url = `${crm.url}/hook?token=crm`;
	});

	afterEach(() => crm.close());

	it('passes the post on, byte for byte, to the former address', async () => {
		const url = await publish();
		const body = `{ "hook":"new", "unique":"M1", "from":"${CUSTOMER}", "body":"שלום", "x": 1.0 }`;
		await post(url, body);
		expect(crm.requests).toMatchObject([
			{ line: 'POST /hook?token=crm', body, headers: { 'content-type': 'application/json' } },
		]);
	});

	it('passes on what starts nothing here', async () => {
		settings().readStatus = true;
		const url = await publish();
		await post(url, message('M1', { hook: 'update', ack: 1 }));
		expect(crm.requests).toHaveLength(1);
	});

	it.each([
		['forged', async (url: string) => await post(url.split('?')[0]!, message('M1'))],
		['no event', async (url: string) => await post(url, {})],
	])('does not pass on what is %s', async (_, send) => {
		await send(await publish());
		expect(crm.requests).toEqual([]);
	});

	it('passes a repeat on once', async () => {
		const url = await publish();
		await post(url, message('M1'));
		await post(url, message('M1'));
		expect(crm.requests).toHaveLength(1);
	});

	it('can be switched off', async () => {
		const url = await publish({ options: { keepFeeding: false } });
		await post(url, message('M1'));
		expect(crm.requests).toEqual([]);
		expect(n8n.runs).toHaveLength(1);
	});

	it.each([
		['is down', 'could not be reached', deadUrl],
		['refuses', 'HTTP status 404', () => `${world.sandbox.url}/hook?token=crm`],
	])('takes no harm from a former address that %s, and notes it', async (_, cause, former) => {
		const log = warnings();
		settings().url = await former();
		const url = await publish();
		expect(await post(url, message('M1'))).toMatchObject({ status: 200 });
		expect(n8n.runs).toHaveLength(1);
		expect(log).toEqual([expect.stringContaining(cause)]);
		expect(log.join()).not.toContain('token');
	});

	it('lets the published workflow and the CRM go on receiving during a test', async () => {
		await publish();
		await n8n.listen();
		await post(settings().url, message('M1'));
		expect([n8n.testRuns, n8n.runs, crm.requests].map(({ length }) => length)).toEqual([1, 1, 1]);
	});

	it('does not go round in circles', async () => {
		const parameters = { options: { ignoreRepeats: false } };
		const other = await host(parameters, 'other');
		const first = await publish(parameters);
		await other.publish();
		await n8n.publish('update');
		await post(first, message('M1'));
		expect([n8n.runs, other.runs].map(({ length }) => length)).toEqual([1, 1]);
	});
});
