import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Payload } from '../../../sandbox/payloads';
import type { ProviderOptions } from '../../../sandbox/provider';
import { digitsOf, inForm } from '../../../sandbox/unique';
import { account, CUSTOMER, newWorld, START } from './world';

const URL = 'https://crm.example.com/hook';

/** A world whose account has an address for webhooks, and what is posted there. */
function listening(switches: object = {}, options: ProviderOptions = {}) {
	const posted: Payload[] = [];
	const post = async (_url: string, json: string) => posted.push(JSON.parse(json) as Payload) && 200;
	const world = newWorld({ ...options, post });
	world.ask('setWebhook', { url: URL, ...switches });
	return { ...world, posted, phone: world.provider.phone(CUSTOMER) };
}

/** The same with a message of ours that has buttons, and a list. */
function answering(options: ProviderOptions = {}) {
	const world = listening({}, options);
	world.phone.write('Hello');
	const buttons = { to: CUSTOMER, header: 1, body: 'Deliver?', button1: 'כן 👍', button1_id: 'yes', button2: 'No' };
	const list = { to: CUSTOMER, body: 'Help?', buttonText: 'Open', itemTitle1: 'Sales', itemTitle2: 'Support' };
	const { unique: buttonsId } = world.ask('sendButtons', buttons);
	const { unique: listId } = world.ask('sendList', { ...list, itemId2: 'support' });
	world.posted.length = 0;
	return { ...world, buttonsId, listId };
}

const samples = (
	JSON.parse(readFileSync(join(__dirname, '../../fixtures/provider/webhooks.json'), 'utf8')) as {
		samples: Array<{ name: string; payload: Payload }>;
	}
).samples;

const typesOf = (payload: object) =>
	Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, value === null ? 'null' : typeof value]));

describe('a customer’s message', () => {
	it('[webhook.incoming] has the keys and types of the provider’s sample', () => {
		const { phone, posted } = listening();
		phone.write('hello');
		const sample = samples.find(({ name }) => name === 'incoming text');
		expect(typesOf(posted[0] ?? {})).toEqual(typesOf(sample?.payload ?? {}));
	});

	it('says who wrote what, and when', () => {
		const { provider, phone, posted } = listening();
		const { userId } = Object.assign(provider.accounts.get().customers.at(CUSTOMER), { name: 'דנה' });
		const { unique } = phone.write('שלום 👋');
		expect(posted).toMatchObject([
			{
				...{ status: 'OK', hook: 'new', unique, from: CUSTOMER, from_id: userId, country: 'IL', phone: CUSTOMER },
				...{ to: account.from, senderName: 'דנה', type: 'text', body: 'שלום 👋', timestamp: String(START / 1000) },
				...{ media: false, quote: false, quoteUnique: false, conversationTimeLeft: '0' },
			},
		]);
	});

	it('[webhook.hidden] hides a hidden number behind the user id', () => {
		const { provider, phone, posted } = listening();
		const { userId } = Object.assign(provider.accounts.get().customers.at(CUSTOMER), { hidden: true });
		phone.write('Hello');
		expect(posted).toMatchObject([{ from: userId, from_id: userId, phone: null }]);
		expect(JSON.stringify(posted)).not.toContain(CUSTOMER);
		expect(userId).toMatch(/^IL\.\d{16}$/);
	});

	it('keeps the user id of a number over restarts', () => {
		const userIds = [newWorld(), newWorld()].map(
			({ provider }) => provider.accounts.get().customers.at(CUSTOMER).userId,
		);
		expect(userIds[0]).toBe(userIds[1]);
	});

	it('goes nowhere without an address', () => {
		const { ask, phone, posted } = listening();
		ask('setWebhook', { url: ' ' });
		phone.write('Hello');
		expect(posted).toEqual([]);
	});

	it('quotes what it answers', () => {
		const { phone, posted, listId } = answering();
		phone.write('This one', String(listId));
		expect(posted).toMatchObject([{ type: 'text', quote: 'Help?', quoteUnique: listId }]);
	});

	it.each([
		['location', [32.0853, 34.7818], { type: 'location', body: '32.0853,34.7818' }],
		['contact', ['Dana', '050-1'], { type: 'contacts', body: '050-1' }],
		['order', [[{ id: 1 }]], { type: 'order', body: [{ id: 1 }] }],
		['image', ['Look'], { type: 'image', body: 'https://example.com/a', caption: 'Look', media: true }],
		['ptt', [], { type: 'ptt', body: 'https://example.com/a', caption: '', media: true }],
	] as const)('[webhook.types] %s carries its body', (what, [first, second], expected) => {
		const { phone, posted } = listening();
		if (what === 'location') phone.sendLocation(Number(first), Number(second));
		else if (what === 'contact') phone.sendContact(String(first), String(second));
		else if (what === 'order') phone.order(first as readonly unknown[]);
		else phone.sendFile(what, 'https://example.com/a', first as string | undefined);
		expect(posted).toMatchObject([expected]);
	});
});

describe('an answer', () => {
	it('[buttons.tap] [buttons.id] is the button’s text and id, and quotes the message', () => {
		const { phone, posted, buttonsId } = answering();
		phone.tap('yes');
		phone.tap('No');
		expect(posted).toMatchObject([
			{ type: 'button', body: 'כן 👍', buttonId: 'yes', quoteUnique: buttonsId },
			{ type: 'button', body: 'No', buttonId: '2' },
		]);
	});

	it('[list.tap] [list.id] is the row’s title and id', () => {
		const { phone, posted, listId } = answering();
		phone.pick('support');
		phone.pick('Sales');
		expect(posted).toMatchObject([
			{ type: 'list', body: 'Support', listId: 'support', quoteUnique: listId },
			{ type: 'list', body: 'Sales', listId: '1' },
		]);
	});

	it('carries the id under whatever name is set, since the provider’s is not known', () => {
		const { phone, posted } = answering({ webhooks: { buttonIdField: 'payload', listIdField: 'rowId' } });
		phone.tap('yes');
		phone.pick('Sales');
		expect(posted).toMatchObject([{ payload: 'yes' }, { rowId: '1' }]);
		expect(posted[0]).not.toHaveProperty('buttonId');
	});

	it('is a reaction to the latest message, or to a given one', () => {
		const { phone, posted, buttonsId, listId } = answering();
		phone.react('👍');
		phone.react('', String(buttonsId));
		expect(posted).toMatchObject([
			{ type: 'reaction', body: '👍', quoteUnique: listId },
			{ type: 'reaction', body: '', quoteUnique: buttonsId },
		]);
	});

	it('taps the message it is told to', () => {
		const { ask, phone, posted, buttonsId } = answering();
		ask('sendButtons', { to: CUSTOMER, header: 1, body: 'Again?', button1: 'Yes', button1_id: 'yes' });
		phone.tap('yes', String(buttonsId));
		expect(posted).toMatchObject([{ body: 'כן 👍', quoteUnique: buttonsId }]);
	});

	it('has no id when a template’s button was tapped', () => {
		const { ask, phone, posted } = answering();
		const variables = { bodyVariable1: 'דנה', bodyVariable2: 'תור', bodyVariable3: '10:00' };
		ask('sendTemplate', { to: CUSTOMER, name: 'appointment_reminder_he', headerType: 1, ...variables });
		phone.tap('מאשר');
		expect(posted).toMatchObject([{ type: 'button', body: 'מאשר' }]);
		expect(posted[0]).not.toHaveProperty('buttonId');
		expect(() => phone.tap('התקשרו אלינו')).toThrow('has not received the button');
	});

	describe('to a template', () => {
		function asked(options: ProviderOptions = {}) {
			const world = listening({ readStatus: 1, system: 1 }, options);
			const values = { bodyVariable1: 'דנה', bodyVariable2: '17.11', bodyVariable3: '10:00' };
			const body = { to: CUSTOMER, name: 'appointment_reminder', headerType: 1, ...values };
			const unique = String(world.ask('sendTemplate', body).unique);
			return { ...world, unique };
		}

		it('quotes the question in the form asked for, or not at all', () => {
			const { phone, posted, unique } = asked();
			for (const quote of ['hex', 'base64', 'none'] as const) phone.tap('Confirm', unique, { quote });
			phone.tap('Confirm');
			const [, long] = posted.map(({ quoteUnique }) => quoteUnique);
			expect(posted.map(({ quoteUnique }) => quoteUnique)).toEqual([unique, long, false, unique]);
			expect(long).toMatch(/^HBgMOTcy[\w+/]+={0,2}$/);
			expect(Buffer.from(String(long), 'base64').toString('latin1')).toContain(unique);
			expect(posted[2]).toMatchObject({ type: 'button', body: 'Confirm', quote: false });
		});

		it('comes as a button or as a text', () => {
			const { phone, posted, unique } = asked();
			phone.tap('Move', unique, { type: 'text' });
			phone.tap('Move', unique, { type: 'text', quote: 'none' });
			expect(posted).toMatchObject([
				{ type: 'text', body: 'Move', quoteUnique: unique },
				{ type: 'text', body: 'Move', quoteUnique: false },
			]);
		});

		it('can be typed, by the customer or by a stranger', () => {
			const { provider, phone, posted, unique } = asked();
			phone.write(' confirm ');
			phone.write('Confirm', unique);
			provider.phone('972509999999').write('Confirm');
			expect(posted).toMatchObject([
				{ type: 'text', body: ' confirm ', quoteUnique: false },
				{ type: 'text', body: 'Confirm', quoteUnique: unique },
				{ from: '972509999999', type: 'text', body: 'Confirm' },
			]);
		});

		it('can be forged by a stranger, with any quote', () => {
			const { provider, posted, unique } = asked();
			const stranger = provider.phone('972509999999');
			expect(() => stranger.tap('Confirm', unique)).toThrow('has not received the button');
			stranger.forgeTap('Confirm', unique);
			stranger.forgeTap('Confirm', undefined, 'text');
			expect(posted).toMatchObject([
				{ from: '972509999999', type: 'button', body: 'Confirm', quoteUnique: unique },
				{ from: '972509999999', type: 'text', body: 'Confirm', quoteUnique: false },
			]);
		});

		it('can fail to arrive, and say so under either form of its id', () => {
			const { provider, posted, unique } = asked();
			provider.fail(unique, 8, 'base64');
			provider.acknowledge(unique, 0, 'base64');
			provider.fail(unique, 8);
			const [first] = posted;
			expect(posted).toMatchObject([
				{ hook: 'system', type: 'messages', messageUpdate: 8, messageTo: CUSTOMER },
				{ hook: 'update', ack: 0, unique: first?.unique },
				{ hook: 'system', unique },
			]);
			expect(String(first?.unique)).toMatch(/^HBg/);
		});

		it('is known by either form, whichever the account was given', () => {
			const { provider, phone, posted, unique } = asked({ webhooks: { uniqueForm: 'base64' } });
			expect(unique).toMatch(/^HBg/);
			phone.tap('Cancel', unique, { quote: 'hex' });
			const digits = String(posted[0]?.quoteUnique);
			expect(digits).toMatch(/^[0-9A-F]{32}$/);
			phone.tap('Cancel', digits);
			phone.write('Sorry', digits);
			provider.acknowledge(digits, 3);
			expect(posted.slice(1)).toMatchObject([{ quoteUnique: unique }, { quoteUnique: digits }, { ack: 3, unique }]);
		});
	});
});

describe('the longer form of an id', () => {
	it('is read and written like the provider’s sample', () => {
		const sample = samples.find(({ name }) => name === 'failed message');
		const unique = String(sample?.payload.unique);
		expect(digitsOf(unique)).toBe('9E5CEA75EEE1FEBE37');
		expect(inForm('9E5CEA75EEE1FEBE37', 'base64', '972527165035')).toBe(unique);
		expect(inForm(unique, 'hex', '')).toBe('9E5CEA75EEE1FEBE37');
	});

	it.each(['', 'M1', 'HBg', 'HBgMOTcy', 'שלום 👋', '65dfd4r4dref34rdfxd34r'])('is nothing that %j has', (unique) => {
		expect(digitsOf(unique)).toBe(unique);
	});
});

describe('what WhatsApp says about our messages', () => {
	const switches = { readStatus: 1, system: 1 };

	function sent(on: object) {
		const world = listening(on);
		const { unique } = world.ask('sendTemplate', { to: CUSTOMER, name: 'login_code', headerType: 1, otp: '1' });
		const status = () => world.conversation().at(-1)?.status;
		return { ...world, unique: String(unique), status };
	}

	it.each([
		[0, 'failed'],
		[1, 'sent'],
		[2, 'delivered'],
		[3, 'read'],
	] as const)('[webhook.ack] ack %d means %s', (ack, meaning) => {
		const { provider, posted, unique, status } = sent(switches);
		provider.acknowledge(unique, ack);
		expect(posted).toEqual([{ status: 'OK', hook: 'update', unique, from: CUSTOMER, to: account.from, ack }]);
		expect(status()).toBe(meaning);
	});

	it('a late acknowledgement is posted but turns nothing back', () => {
		const { provider, posted, unique, status } = sent(switches);
		for (const ack of [3, 1] as const) provider.acknowledge(unique, ack);
		expect(posted.map(({ ack }) => ack)).toEqual([3, 1]);
		expect(status()).toBe('read');
	});

	it('[webhook.failed] a failure is a system notice, as in the sample', () => {
		const { provider, posted, unique, status } = sent(switches);
		provider.fail(unique, 7);
		const sample = samples.find(({ name }) => name === 'failed message');
		expect(posted).toEqual([
			{ ...sample?.payload, to: account.from, messageTo: CUSTOMER, timestamp: START / 1000, unique },
		]);
		expect(status()).toBe('failed');
	});

	it('other system notices carry what they are given', () => {
		const { provider, posted } = sent(switches);
		provider.webhooks.notice(provider.accounts.get(), 'update', { limit: 2000 });
		expect(posted).toEqual([
			{ limit: 2000, status: 'OK', hook: 'system', type: 'update', to: account.from, timestamp: START / 1000 },
		]);
	});

	it('[webhook.switches] each needs its switch', () => {
		const { provider, posted, unique } = sent({});
		provider.acknowledge(unique, 1);
		provider.fail(unique, 7);
		provider.webhooks.notice(provider.accounts.get(), 'update', {});
		expect(posted).toEqual([]);

		const other = sent({ readStatus: 1 });
		other.provider.acknowledge(other.unique, 1);
		other.provider.fail(other.unique, 7);
		expect(other.posted).toMatchObject([{ hook: 'update' }]);
	});

	it('only of messages we sent', () => {
		const { provider, phone } = sent(switches);
		const { unique } = phone.write('Hello');
		expect(() => provider.acknowledge(unique, 1)).toThrow(`No message ${unique} was sent`);
	});
});
