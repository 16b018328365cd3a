import { account, CUSTOMER, HOUR, newWorld, openWorld } from './world';

/** What the three pages say in the same words. A sentence's first word is its page. */
const operations: Readonly<Record<string, string>> = {
	buttons: 'sendButtons',
	list: 'sendList',
	template: 'sendTemplate',
};

const valid: Readonly<Record<string, object>> = {
	buttons: { header: 1, body: 'שלום 👋', button1: 'Yes' },
	list: { body: 'שלום 👋', buttonText: 'Open', itemTitle1: 'Sales' },
	template: { name: 'login_code', headerType: 1, otp: '1' },
};

/** A send of the page that a sentence stands on, in a world. */
const send = ({ ask }: ReturnType<typeof newWorld>, sentence: string, body: object = {}) => {
	const [page = ''] = sentence.split('.');
	return ask(operations[page] ?? '', { to: CUSTOMER, ...valid[page], ...body });
};

const OK = { status: 'OK', reason: 1 };
const refused = (reason: number) => ({ status: 'FAIL', reason });

describe('the window of 24 hours', () => {
	it.each(['buttons.window', 'buttons.reason.7', 'list.window', 'list.reason.7'])(
		'[%s] closes after a day',
		(sentence) => {
			const world = openWorld();
			world.provider.clock.advance(24 * HOUR - 1);
			expect(send(world, sentence)).toMatchObject(OK);
			world.provider.clock.advance(1);
			expect(send(world, sentence)).toEqual(refused(7));
		},
	);

	it.each(['buttons.firstContact', 'buttons.reason.8', 'list.firstContact', 'list.reason.8'])(
		'[%s] is closed to a new customer',
		(sentence) => {
			expect(send(newWorld(), sentence)).toEqual(refused(8));
		},
	);

	it.each(['buttons.afterTemplate', 'list.afterTemplate', 'template.afterTemplate'])(
		'[%s] is not opened by a template',
		(sentence) => {
			const world = newWorld();
			expect(send(world, 'template')).toMatchObject(OK);
			const page = sentence === 'template.afterTemplate' ? 'buttons' : sentence;
			expect(send(world, page)).toEqual(refused(8));
			expect(send(world, 'template')).toMatchObject(OK);
		},
	);

	it.each(['buttons.contact', 'list.contact'])('[%s] holds for contacts', () => {
		const contact = { to: CUSTOMER, contact_name: 'דנה', contact_phone: '050' };
		expect(newWorld().ask('sendContact', contact)).toEqual(refused(8));
		expect(openWorld().ask('sendContact', contact)).toMatchObject(OK);
	});

	it.each(['buttons.windowResets', 'list.windowResets', 'template.windowResets'])(
		'[%s] opens anew with each message of the customer',
		(sentence) => {
			const world = openWorld();
			world.provider.clock.advance(23 * HOUR);
			expect(send(world, sentence)).toMatchObject({ templateTimeLeft: '60' });
			world.provider.phone(CUSTOMER).write('Me again');
			expect(send(world, sentence)).toMatchObject({ templateTimeLeft: '1440' });
		},
	);

	it.each(['buttons.answer.templateTimeLeft', 'list.answer.templateTimeLeft', 'template.answer.templateTimeLeft'])(
		'[%s] is counted down in minutes',
		(sentence) => {
			const world = openWorld();
			world.provider.clock.advance(17 * HOUR + 1);
			expect(send(world, sentence)).toMatchObject({ templateTimeLeft: '419' });
		},
	);

	it('[template.anytime] is nothing to templates', () => {
		for (const world of [newWorld(), openWorld()]) {
			expect(send(world, 'template')).toMatchObject(OK);
			world.provider.clock.advance(25 * HOUR);
			expect(send(world, 'template')).toMatchObject(OK);
		}
	});
});

describe('the conversation that is paid for', () => {
	it.each([
		...['buttons.billing', 'list.billing', 'template.billing'],
		...['buttons.conversationStart', 'list.conversationStart', 'template.conversationStart'],
	])('[%s] begins with a message of ours and lasts a day', (sentence) => {
		const world = openWorld();
		const left = () => send(world, 'template').conversationTimeLeft;
		world.provider.clock.advance(HOUR);
		send(world, sentence);
		world.provider.clock.advance(10 * HOUR);
		world.provider.phone(CUSTOMER).write('Hello');
		expect(left()).toBe('840');
		world.provider.clock.advance(14 * HOUR);
		expect(left()).toBe('1440');
	});

	it.each(['buttons.unlimited', 'list.unlimited', 'template.unlimited'])('[%s] has room for any number', (sentence) => {
		const world = openWorld();
		const answers = Array.from({ length: 500 }, () => send(world, sentence).reason);
		expect(new Set(answers)).toEqual(new Set([1]));
	});
});

describe('the request', () => {
	it.each(['buttons.people', 'list.people', 'template.people'])('[%s] goes to no group', (sentence) => {
		for (const group of ['972501234567-1600000000', '120363043211234567', '120363043211234567@g.us']) {
			expect(send(openWorld(), sentence, { to: group })).toEqual(refused(4));
		}
	});

	it.each(['buttons.address', 'list.address', 'template.address'])('[%s] has an address of its own', (sentence) => {
		expect(send(openWorld(), sentence)).toMatchObject(OK);
	});

	it.each([
		'buttons.apiKey',
		'buttons.reason.3',
		'list.apiKey',
		'list.reason.3',
		'template.apiKey',
		'template.reason.3',
	])('[%s] needs the key', (sentence) => {
		for (const apiKey of ['wrong', '', undefined]) {
			expect(send(openWorld(), sentence, { apiKey })).toEqual(refused(3));
		}
	});

	it.each(['buttons.from', 'buttons.reason.2', 'list.from', 'list.reason.2', 'template.from', 'template.reason.2'])(
		'[%s] needs the account’s number without a plus',
		(sentence) => {
			for (const from of [`+${account.from}`, '972770000000', '', undefined]) {
				expect(send(openWorld(), sentence, { from })).toEqual(refused(2));
			}
		},
	);

	it.each(['buttons.reason.2', 'list.reason.2'])('[%s] is JSON without errors of syntax', (sentence) => {
		const { provider } = openWorld();
		const [page = ''] = sentence.split('.');
		const whole = JSON.stringify({ ...account, to: CUSTOMER, ...valid[page] });
		for (const source of [whole.slice(0, -1), whole.replace('":', ':'), whole.replace('שלום', '\\ud83d')]) {
			expect(provider.receive(operations[page] ?? '', source).wire).toMatchObject({
				...{ status: 200, body: '{"status":"FAIL","reason":2}' },
			});
		}
		expect(provider.receive(operations[page] ?? '', whole).wire).toMatchObject({ body: expect.stringContaining('OK') });
	});

	it.each(['buttons.replyTo', 'list.replyTo'])('[%s] may quote the customer’s message', (sentence) => {
		const world = openWorld();
		const [hello] = world.conversation();
		send(world, sentence, { replyTo: hello?.unique });
		expect(world.conversation().at(-1)).toMatchObject({ by: 'business', replyTo: hello?.unique });
	});

	it.each([...['buttons.showRequest', 'list.showRequest', 'template.showRequest', 'template.answer.originalRequest']])(
		'[%s] comes back where it is asked for, without the key',
		(sentence) => {
			const { originalRequest } = send(openWorld(), sentence, { showRequest: 1 });
			expect(originalRequest).toMatchObject({ from: account.from, to: CUSTOMER, showRequest: 1 });
			expect(originalRequest).not.toHaveProperty('apiKey');
			for (const showRequest of [undefined, 0]) {
				expect(send(openWorld(), sentence, { showRequest })).not.toHaveProperty('originalRequest');
			}
		},
	);
});

describe('the answer', () => {
	it.each(['buttons.reason.1', 'list.reason.1', 'template.reason.1'])('[%s] is OK with reason 1', (sentence) => {
		expect(send(openWorld(), sentence)).toMatchObject(OK);
	});

	it.each(['buttons.answer.unique', 'list.answer.unique', 'template.answer.unique'])(
		'[%s] names each message by an id of its own',
		(sentence) => {
			const world = openWorld();
			const ids = [send(world, sentence), send(world, sentence)].map(({ unique }) => unique);
			expect(ids).toEqual(
				world
					.conversation()
					.slice(1)
					.map(({ unique }) => unique),
			);
			expect(new Set(ids).size).toBe(2);
		},
	);

	it.each(['buttons.answer.status', 'list.answer.status', 'template.answer.status'])(
		'[%s] says OK before anything has arrived; webhooks tell the rest',
		(sentence) => {
			const posted: object[] = [];
			const post = async (_: string, json: string) => posted.push(JSON.parse(json) as object) && 200;
			const world = newWorld({ post });
			world.provider.phone(CUSTOMER).write('Hello');
			world.ask('setWebhook', { url: 'https://crm.example.com', readStatus: 1, system: 1 });
			const unique = String(send(world, sentence).unique);
			expect(world.conversation().at(-1)).toMatchObject({ status: 'accepted' });
			world.provider.acknowledge(unique, 2);
			world.provider.fail(unique, 7);
			expect(posted).toMatchObject([
				{ hook: 'update', unique, ack: 2 },
				{ hook: 'system', unique, messageUpdate: 7 },
			]);
		},
	);
});

describe('too much at once', () => {
	it.each([
		['buttons.reason.15', 15],
		['list.reason.15', 15],
		['template.reason.22', 22],
	])('[%s] is refused with reason %d', (sentence, reason) => {
		const world = openWorld();
		world.provider.behaviours.add({ effect: 'rateLimit', perSecond: 1 });
		expect(send(world, sentence)).toMatchObject(OK);
		expect(send(world, sentence)).toEqual(refused(reason));
	});

	it.each([
		['buttons.reason.6', 6],
		['list.reason.6', 6],
		['template.reason.21', 21],
	])('[%s] is answered with reason %d when asked to', (sentence, reason) => {
		const world = openWorld();
		world.provider.behaviours.add({ effect: 'refuse', reason, times: 1 });
		expect(send(world, sentence)).toEqual(refused(reason));
		expect(send(world, sentence)).toMatchObject(OK);
	});
});
