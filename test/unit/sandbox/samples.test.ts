import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProviderResponse } from '../../../sandbox/response';
import { Provider } from '../../../sandbox/provider';
import { CUSTOMER, newWorld, openWorld } from './world';

interface Page {
	operation: string;
	requests: Array<Record<string, unknown>>;
	answer: Record<string, unknown>;
}

const page = (name: string): Page =>
	JSON.parse(readFileSync(join(__dirname, '../../fixtures/provider', `${name}.json`), 'utf8')) as Page;

/** A provider that has the account of a sample request, with a customer who has just written. */
function providerOf({ apiKey, from, to }: Record<string, unknown>): Provider {
	const provider = new Provider({ accounts: [{ apiKey: String(apiKey), from: String(from) }] });
	provider.phone(String(to)).write('Hello');
	return provider;
}

const shape = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(shape);
	if (typeof value !== 'object' || value === null) return typeof value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]));
};

/** The sentences that the pages' sample requests stand for, in their order. */
const sentences = ['list.sample', 'template.sample.variables', 'template.sample.image'];
const requests = ['send-list', 'send-template']
	.flatMap((name) => page(name).requests.map((body) => ({ operation: page(name).operation, body })))
	.map(({ operation, body }, index) => [sentences[index], operation, body] as const);

describe('the provider’s own sample requests', () => {
	it.each(requests)('[%s] holds documented keys only and is accepted', (_, operation, body) => {
		const provider = providerOf(body);
		// The page gives a link only in words; anything else stays as printed.
		const request = 'headerLink' in body ? { ...body, headerLink: 'https://example.com/logo.jpg' } : body;
		provider.receive(operation, JSON.stringify(request));
		expect(provider.requests.last(1)).toMatchObject([{ undocumented: [], response: { status: 'OK', reason: 1 } }]);
	});

	it('the list shows the titles and descriptions in their order', () => {
		const [body = {}] = page('send-list').requests;
		const provider = providerOf(body);
		provider.receive('sendList', JSON.stringify(body));
		expect(provider.accounts.get().customers.at('972502222222').messages.at(-1)?.rows).toEqual([
			{ title: 'Customer service', description: 'Choose me for customer service', id: '1' },
			{ title: 'Sales', description: 'Sales enquiries? click here', id: '2' },
			{ title: 'Support', description: '', id: '3' },
		]);
	});
});

const answers: Array<[name: string, ask: () => ProviderResponse, sentence?: string]> = [
	[
		'send-buttons',
		() => openWorld().ask('sendButtons', { to: CUSTOMER, header: '1', body: 'Hi', button1: 'Yes' }),
		'buttons.answer',
	],
	[
		'send-list',
		() => openWorld().ask('sendList', { to: CUSTOMER, body: 'Hi', buttonText: 'Open', itemTitle1: 'A' }),
		'list.answer',
	],
	[
		'send-template',
		() => newWorld().ask('sendTemplate', { to: CUSTOMER, name: 'login_code', headerType: 1, otp: '1' }),
		'template.answer',
	],
	['get-webhook', () => newWorld().ask('getWebhook'), 'getWebhook.answer'],
	['get-profile', () => newWorld().ask('getProfile'), 'getProfile.answer'],
];

describe('the provider’s own sample answers', () => {
	it.each(answers)('%s has the same keys and types', (name, ask) => {
		expect(shape(ask())).toEqual(shape(page(name).answer));
	});

	it('get-templates has the same keys and types', () => {
		const template = { name: 'a', language: 'English', category: 1, status: 'approved', body: 'Hello' } as const;
		const full = { ...template, header: { type: 'text', text: 'Hi' } as const, footer: 'Bye' };
		expect(shape(newWorld({ templates: [full] }).ask('getTemplates'))).toEqual(shape(page('get-templates').answer));
	});

	it('showRequest adds the request without the key, and only when it is on', () => {
		const { ask } = openWorld();
		const body = { to: CUSTOMER, body: 'Hello', showRequest: 1 };
		const { from } = ask('sendMessage', body);
		expect(ask('sendMessage', body).originalRequest).toEqual({ ...body, from });
		expect(ask('sendMessage', { ...body, showRequest: 0 })).not.toHaveProperty('originalRequest');
	});
});
