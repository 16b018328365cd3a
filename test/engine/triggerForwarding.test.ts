import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import type { IDataObject } from 'n8n-workflow';

import { withoutQuery } from '../../nodes/NinetyNineDigital/trigger/registration/address';
import { registrationsByAddress } from '../../nodes/NinetyNineDigital/trigger/registration/registration';
import { poll } from '../../host/poll';
import { STARTING_UP } from '../../host/startingUp';
import type { Behaviour } from '../../sandbox/behaviour';
import { CUSTOMER } from '../support/provider';
import { question } from '../support/questions';
import { listening, serve, type Server } from '../support/server';
import { SleepingHost } from '../support/sleepingHost';
import { useAccount } from '../support/triggerAccount';
import type { TriggerHost } from '../support/triggerHost';
import { warnings } from '../support/triggerLog';
import { message, post } from '../support/triggerPosts';

const { world, settings, host, published } = useAccount();

let n8n: TriggerHost;

/** A published trigger, and the address under which the provider knows it. */
async function publish(parameters: IDataObject = {}): Promise<string> {
	n8n = await published(parameters);
	return settings().url;
}

describe('a CRM', () => {
	let crm: Server;

	beforeEach(async () => {
		crm = await serve({});
		settings().url = `${crm.url}/hook?token=crm`;
	});

	it.each([
		['statuses', { hook: 'update', ack: 1 }, 'readStatus'],
		['notices', { hook: 'system', type: 'messages' }, 'system'],
	])('gets %s only if it had their switch on', async (_, fields, name) => {
		let url = await publish({ events: ['message', 'status', 'system'] });
		await post(url, message('M1', fields));
		expect(crm.requests).toHaveLength(0);
		await n8n.unpublish();
		Object.assign(settings(), { [name]: true });
		await n8n.publish();
		({ url } = settings());
		await post(url, message('M2', fields));
		expect(crm.requests).toHaveLength(1);
	});

	it('gets what 99digital has not documented, once, and nothing starts', async () => {
		const url = await publish();
		const call = { hook: 'call', unique: 'M1', from: CUSTOMER };
		for (let time = 0; time < 2; time++) expect(await post(url, call)).toMatchObject({ status: 200 });
		expect(crm.requests).toHaveLength(1);
		expect(n8n.runs).toEqual([]);
	});

	it('gets an event once whose run could not start, however often it comes', async () => {
		const url = await publish();
		n8n.startRun = async () => await Promise.reject(new Error('no database'));
		await post(url, message('M1'));
		await post(url, message('M1'));
		expect(crm.requests).toHaveLength(1);
	});

	it('gets an event that is refused because its question cannot be reached', async () => {
		const url = await publish();
		const buttonId = await idOfQuestion();
		n8n.elsewhere = (_, response) => void response.writeHead(502).end();
		for (let time = 0; time < 2; time++)
			expect(await post(url, message('M1', { type: 'button', buttonId }))).toMatchObject({ status: 503 });
		expect(crm.requests.filter(({ body }) => body.includes('"M1"'))).toHaveLength(1);
	});

	it.each<[what: string, faults: Behaviour[]]>([
		['is published', []],
		['is published in vain', [{ effect: 'refuse', operation: 'getWebhook', reason: 2 }]],
	])('gets an event that comes while its trigger %s, for which 99digital is asked once more', async (_, faults) => {
		const url = await publish();
		await n8n.unpublish();
		const { behaviours } = world.sandbox.provider;
		behaviours.add({ effect: 'latency', ms: 500, operation: 'getWebhook' });
		for (const fault of faults) behaviours.add(fault);
		const publishing = n8n.publish().catch(() => undefined);
		expect(await post(url, message('M1'))).toMatchObject({ status: 503 });
		await publishing;
		behaviours.clear();
		await n8n.publish();
		expect(await post(url, message('M1'))).toMatchObject({ status: 200 });
		expect([crm.requests.length, n8n.runs.length]).toEqual([1, 1]);
	});

	it('gets every event where an earlier trigger has been unpublished, and its address back', async () => {
		warnings();
		const first = await host({}, 'first');
		await first.publish();
		const url = await publish();
		await first.unpublish();
		await post(url, message('M1'));
		expect(crm.requests).toHaveLength(1);
		await n8n.unpublish();
		expect(settings().url).toBe(`${crm.url}/hook?token=crm`);
	});
});

/** The ID of a button of a question that this n8n has put to the customer. */
async function idOfQuestion(): Promise<unknown> {
	const asking = new SleepingHost(() => n8n.url);
	n8n.elsewhere = (request, response) => void asking.serve(request, response);
	world.sandbox.provider.phone(CUSTOMER).write('שלום');
	await asking.ask({ parameters: question, credential: world.credential });
	return world.received.find(({ operation }) => operation === 'sendButtons')?.body.button1_id;
}

it('a CRM that posts back what it gets makes no endless loop, repeats wanted or not', async () => {
	let url = '';
	const got: string[] = [];
	settings().url = await listening((request, response) => {
		void text(request).then(async (body) => {
			got.push(body);
			await post(url, body);
			response.end();
		});
	});
	url = await publish({ events: ['message'], options: { ignoreRepeats: false } });
	await post(url, message('M1'));
	await post(url, message('M2', { type: 'button' }));
	await poll(() => n8n.runs.length >= 2 || undefined, { what: 'the event and what came back' });
	expect([got, n8n.runs].map(({ length }) => length)).toEqual([2, 2]);
});

it('an address without its scheme is taken for one of https, and put back as it was', async () => {
	const log = warnings();
	settings().url = 'localhost:1/hook';
	await post(await publish(), message('M1'));
	expect(log).toEqual([expect.stringMatching(/https:\/\/localhost:1\/hook.*ECONNREFUSED/)]);
	await n8n.unpublish();
	expect(settings().url).toBe('localhost:1/hook');
});

it('nothing of the response is read but its status, and its connection ends', async () => {
	let sent = 0;
	let isClosed = false;
	settings().url = await listening((_, response) => {
		function* endless() {
			for (; sent < 2 ** 28; sent += 2 ** 20) yield Buffer.alloc(2 ** 20);
		}
		Readable.from(endless()).pipe(response);
		response.once('close', () => (isClosed = true));
	});
	await post(await publish(), message('M1'));
	await poll(() => isClosed || undefined, { what: 'the connection to end' });
	expect(sent).toBeLessThan(2 ** 27);
});

describe('two triggers', () => {
	/** A trigger whose former one does not come to an end with what it gets, until it is let go. */
	async function publishBehindBusy() {
		const former = await host({}, 'former');
		await former.publish();
		const url = await publish();
		let release = () => {};
		const free = new Promise<void>((resolve) => (release = resolve));
		former.startRun = async () => await free;
		return { url, former, release };
	}

	it('start nothing for an event that has answered a question, even if it comes once more by another way', async () => {
		const url = await publish({ events: ['button'] });
		const tap = message('M1', { type: 'button', body: 'Confirm' });
		expect(await post(url, tap, { 'x-99digital-answered': '1' })).toMatchObject({ status: 200 });
		expect(await post(url, tap)).toMatchObject({ status: 200 });
		expect(n8n.runs).toEqual([]);
		await post(url, { ...tap, unique: 'M2' });
		expect(n8n.runs).toHaveLength(1);
	});

	it('ask 99digital for an event once more if the former one is still busy with it', async () => {
		const former = await host({}, 'former');
		await former.publish();
		const { url: formerUrl } = settings();
		const url = await publish();
		let release = () => {};
		const isBusy = new Promise<void>((busy) => {
			former.startRun = async () => {
				busy();
				await new Promise<void>((resolve) => (release = resolve));
			};
		});
		const first = post(formerUrl, message('M1'));
		await isBusy;
		expect(await post(url, message('M1'))).toMatchObject({ status: 503 });
		expect(n8n.runs).toEqual([]);
		release();
		await first;
		expect(await post(url, message('M1'))).toMatchObject({ status: 200 });
		expect([n8n.runs, former.runs].map(({ length }) => length)).toEqual([1, 1]);
	});

	it('pass an event over a former one that has not registered: n8n died while it was published', async () => {
		const crm = await serve({});
		settings().url = `${crm.url}/hook?token=crm`;
		const former = await host({}, 'former');
		await former.publish();
		const { url: formerUrl } = settings();
		const url = await publish();
		former.stored = {};
		registrationsByAddress.delete(withoutQuery(formerUrl));
		expect(await post(url, message('M1'))).toMatchObject({ status: 200 });
		expect([n8n.runs, former.runs, crm.requests].map(({ length }) => length)).toEqual([1, 0, 1]);
		expect(await post(formerUrl, message('M2'))).toMatchObject({ status: 503 });
	});

	it('do not wait for a former one that is silent, which takes the event when it can', async () => {
		const crm = await serve({});
		settings().url = `${crm.url}/hook?token=crm`;
		const { url, former, release } = await publishBehindBusy();
		expect(await post(url, message('M1'))).toMatchObject({ status: 200 });
		expect([n8n.runs, former.runs].map(({ length }) => length)).toEqual([1, 0]);
		release();
		await poll(() => former.runs[0], { what: 'the run of the former one' });
		expect([n8n.runs, former.runs, crm.requests].map(({ length }) => length)).toEqual([1, 1, 1]);
	});

	it('pass an event on once more to a former one whose n8n had no database for a moment', async () => {
		const former = await host({}, 'former');
		await former.publish();
		const url = await publish();
		let failures = 2;
		former.startRun = async () => (failures-- > 0 ? await Promise.reject(new Error('no database')) : undefined);
		expect(await post(url, message('M1'))).toMatchObject({ status: 200 });
		expect([n8n.runs, former.runs].map(({ length }) => length)).toEqual([1, 1]);
	});

	it.each([
		['200 and a text', 200],
		['404 and a page', 404],
	])('pass an event on once more to a former one whose process answers %s, for it is starting', async (_, status) => {
		const former = await host({}, 'former');
		n8n = await host();
		let asked = 0;
		n8n.elsewhere = (request, response) =>
			void text(request).then(async (body) => {
				if (body.includes('M1') && asked++ === 0) return void response.writeHead(status).end(STARTING_UP);
				const answer = await post(`${former.local}${request.url}`, body);
				response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
			});
		former.publicUrl = n8n.url;
		await former.publish();
		await n8n.publish();
		expect(await post(settings().url, message('M1'))).toMatchObject({ status: 200 });
		expect([n8n.runs, former.runs].map(({ length }) => length)).toEqual([1, 1]);
	});

	it('give an event to the address before, if the n8n of the former one answers with nothing but 500', async () => {
		const crm = await serve({});
		settings().url = `${crm.url}/hook?token=crm`;
		const former = await host({}, 'former');
		const { url: reachable } = former;
		former.publicUrl = await listening((request, response) => {
			void text(request).then(async (body) => {
				const isAsked = body.includes('n8n-former');
				const answer = isAsked ? await post(`${reachable}${request.url}`, body) : { status: 500, body: {} };
				response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
			});
		});
		await former.publish();
		warnings();
		const url = await publish();
		expect(await post(url, message('M1'))).toMatchObject({ status: 503 });
		await poll(() => crm.requests.length > 0 || undefined, { what: 'the event at the address before' });
		expect(await post(url, message('M1'))).toMatchObject({ status: 200 });
		expect(crm.requests).toHaveLength(1);
	});

	it('tell the chain of former addresses only to who has the secret and the key', async () => {
		settings().url = 'https://crm.example.com/hook?token=crm';
		const url = await publish();
		const { status, body } = await post(url, { hook: 'n8n-former', proof: 'x'.repeat(43) });
		expect({ status, body }).toEqual({ status: 200, body: { listening: true } });
		expect(await post(url.split('?')[0]!, { hook: 'n8n-former' })).toMatchObject({ status: 401 });
		expect(JSON.stringify(body)).not.toContain('token');
		expect(n8n.runs).toEqual([]);
	});

	it('of which one has stored its former address as version 0.1 did still puts it back', async () => {
		const crm = { url: 'https://crm.example.com/hook?token=crm', system: false, readStatus: false, retry: false };
		Object.assign(settings(), crm);
		await publish();
		const memory = n8n.stored['node:99digital Trigger'] as { registration: IDataObject };
		const { chain, ...registration } = memory.registration;
		const [former] = chain as IDataObject[];
		await jest.isolateModulesAsync(async () => {
			const restarted = await import('../support/triggerHost');
			const again = await restarted.TriggerHost.start({ credential: world.credential });
			again.publicUrl = n8n.url;
			again.stored = { 'node:99digital Trigger': { registration: { ...registration, former } } };
			await again.unpublish();
			await again.close();
		});
		expect(settings()).toMatchObject(crm);
	});
});
