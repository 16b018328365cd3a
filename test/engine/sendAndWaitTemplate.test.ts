import type { IDataObject } from 'n8n-workflow';

import { poll } from '../../host/poll';
import { CUSTOMER } from '../support/provider';
import { buttons, only, useQuestions } from '../support/questions';
import { message } from '../support/triggerPosts';

const questions = useQuestions();
const { world, ask, sends, post, phone, delivered } = questions;

/** Nobody has written for more than a day. */
const closeWindow = () => world.sandbox.provider.clock.advance(25 * 60 * 60 * 1000);

const reminder: IDataObject = {
	sendAs: 'template',
	template: { __rl: true, mode: 'name', value: 'appointment_reminder' },
	variables: {
		mappingMode: 'defineBelow',
		value: { bodyVariable1: 'נועה', bodyVariable2: 'Sunday', bodyVariable3: '10:00' },
	},
	...buttons('Confirm', 'Move', 'Cancel'),
};

/** The ID of the last message to the customer. */
const asked = () => world.sandbox.provider.accounts.get().customers.find(CUSTOMER)!.messages.at(-1)!.unique;

const remembered = () => {
	const stored = questions.n8n.stored['node:99digital Trigger'] as { questions?: { records: string } };
	return (stored.questions?.records ?? '').split(';').filter(Boolean);
};

const tap = (body: string, more: object = {}) => post(message(`T ${Math.random()}`, { type: 'button', body, ...more }));

beforeEach(async () => {
	await questions.n8n.publish();
	closeWindow();
});

describe('a tap on a template', () => {
	it.each([
		['Confirm', 0],
		['Cancel', 2],
	])('on %s wakes the execution, which goes on by output %j', async (label, output) => {
		const sleeper = await ask(reminder);
		expect(sleeper).toMatchObject({ status: 'waiting' });
		expect(sends()).toMatchObject([{ operation: 'sendTemplate', body: { name: 'appointment_reminder' } }]);
		phone().tap(label);
		await delivered();
		expect(only(sleeper)).toMatchObject([
			{ output, json: { answered: true, answerText: label, index: output, from: CUSTOMER } },
		]);
		expect(questions.n8n.runs).toEqual([]);
		expect(remembered()).toEqual([]);
	});

	it.each<[string, string, () => object, number]>([
		['told as a text', 'Move', () => ({ type: 'text', quoteUnique: asked() }), 1],
		['without a quote', 'Move', () => ({ quoteUnique: false }), 1],
		['with marks and white space', ' \u200fMove\u202c ', () => ({ quoteUnique: asked() }), 1],
		['of a customer who hides the number', 'Move', () => ({ from: 'IL.16', phone: null, quoteUnique: asked() }), 1],
	])('counts %s', async (_, body, more, output) => {
		const sleeper = await ask(reminder);
		await tap(body, more());
		expect(only(sleeper)).toMatchObject([{ output }]);
	});

	it.each<[string, string, () => object]>([
		['with a typing mistake', 'Confrm', () => ({ type: 'text' })],
		['that quotes another message', 'Confirm', () => ({ quoteUnique: 'F'.repeat(32) })],
		['from somebody else', 'Confirm', () => ({ from: '972599999999', quoteUnique: asked() })],
		['from somebody who hides the number, without a quote', 'Confirm', () => ({ from: 'IL.99', phone: null })],
	])('does not count %s, and is an ordinary event', async (_, body, more) => {
		const sleeper = await ask(reminder);
		await tap(body, more());
		expect(sleeper).toMatchObject({ status: 'waiting', woken: 0 });
		expect(questions.n8n.runs).toHaveLength(1);
		expect(questions.n8n.runs[0]![0]![0]!.json).not.toHaveProperty('late');
		expect(remembered()).toHaveLength(1);
	});

	it('is never guessed between two questions, but finds the one that it quotes', async () => {
		const first = await ask(reminder);
		const quoteUnique = asked();
		const second = await ask(reminder);
		await tap('Confirm');
		expect([first.woken, second.woken]).toEqual([0, 0]);
		await tap('Confirm', { quoteUnique });
		expect([first.woken, second.woken]).toEqual([1, 0]);
		await tap('Confirm');
		expect([first.woken, second.woken]).toEqual([1, 1]);
	});

	it('that comes while the template is still being sent is kept', async () => {
		const sleeper = await ask(reminder);
		sleeper.status = 'running';
		const event = message('T1', { type: 'button', body: 'Confirm', quoteUnique: asked() });
		expect(await post(event)).toMatchObject({ status: 503 });
		sleeper.status = 'waiting';
		expect(await post(event)).toMatchObject({ status: 200 });
		expect(only(sleeper)).toMatchObject([{ output: 0 }]);
	});
});

describe('approval and any reply by template', () => {
	it('approve by the words on its buttons', async () => {
		const sleeper = await ask({
			...reminder,
			responseType: 'approval',
			approveLabel: 'Confirm',
			disapproveLabel: 'Cancel',
		});
		phone().tap('Cancel');
		await delivered();
		expect(only(sleeper)).toMatchObject([{ output: 1, json: { approved: false, answerId: 'decline' } }]);
	});

	it('take whatever comes next', async () => {
		const sleeper = await ask({ ...reminder, responseType: 'anyReply' });
		phone().write('מחר בעשר 🙏');
		await delivered();
		expect(only(sleeper)).toMatchObject([{ output: 0, json: { answerText: 'מחר בעשר 🙏' } }]);
	});

	it('serve the review of an AI agent', async () => {
		const type = 'n8n-nodes-99digital.ninetyNineDigitalHitlTool';
		const labels = { responseType: 'approval', approveLabel: 'Confirm', disapproveLabel: 'Cancel' };
		const sleeper = await ask({ ...reminder, ...labels }, { type });
		phone().tap('Confirm');
		await delivered();
		expect(only(sleeper)).toMatchObject([{ output: 0, json: { approved: true } }]);
	});
});

describe('a message, or a template if the window is closed', () => {
	const either = { ...reminder, sendAs: 'messageElseTemplate' };

	it.each([
		['7: the customer has not written within 24 hours', () => {}],
		[
			'8: the customer has never written',
			() =>
				world.sandbox.provider.behaviours.add({ effect: 'refuse', operation: 'sendButtons', reason: 8, to: CUSTOMER }),
		],
	])('is a template on reason %s', async (_, prepare) => {
		prepare();
		const sleeper = await ask(either);
		expect(sends().map(({ operation }) => operation)).toEqual(['sendButtons', 'sendTemplate']);
		phone().tap('Move');
		await delivered();
		expect(only(sleeper)).toMatchObject([{ output: 1 }]);
	});

	it('is a message within the window, of which nothing is remembered', async () => {
		phone().write('Hello');
		await delivered();
		const sleeper = await ask(either);
		expect(sends().map(({ operation }) => operation)).toEqual(['sendButtons']);
		expect(remembered()).toEqual([]);
		phone().tap('Move');
		await delivered();
		expect(only(sleeper)).toMatchObject([{ output: 1 }]);
	});
});

describe('before it asks', () => {
	const reasonOf = async (parameters: IDataObject) => {
		const { status, error } = await ask({ ...reminder, ...parameters });
		expect(status).toBe('error');
		expect(sends()).toEqual([]);
		return error!.message;
	};

	it('a list is refused', async () => {
		const items = { item: [{ title: 'A' }] };
		expect(await reasonOf({ responseType: 'list', items })).toContain('Response Type is List');
	});

	it('two answers of the same words are refused', async () => {
		expect(await reasonOf(buttons('Move', ' Move\u200f'))).toContain('the same words, "Move"');
	});

	it('a time that has passed is refused', async () => {
		expect(await reasonOf({ options: { waitUntil: '2020-01-01T10:00:00' } })).toContain('Wait Until is in the past');
	});
});

it.each(['template', 'messageElseTemplate'])('as %s, header and options go out as in Send Template', async (sendAs) => {
	const headerUrl = 'https://example.com/1042.pdf';
	const options = { headerVariable: '1042', websiteVariable: 'orders/1042', pdfFilename: 'חשבונית.pdf' };
	await ask({ ...reminder, sendAs, header: 'document', headerUrl, options });
	expect(sends().at(-1)).toMatchObject({ operation: 'sendTemplate', body: { headerLink: headerUrl, ...options } });
});

it('what 99digital refuses is not remembered', async () => {
	const sleeper = await ask({ ...reminder, template: { __rl: true, mode: 'name', value: 'no_such_template' } });
	expect(sleeper).toMatchObject({ status: 'error' });
	expect(remembered()).toEqual([]);
});

it('waits until the time of the appointment', async () => {
	const { waitTill } = await ask({ ...reminder, options: { waitUntil: '2049-05-02T10:00:00Z' } });
	expect(waitTill!.toISOString()).toBe('2049-05-02T10:00:00.000Z');
});

describe('the confirmation text', () => {
	const confirming = { ...reminder, options: { confirmationText: 'תודה, נתראה! 👋' } };
	const texts = () => sends().filter(({ operation }) => operation === 'sendMessage');
	const confirmed = async () => await poll(() => texts()[0], { what: 'the confirmation text' });

	/** Another question is answered and confirmed: what was to be sent before has been by then. */
	const another = async () => {
		await ask({ ...reminder, options: { confirmationText: 'Another' } });
		await tap('Confirm', { quoteUnique: asked() });
		const isOut = () => texts().some(({ body }) => body.body === 'Another') || undefined;
		await poll(isOut, { what: 'the next confirmation text' });
	};

	it('goes out once, in the window that the tap has opened', async () => {
		const sleeper = await ask(confirming);
		const quoteUnique = asked();
		expect(texts()).toEqual([]);
		const { unique } = phone().tap('Confirm');
		await delivered();
		await tap('Confirm', { unique, quoteUnique });
		await tap('Move', { quoteUnique });
		expect((await confirmed()).body).toMatchObject({ to: CUSTOMER, body: 'תודה, נתראה! 👋' });
		expect(texts()).toHaveLength(1);
		expect(sleeper.woken).toBe(1);
	});

	it('does not keep the answer back where 99digital refuses it', async () => {
		const sleeper = await ask(confirming);
		await tap('Confirm', { quoteUnique: asked() });
		await confirmed();
		expect(only(sleeper)).toMatchObject([{ output: 0, json: { answerText: 'Confirm' } }]);
	});

	it('is not sent for a question that did not arrive, nor for what is no answer', async () => {
		const sleeper = await ask(confirming);
		await tap('Confrm', { quoteUnique: asked() });
		expect(sleeper.woken).toBe(0);
		await post({ hook: 'system', unique: asked(), type: 'messages', messageUpdate: 8, messageTo: CUSTOMER });
		expect(only(sleeper)).toMatchObject([{ output: 3, json: { answered: false, reason: 8 } }]);
		await another();
		expect(texts()).toHaveLength(1);
	});

	it('goes out once where two taps come at the same moment', async () => {
		const sleeper = await ask(confirming);
		const quoteUnique = asked();
		await Promise.all([tap('Confirm', { quoteUnique }), tap('Move', { quoteUnique })]);
		await another();
		expect(sleeper.woken).toBe(1);
		expect(texts()).toHaveLength(2);
	});
});
