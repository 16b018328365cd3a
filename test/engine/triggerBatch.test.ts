import { setTimeout as delay } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';

import { poll } from '../../host/poll';
import { CUSTOMER } from '../support/provider';
import { serve } from '../support/server';
import { useAccount } from '../support/triggerAccount';
import type { TriggerHost } from '../support/triggerHost';
import { message, post } from '../support/triggerPosts';

const { world, settings, published } = useAccount();

const SECONDS = 1;

const OTHER = '972500000000';

let n8n: TriggerHost;
let url: string;

const restarted: TriggerHost[] = [];

afterEach(async () => {
	await Promise.all(restarted.splice(0).map(async (one) => await one.close()));
});

async function publish(parameters: IDataObject = {}, options: IDataObject = {}): Promise<void> {
	n8n = await published({ ...parameters, options: { batchSeconds: SECONDS, ...options } });
	({ url } = settings());
}

const write = async (unique: string, body: string, more: object = {}) =>
	expect(await post(url, message(unique, { body, ...more }))).toMatchObject({ status: 200 });

const runs = async (count: number) =>
	await poll(() => (n8n.runs.length >= count ? n8n.runs : undefined), { what: `${count} runs` });

const itemOf = (run: number) => n8n.runs[run]!.flat()[0]!;

const messagesOf = (run: number) => (itemOf(run).json.messages as IDataObject[]).map(({ messageId }) => messageId);

/** What n8n would find after it has died. */
const waiting = () => (n8n.stored['node:99digital Trigger'] as IDataObject).waiting;

/** Another process with what n8n has stored, as after a crash. The old one goes on, but nobody sees what it does. */
async function restart(): Promise<void> {
	const { stored, parameters } = n8n;
	await jest.isolateModulesAsync(async () => {
		const process = await import('../support/triggerHost');
		n8n = await process.TriggerHost.start({ credential: world.credential, parameters });
	});
	restarted.push(n8n);
	const memory = stored['node:99digital Trigger'] as IDataObject;
	const address = `${n8n.url}/webhook/b8c1d2e3/webhook`;
	n8n.stored = {
		'node:99digital Trigger': { ...memory, registration: { ...(memory.registration as IDataObject), address } },
	};
	url = `${address}${new URL(url).search}`;
}

it('messages in a row start one run, with what was said line by line and each message', async () => {
	await publish();
	await write('M1', 'שלום');
	await write('M2', 'https://www.example.com/shoes.jpg', { type: 'image', caption: 'האלה 👟' });
	await write('M3', 'יש 38?');
	expect(n8n.runs).toEqual([]);
	await runs(1);
	expect(itemOf(0).json).toMatchObject({
		event: 'message',
		messageId: 'M3',
		from: CUSTOMER,
		sessionId: CUSTOMER,
		mediaUrl: 'https://www.example.com/shoes.jpg',
		text: 'שלום\nהאלה 👟\nיש 38?',
		chatInput: 'שלום\nהאלה 👟\nיש 38?',
		messages: [{ text: 'שלום' }, { text: 'האלה 👟', type: 'image' }, { text: 'יש 38?' }],
	});
	expect(waiting()).toBe('');
});

it('a customer who has been quiet starts another run, and a single message looks the same', async () => {
	await publish();
	await write('M1', 'hello');
	await runs(1);
	expect(itemOf(0).json).toMatchObject({ text: 'hello', messages: [{ messageId: 'M1' }] });
	await write('M2', 'still there?');
	await runs(2);
	expect(messagesOf(1)).toEqual(['M2']);
});

it('messages stand in the order in which they were written, though one has come late', async () => {
	await publish();
	await write('M2', 'two', { timestamp: '1600517220' });
	await write('M1', 'one', { timestamp: '1600517210' });
	await write('M3', 'three', { timestamp: '1600517230' });
	await runs(1);
	expect(itemOf(0).json).toMatchObject({ messageId: 'M3', text: 'one\ntwo\nthree' });
});

it('customers do not wait for each other, and have runs of their own', async () => {
	await publish();
	await Promise.all([
		write('M1', 'one'),
		write('N1', 'eins', { from: OTHER }),
		write('M2', 'two'),
		write('N2', 'zwei', { from: OTHER }),
	]);
	await runs(2);
	expect([0, 1].map((run) => messagesOf(run).sort()).sort()).toEqual([
		['M1', 'M2'],
		['N1', 'N2'],
	]);
});

it('what waits is stored before 99digital has its response, also of posts at the same moment', async () => {
	await publish();
	await Promise.all(['M1', 'M2', 'M3'].map(async (name) => await write(name, name)));
	for (const name of ['M1', 'M2', 'M3']) expect(waiting()).toContain(`"${name}"`);
	await runs(1);
});

it('what has begun to wait while a run starts is stored still when it has started', async () => {
	await publish();
	let starting = false;
	n8n.startRun = async () => {
		starting = true;
		await poll(() => waiting(), { what: 'a message to wait' });
		// The node looks at what has changed twenty times a second.
		await delay(500);
	};
	const tap = write('M1', 'Later', { type: 'button' });
	await poll(() => starting || undefined, { what: 'the start of the run' });
	await write('M2', 'two');
	await tap;
	expect(waiting()).toContain('"M2"');
	n8n.startRun = async () => await Promise.resolve();
	await runs(2);
	expect(messagesOf(1)).toEqual(['M2']);
});

it('taps, and messages that are one of the answers, do not wait', async () => {
	await publish({ outputs: 'perAnswer', answers: { answer: [{ match: 'yes' }] } });
	await write('M1', 'well…');
	await write('M2', 'Sure', { type: 'button', whatever: 'yes' });
	await write('M3', 'yes');
	expect(n8n.runs.map((run) => run.map(({ length }) => length))).toEqual([
		[1, 0],
		[1, 0],
	]);
	await write('M4', 'Later', { type: 'button', whatever: 'later' });
	expect(n8n.runs[2]!.map(({ length }) => length)).toEqual([0, 1]);
	await runs(4);
	expect(n8n.runs[3]!.map(({ length }) => length)).toEqual([0, 1]);
	expect(messagesOf(3)).toEqual(['M1']);
});

it('a repeat of what waits is none of its messages', async () => {
	await publish({}, { ignoreRepeats: false });
	await write('M1', 'hello');
	await write('M1', 'hello');
	await runs(1);
	expect(messagesOf(0)).toEqual(['M1']);
});

it('without Simplify the messages stand in the item as they came', async () => {
	await publish({ simplify: false });
	await write('M1', 'one', { chatInput: 'said' });
	await write('M2', 'two');
	await runs(1);
	const { messages, ...last } = itemOf(0).json;
	expect(messages).toEqual([message('M1', { body: 'one', chatInput: 'said' }), message('M2', { body: 'two' })]);
	expect(last).toEqual(message('M2', { body: 'two' }));
});

it('a crash in the quiet time loses nothing: all comes out after the next event, whoever it is from', async () => {
	await publish();
	await write('M1', 'one');
	await write('M2', 'two');
	await restart();
	await write('N1', 'eins', { from: OTHER });
	await runs(2);
	expect([messagesOf(0), messagesOf(1)]).toEqual([['N1'], ['M1', 'M2']]);
	expect(waiting()).toBe('');
});

it('a crash in the quiet time, and the customer writes on: one run', async () => {
	await publish();
	await write('M1', 'one');
	await restart();
	await write('M2', 'two');
	await runs(1);
	expect(messagesOf(0)).toEqual(['M1', 'M2']);
});

it('what n8n cannot start at first starts later, once', async () => {
	await publish();
	let failures = 0;
	n8n.startRun = async () => await (failures++ ? Promise.resolve() : Promise.reject(new Error('no database')));
	await write('M1', 'one');
	await runs(1);
	expect([failures, messagesOf(0)]).toEqual([2, ['M1']]);
});

it('a test in the editor waits too', async () => {
	await publish();
	await n8n.listen();
	({ url } = settings());
	await write('M1', 'one');
	await write('M2', 'two');
	await poll(() => n8n.testRuns[0], { what: 'the run of the test' });
	expect((n8n.testRuns[0]!.flat()[0]!.json.messages as unknown[]).length).toBe(2);
});

it('a message that is too long to wait starts its run at once', async () => {
	await publish();
	await write('M1', 'x'.repeat(20_000));
	expect(messagesOf(0)).toEqual(['M1']);
});

it('no run is started while the customer writes on, whoever asks for it', async () => {
	// A second is what clocks may differ by.
	await publish({}, { batchSeconds: 3 });
	await write('M1', 'one');
	const { customer } = (JSON.parse(String(waiting())) as Array<{ customer: string }>)[0]!;
	expect(await post(url, { hook: 'n8n-quiet', customer })).toMatchObject({ body: { quiet: false } });
	expect(n8n.runs).toEqual([]);
	await runs(1);
	expect(messagesOf(0)).toEqual(['M1']);
});

it('only with the secret a run is started early', async () => {
	await publish();
	await write('M1', 'one');
	const { status } = await post(url.split('?')[0]!, { hook: 'n8n-quiet', customer: 'anybody' });
	expect([status, n8n.runs.length]).toEqual([401, 0]);
	expect(await post(url, { hook: 'n8n-quiet', customer: 'anybody' })).toMatchObject({ body: { quiet: true } });
	await runs(1);
	expect(messagesOf(0)).toEqual(['M1']);
});

it('of two triggers of the number each starts one run, and the CRM has each message at once and nothing else', async () => {
	const crm = await serve({});
	settings().url = `${crm.url}/hook?token=crm`;
	const first = await published({ options: { batchSeconds: SECONDS } }, 'first');
	await publish();
	await write('M1', 'one');
	await write('M2', 'two');
	expect(crm.requests).toHaveLength(2);
	await runs(1);
	const [run] = await poll(() => first.runs[0], { what: 'the run of the first trigger' });
	expect([messagesOf(0), run![0]!.json.text]).toEqual([['M1', 'M2'], 'one\ntwo']);
	expect([n8n.runs.length, first.runs.length, crm.requests.length]).toEqual([1, 1, 2]);
	await crm.close();
});
