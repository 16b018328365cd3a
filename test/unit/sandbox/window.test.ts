import { CUSTOMER, HOUR, MINUTE, newWorld, openWorld } from './world';

const place = { lat: '32.0853', lng: '34.7818' };
const freeForm: Array<[operation: string, body: object]> = [
	['sendButtons', { header: 1, body: 'Hello', button1: 'Yes' }],
	['sendList', { body: 'Hello', buttonText: 'Open', itemTitle1: 'Sales' }],
	['sendMessage', { body: 'Hello' }],
	['sendFile', { body: 'https://example.com/a.pdf' }],
	['sendLocation', place],
	['sendContact', { contact_name: 'Dana', contact_phone: '050' }],
];
const template = { to: CUSTOMER, name: 'login_code', headerType: 1, otp: '123' };

describe('the 24-hour window', () => {
	it.each(freeForm)(
		'%s: reason 8 before the first message, 7 after a day, and open again by a new one',
		(name, body) => {
			const { provider, ask } = newWorld();
			const send = () => ask(name, { ...body, to: CUSTOMER });
			expect(send()).toEqual({ status: 'FAIL', reason: 8 });

			provider.phone(CUSTOMER).write('Hello');
			expect(send()).toMatchObject({ status: 'OK', templateTimeLeft: '1440' });

			provider.clock.advance(24 * HOUR - 1);
			expect(send()).toMatchObject({ status: 'OK', templateTimeLeft: '0' });

			provider.clock.advance(1);
			expect(send()).toEqual({ status: 'FAIL', reason: 7 });

			provider.phone(CUSTOMER).write('Hello again');
			expect(send()).toMatchObject({ status: 'OK', templateTimeLeft: '1440' });
		},
	);

	it('closes reactions too', () => {
		const { provider, ask, conversation } = openWorld();
		provider.clock.advance(24 * HOUR);
		const unique = conversation()[0]?.unique;
		expect(ask('sendReaction', { to: CUSTOMER, unique, reaction: '👍' })).toEqual({ status: 'FAIL', reason: 7 });
	});

	it('refuses reactions with the page’s one reason, also to somebody who never wrote', () => {
		const { ask } = newWorld();
		const { unique } = ask('sendTemplate', template);
		expect(ask('sendReaction', { to: CUSTOMER, unique, reaction: '👍' })).toEqual({ status: 'FAIL', reason: 7 });
	});

	it.each(freeForm)(
		'%s does not look whether a customer has left WhatsApp: OK only says that it was taken',
		(name, body) => {
			const { provider, ask } = openWorld();
			provider.accounts.get().customers.at(CUSTOMER).onWhatsApp = false;
			expect(ask(name, { ...body, to: CUSTOMER })).toMatchObject({ status: 'OK' });
		},
	);

	it('counts down in whole minutes, as text', () => {
		const { provider, ask } = openWorld();
		provider.clock.advance(17 * HOUR + 20 * MINUTE + 1);
		expect(ask('sendTemplate', template)).toMatchObject({ templateTimeLeft: '399', conversationTimeLeft: '1440' });
	});

	it('is not opened by our own messages', () => {
		const { ask } = newWorld();
		ask('sendTemplate', template);
		expect(ask('sendMessage', { to: CUSTOMER, body: 'Hello' })).toMatchObject({ reason: 8 });
	});

	it('[webhook.userId] is the customer’s, by number or user id', () => {
		const { provider, ask } = openWorld();
		const { userId } = provider.accounts.get().customers.at(CUSTOMER);
		expect(ask('sendMessage', { to: userId, body: 'Hello' })).toMatchObject({ status: 'OK', to: userId });
		expect(ask('sendMessage', { to: '972509999999', body: 'Hello' })).toMatchObject({ reason: 8 });
		expect(ask('sendMessage', { to: 'IL.1605856887361213', body: 'Hello' })).toMatchObject({ reason: 8 });
	});

	it('leaves no trace of a customer that was refused', () => {
		const { provider, ask } = newWorld();
		ask('sendMessage', { to: CUSTOMER, body: 'Hello' });
		expect(provider.accounts.get().customers.all()).toEqual([]);
	});
});

describe('the billing conversation', () => {
	it('begins with our first message and lasts a day, whatever the customer writes', () => {
		const { provider, ask } = openWorld();
		const left = () => ask('sendTemplate', template).conversationTimeLeft;
		expect(left()).toBe('1440');
		provider.clock.advance(10 * HOUR);
		provider.phone(CUSTOMER).write('Hello');
		expect(left()).toBe('840');
		provider.clock.advance(14 * HOUR);
		expect(left()).toBe('1440');
	});
});
