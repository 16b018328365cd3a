import { operations } from '../../../sandbox/operations';
import { account, CUSTOMER, newWorld } from './world';

const everyOperation = [...operations.keys()];

describe('every operation', () => {
	it.each(everyOperation)('%s answers reason 2 for an unknown account and for what is no JSON object', (operation) => {
		const { provider, ask } = newWorld();
		expect(ask(operation, { from: '972500000000' })).toEqual({ status: 'FAIL', reason: 2 });
		for (const source of ['', '{"apiKey":', '[]', 'null', '"text"']) {
			expect(provider.receive(operation, source).wire).toMatchObject({
				status: 200,
				body: '{"status":"FAIL","reason":2}',
			});
		}
	});

	it.each(everyOperation)('%s answers reason 3 for a wrong key', (operation) => {
		expect(newWorld().ask(operation, { apiKey: 'another' })).toEqual({ status: 'FAIL', reason: 3 });
	});

	it('records what was asked, names undocumented keys, and keeps the key to itself', () => {
		const { provider, ask } = newWorld();
		ask('sendMessage', { to: CUSTOMER, body: 'Hello', text: 'Hello' });
		expect(provider.requests.last(1)).toEqual([
			{
				time: provider.clock.now(),
				operation: 'sendMessage',
				to: CUSTOMER,
				body: { from: account.from, to: CUSTOMER, body: 'Hello', text: 'Hello' },
				undocumented: ['text'],
				response: { status: 'FAIL', reason: 8 },
			},
		]);
	});

	it('records nothing of what is no JSON object', () => {
		const { provider } = newWorld();
		for (const source of ['[1]', '{']) provider.receive('sendMessage', source);
		const nothing = { to: '', body: null, undocumented: [], response: { reason: 2 } };
		expect(provider.requests.last(2)).toMatchObject([nothing, nothing]);
	});

	it('finds the last requests by operation and recipient', () => {
		const { provider, ask } = newWorld();
		for (const to of ['972501111111', '972502222222', '972501111111']) ask('sendMessage', { to, body: 'Hello' });
		ask('getProfile');
		expect(provider.requests.last(10, { to: '972501111111' })).toHaveLength(2);
		expect(provider.requests.last(10, { operation: 'getProfile' })).toHaveLength(1);
		expect(provider.requests.last(2).map(({ operation }) => operation)).toEqual(['sendMessage', 'getProfile']);
	});

	it('counts requests, what was accepted, and each reason by operation', () => {
		const { provider, ask } = newWorld();
		ask('getProfile');
		ask('getProfile', { apiKey: 'another' });
		for (const body of ['Hello', 'Hello', '']) ask('sendMessage', { to: CUSTOMER, body });
		expect(provider.counters()).toMatchObject({
			...{ requests: 5, accepted: 1 },
			refused: { getProfile: { 3: 1 }, sendMessage: { 8: 2, 5: 1 } },
		});
	});
});

describe('several accounts', () => {
	it('have their own keys, profiles and customers', () => {
		const { provider, ask } = newWorld({
			accounts: [
				{ apiKey: 'one', from: '972771111111', profile: { displayName: 'One' } },
				{ apiKey: 'two', from: '972772222222', profile: { displayName: 'Two' } },
			],
		});
		const two = { apiKey: 'two', from: '972772222222' };
		provider.phone(CUSTOMER).write('Hello, One');
		expect(ask('getProfile', two)).toMatchObject({ displayName: 'Two' });
		expect(ask('getProfile', { ...two, apiKey: 'one' })).toMatchObject({ reason: 3 });
		expect(ask('sendMessage', { ...two, to: CUSTOMER, body: 'Hello' })).toMatchObject({ reason: 8 });
	});
});

describe('the webhook settings', () => {
	const changed = {
		url: 'https://example.com/hook?a=b',
		...{ system: 1, systemPhoneAlert: '972501234567', retry: 1, readStatus: '1' },
	};

	it('[getWebhook.answer] are empty and off at first', () => {
		expect(newWorld().ask('getWebhook')).toEqual({
			...{ status: 'OK', url: '', system: '0', systemPhoneAlert: '', retry: 0, readStatus: 0, reason: 1 },
		});
	});

	it('[setWebhook.clear] are set, kept where left out, and cleared by a space', () => {
		const { ask } = newWorld();
		ask('setWebhook', changed);
		const set = { ...changed, status: 'OK', system: '1', readStatus: 1, reason: 1 };
		expect(ask('getWebhook')).toEqual(set);

		ask('setWebhook', { readStatus: 0 });
		expect(ask('getWebhook')).toEqual({ ...set, readStatus: 0 });

		ask('setWebhook', { url: ' ', systemPhoneAlert: ' ' });
		expect(ask('getWebhook')).toMatchObject({ url: '', systemPhoneAlert: '', system: '1', retry: 1 });
	});
});

describe('getTemplates', () => {
	it('[getTemplates.answer] lists text parts only, in any state', () => {
		const { list } = newWorld().ask('getTemplates') as unknown as { list: Array<{ name: string }> };
		const named = (name: string) => list.find((template) => template.name === name);
		expect(named('order_shipped')).toEqual({
			...{ name: 'order_shipped', language: 'English', category: 1, status: 'approved' },
			template: [
				{ text: 'Your order is on its way', type: 'header' },
				{ text: 'Hello {{1}}, order {{2}} left our store today.', type: 'body' },
				{ text: 'Sandbox Shop', type: 'footer' },
			],
		});
		expect(named('product_video')).toMatchObject({ template: [{ type: 'body' }] });
		expect(named('loud_offer')).toMatchObject({ status: 'rejected' });
	});

	it('lists 6,000', () => {
		const template = { language: 'English', category: 1, status: 'approved', body: 'Hello' } as const;
		const templates = Array.from({ length: 6000 }, (_, n) => ({ ...template, name: `template_${n}` }));
		expect(newWorld({ templates }).ask('getTemplates').list).toHaveLength(6000);
	});
});
