import { request as httpRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import { poll } from '../../host/poll';
import { FULL } from '../../nodes/NinetyNineDigital/sendAndWait/replyChannel';
import { CUSTOMER } from '../support/provider';
import { only, useQuestions } from '../support/questions';
import { message } from '../support/triggerPosts';

const questions = useQuestions();
const { world, ask, phone, sends, post, delivered } = questions;

beforeEach(() => questions.n8n.publish());

const anyReply = { responseType: 'anyReply' };

const remembered = () => {
	const stored = questions.n8n.stored['node:99digital Trigger'] as { questions?: { records: string } };
	return (stored.questions?.records ?? '').split(';').filter(Boolean);
};

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

	it('of which the execution knows nothing because it has ended by an error is late at once', async () => {
		const sleeper = await ask();
		sleeper.status = 'error';
		expect(await tap()).toMatchObject({ status: 200 });
		expect(questions.n8n.runs).toMatchObject([[[{ json: { late: true } }]]]);
	});
});

describe('an answer to an execution that n8n has crashed in', () => {
	const realNow = Date.now.bind(Date);
	let clock: jest.SpyInstance;

	beforeEach(() => (clock = jest.spyOn(Date, 'now')));
	afterEach(() => clock.mockRestore());

	it.each([{}, anyReply])('is an ordinary event as soon as that is certain: %j', async (parameters) => {
		const sleeper = await ask(parameters);
		sleeper.status = 'crashed';
		const buttonId = sends()[0]!.body.button1_id;
		const answer = () => post(message('T1', { from: CUSTOMER, ...(buttonId ? { type: 'button', buttonId } : {}) }));
		expect(await answer()).toMatchObject({ status: 503 });
		clock.mockImplementation(() => realNow() + 40_000);
		await poll(async () => (await answer()).status === 200 || undefined, { what: 'the event to be taken' });
		expect(questions.n8n.runs).toHaveLength(1);
	});

	it('is handed over once n8n has its database again', async () => {
		const sleeper = await ask();
		sleeper.status = 'crashed';
		const tap = () => post(message('T1', { type: 'button', buttonId: sends()[0]!.body.button1_id, from: CUSTOMER }));
		expect(await tap()).toMatchObject({ status: 503 });
		sleeper.status = 'waiting';
		await poll(() => sleeper.woken === 1 || undefined, { what: 'the execution to wake' });
		expect(questions.n8n.runs).toEqual([]);
	});
});

describe('an answer that meets an n8n that is starting', () => {
	const tap = () => post(message('T1', { type: 'button', buttonId: sends()[0]!.body.button1_id, from: CUSTOMER }));

	it.each([200, 404] as const)('with %i, is not taken for too late, and handed over then', async (status) => {
		const sleeper = await ask();
		questions.host.starting = status;
		expect(await tap()).toMatchObject({ status: 503 });
		questions.host.starting = undefined;
		await poll(() => sleeper.woken === 1 || undefined, { what: 'the execution to wake' });
		expect(await tap()).toMatchObject({ status: 200 });
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
		expect(remembered()[0]).not.toContain('======');
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
		return { runs: other.runs, posts: () => posts };
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
