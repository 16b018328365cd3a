import { request as httpRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import type { IWebhookFunctions } from 'n8n-workflow';

import { poll } from '../../host/poll';
import { NinetyNineDigitalTrigger } from '../../nodes/NinetyNineDigital/NinetyNineDigitalTrigger.node';
import { FULL } from '../../nodes/NinetyNineDigital/sendAndWait/replyChannel';
import type { Payload } from '../../nodes/NinetyNineDigital/trigger/events/payload';
import { keysIn, keyOf, type SeenEvents } from '../../nodes/NinetyNineDigital/trigger/seenEvents';
import { CUSTOMER } from '../support/provider';
import { only, useQuestions } from '../support/questions';
import { message, settingsOf } from '../support/triggerPosts';

const questions = useQuestions();
const { world, ask, phone, sends, post, delivered } = questions;

beforeEach(() => questions.n8n.publish());

const anyReply = { responseType: 'anyReply' };

const recordsIn = (stored: object) => {
	const { 'node:99digital Trigger': memory } = stored as Record<string, { questions?: { records: string } }>;
	return (memory?.questions?.records ?? '').split(';').filter(Boolean);
};

const remembered = () => recordsIn(questions.n8n.stored);

describe('a tap while the question is still being sent', () => {
	const tap = () =>
		post(message('T1', { type: 'button', body: 'Approve', buttonId: sends()[0]!.body.button1_id, from: CUSTOMER }));

	it('is answered 503 in time for 99digital, and is handed over when the execution sleeps', async () => {
		const sleeper = await ask();
		sleeper.status = 'running';
		phone().tap('Approve');
		expect(await delivered()).toMatchObject({ attempts: [{ status: 503 }] });
		sleeper.status = 'waiting';
		await poll(() => sleeper.woken === 1 || undefined, { what: 'the execution to wake without another try' });
		expect(only(sleeper)).toMatchObject([{ output: 0, json: { approved: true } }]);
	});

	it('starts nothing and is taken when 99digital tries again', async () => {
		const sleeper = await ask();
		sleeper.status = 'running';
		expect(await tap()).toMatchObject({ status: 503 });
		expect(await tap()).toMatchObject({ status: 503 });
		sleeper.status = 'waiting';
		expect(await tap()).toMatchObject({ status: 200 });
		expect(sleeper.woken).toBe(1);
		expect(await tap()).toMatchObject({ status: 200 });
		expect(questions.n8n.runs).toEqual([]);
	});

	it('is remembered once it is taken, for other processes of n8n to which it may come again', async () => {
		const sleeper = await ask(anyReply);
		const event = message('T1', { from: CUSTOMER });
		const isStored = () =>
			keysIn(questions.n8n.stored['node:99digital Trigger'] as SeenEvents).has(keyOf(event as Payload));
		sleeper.status = 'running';
		expect(await post(event)).toMatchObject({ status: 503 });
		expect(isStored()).toBe(false);
		sleeper.status = 'waiting';
		await poll(() => isStored() || undefined, { what: 'the event to be remembered' });
		expect(remembered()).toEqual([]);
		await post(message('M1', { from: '972521112233' }));
		expect(isStored()).toBe(true);
		expect(await post(event)).toMatchObject({ status: 200 });
		expect(questions.n8n.runs).toHaveLength(1);
		expect(sleeper.woken).toBe(1);
	});

	it('is remembered by this process also where another post has saved an older copy of the memory over it', async () => {
		const sleeper = await ask(anyReply);
		const event = message('T1', { from: CUSTOMER });
		sleeper.status = 'running';
		expect(await post(event)).toMatchObject({ status: 503 });
		const before = structuredClone(questions.n8n.stored);
		sleeper.status = 'waiting';
		await poll(() => remembered().length === 0 || undefined, { what: 'the question to be forgotten' });
		questions.n8n.stored = before;
		expect(await post(event)).toMatchObject({ status: 200 });
		expect(questions.n8n.runs).toEqual([]);
		expect(sleeper.woken).toBe(1);
	});

	it.each(['short', 'too long for it', 'not/a-k.'])('is not remembered by a key such as %j', async (answeredBy) => {
		const seen = () => [...keysIn(questions.n8n.stored['node:99digital Trigger'] as SeenEvents)];
		await post(message('M1'));
		const before = seen();
		expect(await post({ hook: 'n8n-question', answeredBy })).toMatchObject({ status: 200 });
		expect(seen()).toEqual(before);
	});

	it('of which the execution knows nothing because it has ended by an error is late at once', async () => {
		const sleeper = await ask();
		sleeper.status = 'error';
		expect(await tap()).toMatchObject({ status: 200 });
		expect(questions.n8n.runs).toMatchObject([[[{ json: { late: true } }]]]);
	});
});

describe('an answer to an execution that n8n has crashed in', () => {
	it.each([{}, anyReply])('is an ordinary event at the first try: %j', async (parameters) => {
		const sleeper = await ask(parameters);
		sleeper.status = 'crashed';
		const buttonId = sends()[0]!.body.button1_id;
		const event = message('T1', { from: CUSTOMER, ...(buttonId ? { type: 'button', buttonId } : {}) });
		expect(await post(event)).toMatchObject({ status: 200 });
		expect(questions.n8n.runs).toHaveLength(1);
	});
});

describe('an answer that meets an n8n that is starting, or without its database', () => {
	const realNow = Date.now.bind(Date);
	let clock: jest.SpyInstance | undefined;
	const tap = () => post(message('T1', { type: 'button', buttonId: sends()[0]!.body.button1_id, from: CUSTOMER }));

	afterEach(() => clock?.mockRestore());

	it.each([200, 404, 500] as const)('with %i, is not taken for too late, and handed over then', async (status) => {
		const sleeper = await ask();
		questions.host.failing = status;
		expect(await tap()).toMatchObject({ status: 503 });
		questions.host.failing = undefined;
		await poll(() => sleeper.woken === 1 || undefined, { what: 'the execution to wake' });
		expect(await tap()).toMatchObject({ status: 200 });
		expect(questions.n8n.runs).toEqual([]);
	});

	it.each([200, 404] as const)('with %i for half a minute, is an ordinary event', async (status) => {
		await ask();
		questions.host.failing = status;
		expect(await tap()).toMatchObject({ status: 503 });
		clock = jest.spyOn(Date, 'now').mockImplementation(() => realNow() + 40_000);
		await poll(async () => (await tap()).status === 200 || undefined, { what: 'the event to be taken' });
		expect(questions.n8n.runs).toHaveLength(1);
	});

	it('without its database for longer than that, is still handed over', async () => {
		const sleeper = await ask();
		questions.host.failing = 500;
		expect(await tap()).toMatchObject({ status: 503 });
		clock = jest.spyOn(Date, 'now').mockImplementation(() => realNow() + 40_000);
		expect(await tap()).toMatchObject({ status: 503 });
		questions.host.failing = undefined;
		await poll(() => sleeper.woken === 1 || undefined, { what: 'the execution to wake' });
		expect(questions.n8n.runs).toEqual([]);
	});
});

describe('what the trigger remembers', () => {
	it('of a question that 99digital refuses is withdrawn', async () => {
		world.sandbox.provider.clock.advance(25 * 60 * 60 * 1000);
		for (let count = 0; count < 3; count++) {
			expect(await ask({ ...anyReply, waitAmount: 0 })).toMatchObject({ status: 'error' });
		}
		expect(remembered()).toEqual([]);
	});

	it('of a question that is answered is gone', async () => {
		await ask(anyReply);
		expect(remembered()).toHaveLength(1);
		phone().write('Yes');
		await delivered();
		expect(remembered()).toEqual([]);
	});

	it('is not wiped out by an event that came before the question and whose run starts after it', async () => {
		let start = () => {};
		const waits = new Promise<void>((resolve) => (start = resolve));
		const isStarting = new Promise<void>((begun) => {
			questions.n8n.startRun = async () => {
				begun();
				await waits;
			};
		});
		const event = post(message('M1', { from: '972521112233' }));
		await isStarting;
		await ask(anyReply);
		expect(remembered()).toHaveLength(1);
		await delay(200);
		start();
		await event;
		expect(remembered()).toHaveLength(1);
		expect(remembered()[0]).not.toContain('=====');
	});

	it('has an end, which is told by its cause', async () => {
		await ask({ ...anyReply, waitAmount: 0 });
		const [record] = remembered();
		const stored = questions.n8n.stored['node:99digital Trigger'] as { questions: { records: string } };
		const many = Array.from({ length: 5000 }, (_, index) => record!.replace(/1(?=,)/, String(index + 10)));
		stored.questions.records = `;${many.join(';')};`;
		const { error } = await ask({ ...anyReply, to: '972521112233' });
		expect(error!.message).toContain(FULL);
	});
});

describe('questions that wait for any reply when their trigger is unpublished', () => {
	/** Another trigger on the same n8n, registered before the one that is asked. */
	async function another() {
		const { n8n } = questions;
		await n8n.unpublish();
		const other = await questions.account.host({ events: ['message'] }, 'other');
		const port = new URL(other.url).port;
		other.publicUrl = n8n.url;
		const { elsewhere } = n8n;
		let posts = 0;
		n8n.elsewhere = (incoming, outgoing) => {
			if (!incoming.url?.includes('/other/')) return elsewhere(incoming, outgoing);
			const { method, url: path, headers } = incoming;
			const passed = httpRequest({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
				posts += 1;
				outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
				answer.pipe(outgoing);
			});
			incoming.pipe(passed);
		};
		await other.publish();
		await n8n.publish();
		return { other, runs: other.runs, posts: () => posts };
	}

	it('are answered by way of the trigger that takes over', async () => {
		const other = await another();
		const sleeper = await ask(anyReply);
		await questions.n8n.unpublish();
		expect(remembered()).toEqual([]);
		phone().write('כן, תודה 🙏');
		await delivered();
		expect(only(sleeper)).toMatchObject([{ output: 0, json: { answered: true, answerText: 'כן, תודה 🙏' } }]);
		expect([questions.n8n.runs, other.runs]).toEqual([[], []]);
	});

	/** What the trigger that takes over remembers. */
	const taken = ({ stored }: { stored: object }) => recordsIn(stored);

	it('also those that it has got to know since n8n has read its memory', async () => {
		const { other } = await another();
		world.sandbox.provider.behaviours.add({ effect: 'latency', ms: 700, operation: 'setWebhook' });
		const unpublishing = questions.n8n.unpublish();
		const sleeper = await ask(anyReply);
		expect(remembered()).toHaveLength(1);
		await unpublishing;
		expect(taken(other)).toHaveLength(1);
		phone().write('Yes');
		await delivered();
		expect(only(sleeper)).toMatchObject([{ output: 0, json: { answered: true } }]);
		expect(other.runs).toEqual([]);
	});

	it('are known to it when the first answers come in there', async () => {
		const { other } = await another();
		const sleeper = await ask(anyReply);
		world.sandbox.provider.behaviours.add({ effect: 'latency', ms: 700, operation: 'setWebhook' });
		const before = settingsOf(world.sandbox).url;
		const unpublishing = questions.n8n.unpublish();
		await poll(() => settingsOf(world.sandbox).url !== before || undefined, {
			what: 'the address of the other trigger',
		});
		phone().write('Yes');
		await delivered();
		expect(only(sleeper)).toMatchObject([{ output: 0, json: { answered: true } }]);
		expect(other.runs).toEqual([]);
		await unpublishing;
		expect(taken(other)).toEqual([]);
	});

	it('are known to one that is published while they wait, so that their answers start nothing there', async () => {
		const { other } = await another();
		const sleeper = await ask(anyReply);
		await other.publish();
		phone().write('Yes');
		await delivered();
		expect(only(sleeper)).toMatchObject([{ output: 0, json: { answered: true } }]);
		expect([questions.n8n.runs, other.runs, taken(other)]).toEqual([[], [], []]);
	});

	it('are forgotten by the one that has told them, when the answer has come in at the one that has learnt them', async () => {
		const { other } = await another();
		const sleeper = await ask(anyReply);
		await other.publish();
		expect([remembered(), taken(other)].map(({ length }) => length)).toEqual([1, 1]);
		phone().write('Yes');
		await delivered();
		expect(only(sleeper)).toMatchObject([{ output: 0, json: { answered: true } }]);
		expect([remembered(), taken(other)]).toEqual([[], []]);
	});

	it('are told to it by the node that asks, where the trigger has gone while the message went out', async () => {
		const { other } = await another();
		world.sandbox.provider.behaviours.add({ effect: 'latency', ms: 700, operation: 'sendMessage' });
		const asking = ask(anyReply);
		await poll(() => remembered().length === 1 || undefined, { what: 'the question' });
		await questions.n8n.unpublish();
		expect(taken(other)[0]).toContain('=====');
		await asking;
		expect(taken(other)).toHaveLength(1);
		expect(taken(other)[0]).not.toContain('=====');
	});

	it('are withdrawn there if they could not be sent', async () => {
		const { other } = await another();
		const { behaviours } = world.sandbox.provider;
		behaviours.add({ effect: 'latency', ms: 700, operation: 'sendMessage' });
		behaviours.add({ effect: 'refuse', reason: 5, operation: 'sendMessage' });
		const asking = ask(anyReply);
		await poll(() => remembered().length === 1 || undefined, { what: 'the question' });
		await questions.n8n.unpublish();
		expect(taken(other)).toHaveLength(1);
		await asking;
		expect(taken(other)).toEqual([]);
	});

	it('are not asked of a trigger that is about to go while no other has taken over, until it is published again', async () => {
		await post({ hook: 'n8n-question', leaving: true });
		const { error } = await ask(anyReply);
		expect(error!.message).toContain('The 99digital Trigger is being unpublished');
		expect(sends()).toEqual([]);
		expect(remembered()).toEqual([]);
		await questions.n8n.publish();
		await ask(anyReply);
		expect(remembered()).toHaveLength(1);
	});

	it('are refused by a trigger that is about to go, one by one and handed over, and not for want of room', async () => {
		await ask(anyReply);
		const { body: left } = await post({ hook: 'n8n-question', leaving: true });
		const { open } = left as { open: { records: string } };
		const refused = { kept: false, full: false, leaving: true };
		const handedOver = { ...open, records: open.records.replace(',', '0,') };
		expect((await post({ hook: 'n8n-question', handedOver })).body).toMatchObject(refused);
		const path = `/webhook-waiting/9/node?q=0123456789ab&signature=${'0'.repeat(64)}`;
		const awaited = { to: CUSTOMER, path, until: Date.now() + 60_000 };
		expect((await post({ hook: 'n8n-question', awaited })).body).toMatchObject(refused);
		expect(remembered()).toHaveLength(1);
	});

	it('are handed over as n8n has read them, where the trigger does not answer any more', async () => {
		const { other } = await another();
		await ask(anyReply);
		const { webhook } = NinetyNineDigitalTrigger.prototype;
		const spy = jest.spyOn(NinetyNineDigitalTrigger.prototype, 'webhook');
		spy.mockImplementation(function (this: IWebhookFunctions) {
			if ('leaving' in this.getBodyData()) throw new Error('The database is locked');
			return webhook.call(this);
		});
		await questions.n8n.unpublish();
		spy.mockRestore();
		expect(taken(other)).toHaveLength(1);
	});

	it('wait for the next time, also those that it has got to know since n8n has read its memory', async () => {
		world.sandbox.provider.behaviours.add({ effect: 'latency', ms: 700, operation: 'setWebhook' });
		const unpublishing = questions.n8n.unpublish();
		await ask(anyReply);
		await unpublishing;
		expect(remembered()).toHaveLength(1);
	});

	it.each([
		['is taken in the end', 'waiting', 0],
		['ends the wait of nobody, for the execution has failed', 'error', 1],
	] as const)('tell a trigger behind theirs of an answer when it is known that it %s', async (_, status, runs) => {
		const other = await another();
		const sleeper = await ask(anyReply);
		const before = other.posts();
		sleeper.status = 'running';
		phone().write('Yes');
		expect(await delivered()).toMatchObject({ attempts: [{ status: 503 }] });
		expect(other.posts()).toBe(before);
		sleeper.status = status;
		await poll(() => other.posts() > before || undefined, { what: 'the event at the other trigger' });
		expect(other.runs).toHaveLength(runs);
	});

	it('wait for the next time it is published, where there is no other', async () => {
		const sleeper = await ask(anyReply);
		await questions.n8n.unpublish();
		await questions.n8n.publish();
		phone().write('Yes');
		await delivered();
		expect(only(sleeper)).toMatchObject([{ output: 0, json: { answered: true } }]);
	});
});

it('a question that could not be delivered ends the wait at once, with the reason', async () => {
	const sleeper = await ask(anyReply);
	const { unique } = world.sandbox.provider.accounts.get().customers.find(CUSTOMER)!.messages.at(-1)!;
	const notice = { status: 'OK', hook: 'system', type: 'messages', messageUpdate: 8, messageTo: CUSTOMER };
	await post({ ...notice, unique: 'another' });
	expect(sleeper.woken).toBe(0);
	await post({ ...notice, unique });
	expect(only(sleeper)).toMatchObject([{ output: 1, json: { answered: false, reason: 8, to: CUSTOMER } }]);
	expect(remembered()).toEqual([]);
});
