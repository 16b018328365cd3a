import { text } from 'node:stream/consumers';
import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';

import { poll } from '../../host/poll';
import { CUSTOMER } from '../support/provider';
import { buttons, only, question, useQuestions } from '../support/questions';
import { breakingUrl, JSON_TYPE, listening, serve } from '../support/server';
import { SleepingHost } from '../support/sleepingHost';
import { message, post as postTo, settingsOf } from '../support/triggerPosts';

const questions = useQuestions();
const { account, world, ask, phone, sends, post, delivered } = questions;

const rows = (count: number) => ({
	responseType: 'list',
	buttonText: 'Choose',
	items: { item: Array.from({ length: count }, (_, index) => ({ title: `Row ${index}`, id: `row-${index}` })) },
});

describe('a tap', () => {
	beforeEach(() => questions.n8n.publish());

	it.each([
		['Approve', 0, { approved: true, answerId: 'approve', answerText: 'Approve', index: 0 }],
		['Decline', 1, { approved: false, answerId: 'decline', answerText: 'Decline', index: 1 }],
	])('on %s wakes the execution, which goes on by output %j', async (label, output, json) => {
		const sleeper = await ask();
		expect(sleeper).toMatchObject({ status: 'waiting', outputs: [[], [], []] });
		expect(sends()[0]!.body).toMatchObject({
			to: CUSTOMER,
			body: question.message,
			button1: 'Approve',
			button2: 'Decline',
		});
		phone().tap(label);
		await delivered();
		expect(sleeper).toMatchObject({ status: 'success', woken: 1 });
		expect(only(sleeper)).toEqual([
			{
				output,
				json: expect.objectContaining({ ...json, answered: true, from: CUSTOMER, questionId: expect.any(String) }),
			},
		]);
		expect(sleeper.outputs[output]![0]!.pairedItem).toMatchObject({ item: 0 });
		expect(questions.n8n.runs).toEqual([]);
	});

	it('on the one button of a simple approval approves', async () => {
		const sleeper = await ask({ approvalType: 'single', approveLabel: 'מאשר ✅' });
		phone().tap('מאשר ✅');
		await delivered();
		expect(only(sleeper)).toMatchObject([{ output: 0, json: { approved: true, answerText: 'מאשר ✅' } }]);
		expect(sleeper.outputs).toHaveLength(2);
	});

	it.each([0, 1, 2])('on button %j of three has its own output', async (index) => {
		const sleeper = await ask(buttons('A', 'ב', 'C 🌊'));
		phone().tap(['A', 'ב', 'C 🌊'][index]!);
		await delivered();
		expect(only(sleeper)).toMatchObject([{ output: index, json: { index, answerId: String(index + 1) } }]);
		expect(only(sleeper)[0]!.json).not.toHaveProperty('approved');
	});

	it.each([0, 4, 9])('on row %j of ten has its own output', async (index) => {
		const sleeper = await ask(rows(10));
		phone().pick(`Row ${index}`);
		await delivered();
		expect(only(sleeper)).toMatchObject([{ output: index, json: { index, answerId: `row-${index}` } }]);
		expect(sleeper.outputs).toHaveLength(11);
	});

	it('is found under whatever name the ID comes back', async () => {
		for (const name of ['payload', 'button1_id', 'caption']) {
			const sleeper = await ask();
			const id = sends().at(-1)!.body.button2_id;
			const event = message(`M ${name}`, { type: 'button', body: 'Decline', [name]: id });
			expect(await post(event)).toMatchObject({ status: 200 });
			expect(only(sleeper)).toMatchObject([{ output: 1 }]);
		}
		const nested = await ask();
		const interactive = { button_reply: { id: sends().at(-1)!.body.button1_id } };
		await post(message('M nested', { type: 'button', body: 'x', interactive }));
		expect(only(nested)).toMatchObject([{ output: 0 }]);
	});

	it('comes back through a trigger that waits for something else, and leaves the error output alone', async () => {
		questions.n8n.parameters = { events: ['system'], options: { from: '972521112233' } };
		const sleeper = await ask({}, { onError: 'continueErrorOutput' });
		phone().tap('Decline');
		await delivered();
		expect(only(sleeper)).toMatchObject([{ output: 1, json: { approved: false } }]);
		expect(questions.n8n.runs).toEqual([]);
	});

	it('comes out as 99digital told it where Simplify is off', async () => {
		const sleeper = await ask({ simplify: false });
		phone().tap('Approve');
		await delivered();
		expect(only(sleeper)[0]!.json).toMatchObject({ hook: 'new', type: 'button', body: 'Approve' });
	});

	it('starts nothing else, in a trigger that is fed by the first one either', async () => {
		const second = await account.published({}, 'second');
		try {
			await questions.n8n.unpublish();
			await questions.n8n.publish();
			await ask();
			phone().tap('Approve');
			await delivered();
			expect([...questions.n8n.runs, ...second.runs]).toEqual([]);
			phone().write('Something else');
			await poll(() => (second.runs.length > 0 && questions.n8n.runs.length > 0) || undefined, {
				what: 'the ordinary event',
			});
			expect([...questions.n8n.runs, ...second.runs]).toHaveLength(2);
		} finally {
			await second.close();
		}
	});
});

describe('what comes too late', () => {
	beforeEach(() => questions.n8n.publish());

	it('is an ordinary event that says so, and shows no address', async () => {
		const sleeper = await ask();
		phone().tap('Approve');
		await delivered();
		phone().tap('Decline');
		await delivered();
		expect(sleeper.woken).toBe(1);
		expect(questions.n8n.runs).toHaveLength(1);
		const { json } = questions.n8n.runs[0]![0]![0]!;
		expect(json).toMatchObject({ event: 'button', late: true, answerText: 'Decline' });
		expect(JSON.stringify(json)).not.toContain('signature');
	});

	it('is the second copy of a tap that 99digital sends again: it starts nothing', async () => {
		const sleeper = await ask();
		const event = message('T1', { type: 'button', body: 'Approve', buttonId: sends()[0]!.body.button1_id });
		await Promise.all([post(event), post(event)]);
		await post(event);
		expect(sleeper.woken).toBe(1);
		expect(questions.n8n.runs).toEqual([]);
	});

	it('of two different taps at the same moment one wakes and the other is late', async () => {
		const sleeper = await ask();
		const { button1_id: yes, button2_id: no } = sends()[0]!.body;
		await Promise.all([
			post(message('T1', { type: 'button', body: 'Approve', buttonId: yes })),
			post(message('T2', { type: 'button', body: 'Decline', buttonId: no })),
		]);
		expect(sleeper.woken).toBe(1);
		expect(questions.n8n.runs).toMatchObject([[[{ json: { late: true } }]]]);
	});

	it('is a tap on an earlier question of the same execution', async () => {
		const first = await ask();
		const old = sends()[0]!.body.button1_id as string;
		const again = await questions.host.ask({ parameters: question as never, credential: world.credential });
		first.stored = again.stored;
		await post(message('T1', { type: 'button', body: 'Approve', buttonId: old }));
		expect(first).toMatchObject({ status: 'waiting', woken: 0 });
		expect(questions.n8n.runs).toMatchObject([[[{ json: { late: true } }]]]);
	});

	it('waits for an execution that has not fallen asleep yet', async () => {
		const sleeper = await ask();
		sleeper.status = 'running';
		let refused = 0;
		questions.n8n.elsewhere = (request, response) => {
			response.once('finish', () => (refused += 1));
			void questions.host.serve(request, response);
		};
		phone().tap('Approve');
		await poll(() => refused > 0 || undefined, { what: 'the first try' });
		sleeper.status = 'waiting';
		await delivered();
		expect(sleeper.woken).toBe(1);
	});
});

describe('no answer in time', () => {
	beforeEach(() => questions.n8n.publish());

	it.each([
		['approval', {}, 2, { approved: false }],
		['buttons', buttons('A', 'B', 'C'), 3, {}],
		['a list', rows(2), 2, {}],
		['any reply', { responseType: 'anyReply' }, 1, {}],
	])('of %s leaves by the last output', async (_, parameters, output, more) => {
		const sleeper = await ask(parameters);
		await questions.host.expire(sleeper);
		expect(sleeper.status).toBe('success');
		expect(only(sleeper)).toEqual([
			{ output, json: expect.objectContaining({ answered: false, to: CUSTOMER, ...more }) },
		]);
	});

	it.each([
		[5, 'minutes', 5],
		[24, 'hours', 24 * 60],
		[2, 'days', 48 * 60],
	])('is known after %j %s', async (waitAmount, waitUnit, minutes) => {
		const { waitTill } = await ask({ waitAmount, waitUnit });
		expect(Math.round((waitTill!.getTime() - Date.now()) / 60_000)).toBe(minutes);
	});

	it('never comes with a limit of 0', async () => {
		expect((await ask({ waitAmount: 0 })).waitTill!.getUTCFullYear()).toBe(3000);
	});
});

describe('any reply', () => {
	beforeEach(() => questions.n8n.publish());

	const anyReply = { responseType: 'anyReply' };

	it('is the next message of the customer', async () => {
		const sleeper = await ask(anyReply);
		phone().write('מחר בעשר 🙏');
		await delivered();
		expect(only(sleeper)).toMatchObject([
			{ output: 0, json: { answered: true, answerText: 'מחר בעשר 🙏', from: CUSTOMER } },
		]);
		expect(questions.n8n.runs).toEqual([]);
		phone().write('And another thing');
		await delivered();
		expect(questions.n8n.runs).toMatchObject([[[{ json: { text: 'And another thing' } }]]]);
		expect(questions.n8n.runs[0]![0]![0]!.json).not.toHaveProperty('late');
	});

	it('of somebody else is none', async () => {
		const sleeper = await ask(anyReply);
		world.sandbox.provider.phone('972521112233').write('Hello');
		await delivered();
		expect(sleeper.woken).toBe(0);
		expect(questions.n8n.runs).toHaveLength(1);
	});

	it('can be a picture', async () => {
		const sleeper = await ask(anyReply);
		phone().sendFile('image', 'https://www.example.com/a.jpg', 'Here');
		await delivered();
		expect(only(sleeper)[0]!.json).toMatchObject({
			mediaUrl: 'https://www.example.com/a.jpg',
			answerText: 'Here',
			type: 'image',
		});
	});

	it('goes to the latest of several questions, or to the one that it quotes', async () => {
		const [first, second, third] = [await ask(anyReply), await ask(anyReply), await ask(anyReply)];
		const [{ unique } = { unique: '' }] = world.sandbox.provider.accounts
			.get()
			.customers.find(CUSTOMER)!
			.messages.filter(({ by }) => by === 'business');
		phone().write('To the first', unique);
		await delivered();
		phone().write('To the third');
		await delivered();
		expect([first, second, third].map(({ woken }) => woken)).toEqual([1, 0, 1]);
	});

	it('is not a reaction to something else', async () => {
		const sleeper = await ask(anyReply);
		const { unique } = world.sandbox.provider.accounts.get().customers.find(CUSTOMER)!.messages[0]!;
		await post(message('R1', { type: 'reaction', body: '😀', quoteUnique: unique }));
		expect(sleeper.woken).toBe(0);
		phone().react('👍');
		await delivered();
		expect(only(sleeper)).toMatchObject([{ json: { answerText: '👍' } }]);
	});

	it('is known to a trigger that has started anew and knows only what is stored', async () => {
		const sleeper = await ask(anyReply);
		const stored = () => questions.n8n.stored['node:99digital Trigger'] as { questions: { records: string } };
		expect(stored().questions.records).toMatch(/^;[^;]+;$/);
		expect(JSON.stringify(stored())).not.toContain(CUSTOMER);
		await questions.n8n.unpublish();
		await questions.n8n.publish();
		phone().write('Yes');
		await delivered();
		expect(sleeper.woken).toBe(1);
		expect(stored().questions.records).toBe(';');
	});

	it('is known for every one of many questions that are asked at once', async () => {
		const numbers = Array.from({ length: 20 }, (_, index) => String(972_521_000_000 + index));
		for (const number of numbers) world.sandbox.provider.phone(number).write('Hi');
		await poll(() => questions.n8n.runs.length === numbers.length || undefined, { what: 'the greetings' });
		const sleepers = await Promise.all(numbers.map(async (to) => await ask({ ...anyReply, to })));
		for (const number of numbers) {
			world.sandbox.provider.phone(number).write(`I am ${number}`);
			await delivered();
		}
		expect(sleepers.map((sleeper) => only(sleeper)[0]?.json.answerText)).toEqual(numbers.map((to) => `I am ${to}`));
	});

	it('to a question whose execution has ended is an ordinary event', async () => {
		const sleeper = await ask(anyReply);
		await questions.host.expire(sleeper);
		phone().write('Sorry, I slept');
		await delivered();
		expect(questions.n8n.runs).toMatchObject([[[{ json: { text: 'Sorry, I slept' } }]]]);
	});
});

describe('before it asks', () => {
	const reasonOf = async (parameters: IDataObject = {}) => {
		const { status, error } = await ask(parameters);
		expect(status).toBe('error');
		expect(sends()).toEqual([]);
		return `${error!.message} ${error!.description}`;
	};

	it('it is told that no address is registered', async () => {
		expect(await reasonOf()).toContain('no address for the answers');
	});

	it('it is told that the address is another system, to which it says nothing', async () => {
		const crm = await serve({});
		Object.assign(settingsOf(world.sandbox), { url: `${crm.url}/hook?token=crm` });
		const told = await reasonOf();
		expect(told).toContain(`elsewhere: ${crm.url}/hook `);
		expect(told).not.toContain('token');
		expect(crm.requests).toEqual([]);
	});

	it('it is told that nobody listens at an address of this n8n', async () => {
		Object.assign(settingsOf(world.sandbox), { url: `${questions.n8n.url}/webhook/gone/webhook?secret=x` });
		expect(await reasonOf()).toContain('HTTP status 404');
	});

	it('it is told that the secret in the address is wrong', async () => {
		await questions.n8n.publish();
		settingsOf(world.sandbox).url += 'x';
		expect(await reasonOf()).toContain('HTTP status 401');
	});

	it('it is told that a proxy takes a part off the addresses, by which n8n would wake nobody', async () => {
		const { n8n } = questions;
		const inside = n8n.url;
		const proxy = await listening((request, response) => {
			void text(request).then(async (body) => {
				const answer = await postTo(inside + request.url!.replace('/n8n', ''), body);
				response.writeHead(answer.status, JSON_TYPE).end(JSON.stringify(answer.body));
			});
		});
		n8n.publicUrl = `${proxy}/n8n`;
		await n8n.publish();
		const host = new SleepingHost(() => `${proxy}/n8n`);
		const { status, error } = await host.ask({ parameters: question, credential: world.credential });
		expect(status).toBe('error');
		expect(error).toMatchObject({
			message: expect.stringContaining('takes a part off its addresses'),
			description: expect.stringContaining('Set WEBHOOK_URL to an address without a path'),
		});
		expect(sends()).toEqual([]);
	});

	it('it is told what 99digital says', async () => {
		const { error } = await questions.host.ask({
			parameters: question,
			credential: { ...world.credential, apiKey: 'other' },
		});
		expect(error!.message).toContain('API key');
	});

	it('it is told that 99digital does not answer, and that nothing was sent', async () => {
		const baseUrl = await breakingUrl();
		const { error } = await questions.host.ask({ parameters: question, credential: { ...world.credential, baseUrl } });
		expect(error).toMatchObject({ description: expect.stringContaining('Nothing was sent') });
	});

	it('it sends all the same where the person knows better, but never for any reply', async () => {
		const options = { skipTriggerCheck: true };
		expect((await ask({ options })).status).toBe('waiting');
		expect(await ask({ options, responseType: 'anyReply' })).toMatchObject({ status: 'error' });
	});

	it('it tells everything that is wrong at once', async () => {
		await questions.n8n.publish();
		const told = await reasonOf({ to: 'me', message: '={{ "" }}', approveLabel: 'a'.repeat(21) });
		expect(told).toMatch(/To is "me".*Message is empty.*Approve Button has 21 characters/s);
	});

	it('it counts the address in the ID', async () => {
		await questions.n8n.publish();
		questions.n8n.publicUrl = `http://localhost/${'a'.repeat(120)}`;
		expect(await reasonOf(rows(1))).toMatch(/Answer address 1 has 2\d\d characters; at most 200 are allowed/);
	});

	it('it checks the message that carries the question under the names of its own screen', async () => {
		await questions.n8n.publish();
		expect(await reasonOf({ ...rows(1), message: 'a'.repeat(1025) })).toContain('Message has 1025 characters');
	});

	it('it asks the first of several items and says so', async () => {
		await questions.n8n.publish();
		const { hints } = await ask({ to: '={{ $json.to }}' }, { items: [{ to: CUSTOMER }, { to: '972521112233' }] });
		expect(sends()).toHaveLength(1);
		expect(hints).toEqual([expect.stringContaining('first of 2 items')]);
	});
});

describe('the page behind a link', () => {
	const link = { answerBy: 'link', linkText: 'לאישור' };
	const get = async (url: string) => await axios.get<string>(url, { validateStatus: () => true, proxy: false });
	const submit = async (url: string, form: Record<string, string>) =>
		await axios.post<string>(url, new URLSearchParams(form), { validateStatus: () => true, proxy: false });

	/** A question, and the address that its button opens. No trigger listens. */
	const asked = async (parameters: IDataObject = {}) => {
		const sleeper = await ask({ ...link, ...parameters });
		expect(sends()[0]!.body).toMatchObject({ button1: 'לאישור' });
		return { sleeper, url: sends()[0]!.body.buttonExternal as string };
	};

	it('shows the question and its answers, and nothing happens by opening it', async () => {
		const { sleeper, url } = await asked({ message: 'Is <b> & "you" *right*, 2*3*4 or some_file_name?' });
		const { status, data, headers } = await get(url);
		expect(status).toBe(200);
		expect(data).toContain('Is &#60;b&#62; &#38; &#34;you&#34; <strong>right</strong>, 2*3*4 or some_file_name?');
		expect(data).toContain('>Approve</button>');
		expect(headers['content-security-policy']).toContain("default-src 'none'");
		await axios.head(url, { validateStatus: () => true, proxy: false });
		expect(sleeper).toMatchObject({ status: 'waiting', woken: 0 });
	});

	it('wakes the execution by the button that is pressed', async () => {
		const { sleeper, url } = await asked();
		expect(await submit(url, { answer: '1' })).toMatchObject({
			status: 200,
			data: expect.stringContaining('Thank you'),
		});
		expect(only(sleeper)).toMatchObject([
			{ output: 1, json: { answered: true, approved: false, answerId: 'decline', from: CUSTOMER } },
		]);
	});

	it('shows the confirmation text in place of thanks, and sends nothing', async () => {
		const { url } = await asked({ options: { confirmationText: 'להתראות <b>' } });
		const { data } = await submit(url, { answer: '0' });
		expect(data).toContain('להתראות &#60;b&#62;');
		expect(sends()).toHaveLength(1);
	});

	it('takes no answer that is not on it', async () => {
		const { sleeper, url } = await asked();
		for (const form of [{}, { answer: '2' }, { answer: '-1' }, { answer: 'x' }, { text: 'yes' }]) {
			await submit(url, form as Record<string, string>);
		}
		expect(sleeper).toMatchObject({ status: 'waiting', woken: 0 });
	});

	it('lets a person write where any reply will do', async () => {
		const { sleeper, url } = await asked({ responseType: 'anyReply' });
		expect((await get(url)).data).toContain('<textarea');
		await submit(url, { text: ' ' });
		expect(sleeper.woken).toBe(0);
		await submit(url, { text: 'ביום שני' });
		expect(only(sleeper)).toMatchObject([{ output: 0, json: { answerText: 'ביום שני' } }]);
	});

	it('says so when the question is over', async () => {
		const { sleeper, url } = await asked();
		sleeper.stored = (await ask(link)).stored;
		expect(await get(url)).toMatchObject({ status: 410, data: expect.stringContaining('not open any more') });
		expect(await submit(url, { answer: '0' })).toMatchObject({ status: 410 });
		expect(sleeper.woken).toBe(0);
	});
});

describe('a question that 99digital refuses', () => {
	beforeEach(async () => {
		await questions.n8n.publish();
		world.sandbox.provider.clock.advance(25 * 60 * 60 * 1000);
	});

	it('stops the execution with the reason', async () => {
		expect(await ask()).toMatchObject({
			status: 'error',
			error: { message: expect.stringContaining('24-hour window') },
		});
	});

	it('leaves by the output of no answer where the node continues, never by that of an approval', async () => {
		const sleeper = await ask({}, { onError: 'continueRegularOutput' });
		expect(only(sleeper)).toMatchObject([{ output: 2, json: { reason: 7, sent: 'no' } }]);
	});

	it('leaves by the error output where there is one', async () => {
		const sleeper = await ask({}, { onError: 'continueErrorOutput' });
		expect(only(sleeper)).toMatchObject([{ output: 3, json: { reason: 7, sent: 'no' } }]);
	});
});

describe('for an AI agent', () => {
	beforeEach(() => questions.n8n.publish());

	const type = 'n8n-nodes-99digital.ninetyNineDigitalHitlTool';

	it.each([
		['Approve', true],
		['Decline', false],
	])('%s comes out first, where the agent looks for it, whatever Simplify is', async (label, approved) => {
		const sleeper = await ask({ simplify: false }, { type });
		phone().tap(label);
		await delivered();
		expect(only(sleeper)).toMatchObject([{ output: 0, json: { approved } }]);
	});

	it('no answer is no approval, even if the agent has put one into the input', async () => {
		const sleeper = await ask({}, { type, items: [{ approved: true }] });
		await questions.host.expire(sleeper);
		expect(only(sleeper)).toMatchObject([{ output: 0, json: { approved: false } }]);
	});
});
