import type { IDataObject } from 'n8n-workflow';

import { tokenKeyFrom, toToken } from '../../nodes/NinetyNineDigital/sendAndWait/token';
import { CUSTOMER } from '../support/provider';
import { only, question, useQuestions } from '../support/questions';
import { message, post as postTo, settingsOf } from '../support/triggerPosts';

const questions = useQuestions();
const { world, ask, sends, post } = questions;

const STRANGER = '972599999999';

/** Every request to an address of this n8n that is not the trigger's. */
let requests: string[];

beforeEach(async () => {
	requests = [];
	const { n8n, host } = questions;
	n8n.elsewhere = (request, response) => {
		requests.push(request.url ?? '');
		void host.serve(request, response);
	};
});

const FORGED = `n8n:/internal/admin/delete?x=1&signature=${'0'.repeat(64)}`;

/** A token of this account that nobody has made for a customer. */
const made = (path: string, key = tokenKeyFrom(world.credential.apiKey)) => toToken(path, CUSTOMER, key);

const WAITING = `/webhook-waiting/1/node?a=0&q=0123456789ab&signature=${'0'.repeat(64)}`;

describe('a text that names an address causes no request and is an ordinary event', () => {
	beforeEach(() => questions.n8n.publish());

	it.each<[string, () => object]>([
		['typed', () => ({ body: FORGED })],
		['in the name', () => ({ senderName: FORGED })],
		['in a caption', () => ({ type: 'image', body: 'https://x.example/a.jpg', caption: FORGED })],
		['in the caption of a tap', () => ({ type: 'button', body: 'Yes', caption: FORGED })],
		['as the ID of a button', () => ({ type: 'button', body: 'Yes', buttonId: FORGED })],
		['as the ID of a row', () => ({ type: 'list', body: 'Yes', list_reply: { id: FORGED } })],
		['with the name of a waiting address', () => ({ type: 'button', body: 'Yes', buttonId: `n8n:${WAITING}` })],
		['with the key of another account', () => ({ type: 'button', buttonId: made(WAITING, tokenKeyFrom('other')) })],
		['with a proof of the whole, in a typed text', () => ({ body: made(WAITING) })],
	])('%s', async (_, more) => {
		await ask();
		expect(await post(message('F1', more()))).toMatchObject({ status: 200 });
		expect(requests).toEqual([]);
		expect(questions.n8n.runs).toHaveLength(1);
		const [[[item]]] = questions.n8n.runs as [[[{ json: IDataObject }]]];
		expect(item.json).not.toHaveProperty('late');
		expect(item.json).not.toHaveProperty('answerId');
	});
});

describe('a forged ID resumes nothing', () => {
	beforeEach(() => questions.n8n.publish());

	it.each<[string, (id: string) => string]>([
		['another answer', (id) => id.replace('a=0', 'a=1')],
		['another question', (id) => id.replace(/q=\w+/, 'q=00000000')],
		['another execution', (id) => id.replace('/1/', '/2/')],
		['no signature', (id) => id.replace(/~.*/, '')],
		['a wrong signature', (id) => id.replace(/~.{8}/, '~00000000')],
		['a wrong proof', (id) => id.replace(/\..{4}/, '.0000')],
		['another customer', (id) => id.replace(/.{6}$/, '000000')],
		['another host', (id) => id.replace('n8n:/', 'n8n://evil.example/')],
		['a whole address', (id) => id.replace('n8n:', 'n8n:https://evil.example')],
		['a user name', (id) => id.replace('n8n:', 'n8n:@evil.example')],
		['a way up', (id) => id.replace('/webhook-waiting/', '/webhook-waiting/../rest/')],
		['a backslash', (id) => id.replace('n8n:/', 'n8n:/\\evil.example/')],
	])('%s', async (_, forge) => {
		const sleeper = await ask();
		await ask();
		const id = sends()[0]!.body.button1_id as string;
		const buttonId = forge(id);
		expect(buttonId).not.toBe(id);
		const event = message('F1', { type: 'button', body: 'Approve', buttonId });
		expect(await post(event)).toMatchObject({ status: 200 });
		expect(requests).toEqual([]);
		expect(questions.host.sleepers.map(({ woken }) => woken)).toEqual([0, 0]);
		expect(sleeper.status).toBe('waiting');
		expect(questions.n8n.runs).toHaveLength(1);
	});
});

describe('only the customer who was asked may answer', () => {
	beforeEach(() => questions.n8n.publish());

	const tap = (more: object = {}) =>
		post(message('T1', { type: 'button', body: 'Approve', buttonId: sends()[0]!.body.button1_id, ...more }));

	it('and a tap from another number is an ordinary event', async () => {
		const sleeper = await ask();
		await tap({ from: STRANGER, phone: STRANGER, from_id: 'IL.111' });
		expect(requests).toEqual([]);
		expect(sleeper.woken).toBe(0);
		const [[[item]]] = questions.n8n.runs as [[[{ json: IDataObject }]]];
		expect(item.json).toMatchObject({ event: 'button', from: STRANGER, answerText: 'Approve' });
		expect(item.json).not.toHaveProperty('late');
		expect(JSON.stringify(item.json)).not.toContain('n8n:');
	});

	it('also if the customer was asked by number, hides it, and comes back under a user ID alone', async () => {
		const sleeper = await ask();
		await tap({ from: 'IL.1605856887361213', from_id: 'IL.1605856887361213', phone: null });
		expect(only(sleeper)).toMatchObject([{ output: 0, json: { approved: true, fromId: 'IL.1605856887361213' } }]);
	});

	it('also if the customer was asked under a user ID', async () => {
		const { userId } = world.sandbox.provider.accounts.get().customers.find(CUSTOMER)!;
		const sleeper = await ask({ to: userId });
		await tap({ from_id: userId });
		expect(sleeper.woken).toBe(1);
	});
});

describe('manual registration', () => {
	const register = async (secret: string, query = '') => {
		questions.n8n.parameters = { registration: 'manual', events: ['message', 'button'], options: { secret } };
		questions.n8n.credential = undefined;
		await questions.n8n.publish();
		const [path] = Object.keys({ '/webhook/b8c1d2e3/webhook': 1 });
		Object.assign(settingsOf(world.sandbox), { url: `${questions.n8n.url}${path}${query}` });
	};

	it('with a secret learns from the check how to prove a tap, and knows it after a restart', async () => {
		await register('s3cret', '?secret=s3cret');
		const sleeper = await ask();
		expect(JSON.stringify(questions.n8n.stored)).not.toContain(world.credential.apiKey);
		const buttonId = sends()[0]!.body.button2_id;
		await post(message('T1', { type: 'button', body: 'Decline', buttonId: FORGED }));
		await post(message('T2', { type: 'button', body: 'Decline', buttonId }));
		expect(requests).toHaveLength(1);
		expect(only(sleeper)).toMatchObject([{ output: 1 }]);
	});

	it('without a secret takes no question, and the node says why before it sends', async () => {
		await register('');
		const { status, error } = await ask();
		expect(status).toBe('error');
		expect(`${error!.message} ${error!.description}`).toMatch(/has no secret.*Add Secret/s);
		expect(sends()).toEqual([]);
	});

	it('without a secret takes no question and no key from strangers', async () => {
		await register('');
		const { url } = settingsOf(world.sandbox);
		const awaited = { to: CUSTOMER, path: WAITING.replace('a=0&', ''), until: Date.now() + 60_000 };
		const check = { hook: 'n8n-question', key: tokenKeyFrom('evil'), awaited };
		expect(await postTo(url, check)).toMatchObject({ status: 403 });
		await post(message('T1', { body: 'anything' }));
		await post(message('T2', { type: 'button', buttonId: made(WAITING, tokenKeyFrom('evil')) }));
		expect(requests).toEqual([]);
		expect(questions.n8n.runs).toHaveLength(2);
	});

	it('with a wrong secret takes nothing', async () => {
		await register('s3cret', '?secret=wrong');
		const { error } = await ask();
		expect(error!.message).toContain('HTTP status 401');
	});
});

it('taps on questions that were asked with the API key before still count after a new one', async () => {
	await questions.n8n.publish();
	const sleeper = await ask();
	questions.n8n.credential = { ...world.credential, apiKey: 'a-new-key' };
	await post(message('T1', { type: 'button', body: question.message, buttonId: sends()[0]!.body.button1_id }));
	expect(only(sleeper)).toMatchObject([{ output: 0 }]);
});
