import type { IDataObject } from 'n8n-workflow';

import { tokenKeyFrom, toToken } from '../../nodes/NinetyNineDigital/sendAndWait/token';
import { useConnections } from '../support/connections';
import { CUSTOMER } from '../support/provider';
import { useAccount } from '../support/triggerAccount';
import type { TriggerHost } from '../support/triggerHost';
import { message, post } from '../support/triggerPosts';

const account = useAccount();
const connections = useConnections();

/** Every request to an address of n8n that is not the trigger's. */
let elsewhere: string[];

async function open(parameters: IDataObject = {}): Promise<TriggerHost> {
	const n8n = await account.published(parameters);
	elsewhere = [];
	n8n.elsewhere = (request, response) => {
		elsewhere.push(request.url ?? '');
		response.writeHead(404).end();
	};
	return n8n;
}

const addressOf = ({ url }: TriggerHost) => `${url}/webhook/b8c1d2e3/webhook`;

const path = (execution: number) => `/webhook-waiting/${execution}/node?q=0123456789abcdef&signature=${'0'.repeat(64)}`;

const knock = (execution: number) => ({
	hook: 'n8n-question',
	key: tokenKeyFrom('evil'),
	awaited: { to: CUSTOMER, path: path(execution), until: Date.now() + 60_000, answers: ['x'.repeat(200_000)] },
});

describe('a trigger with manual registration and no secret', () => {
	const manual = { registration: 'manual', options: {} };

	it('takes no question and no key from twenty knocks of 200 kB, and keeps nothing of them', async () => {
		const n8n = await open(manual);
		for (let execution = 0; execution < 20; execution++)
			expect(await post(addressOf(n8n), knock(execution))).toMatchObject({ status: 403 });
		expect(JSON.stringify(n8n.stored).length).toBeLessThan(1_000);
	});

	it('hands the next message of the customer to the workflow, and to no planted address', async () => {
		const n8n = await open(manual);
		await post(addressOf(n8n), knock(1));
		await post(addressOf(n8n), message('M1', { body: 'שלום 👋' }));
		const buttonId = toToken(path(1).replace('?', '?a=0&'), CUSTOMER, tokenKeyFrom('evil'));
		await post(addressOf(n8n), message('M2', { type: 'button', body: 'Yes', buttonId }));
		expect(n8n.runs).toHaveLength(2);
		expect(elsewhere).toEqual([]);
	});
});

describe.each([
	['registered by itself', {}],
	['registered by hand, with a secret', { registration: 'manual', options: { secret: 's3cret' } }],
])('a trigger %s', (_, parameters) => {
	it.each([
		['an event', message('M1')],
		['a question to remember', knock(1)],
		['a question for the addresses of its chain', { hook: 'n8n-former', proof: 'x'.repeat(43) }],
		['no event', {}],
	])('answers %s with 401 where the secret is missing, and starts and keeps nothing', async (_name, body) => {
		const n8n = await open(parameters);
		const before = JSON.stringify(n8n.stored);
		for (const query of ['', '?secret=', '?secret=wrong', `?secret=${'x'.repeat(43)}`, '?secret=s3cre'])
			expect(await post(addressOf(n8n) + query, body)).toMatchObject({ status: 401 });
		expect(n8n.runs).toEqual([]);
		expect(JSON.stringify(n8n.stored)).toBe(before);
		expect(elsewhere).toEqual([]);
		expect(connections.besides(n8n.url, account.world.sandbox.url)).toEqual([]);
	});
});

describe('who has read the whole address, in the log of a proxy for instance', () => {
	it('learns no address of the chain without the key of the account', async () => {
		account.registerCrm();
		await open();
		const answer = await post(account.settings().url, { hook: 'n8n-former', proof: 'x'.repeat(43) });
		expect(answer).toEqual({ status: 200, body: { listening: true } });
	});

	it('is let in until the workflow is published with another API key, and then no more', async () => {
		const n8n = await open();
		const { url } = account.settings();
		n8n.credential = { ...account.world.credential, apiKey: 'a-new-key' };
		Object.assign(account.world.sandbox.provider.accounts.get(), { apiKey: 'a-new-key' });
		expect(await post(url, message('M1'))).toMatchObject({ status: 200 });
		await n8n.publish('update');
		expect(account.settings().url).not.toBe(url);
		expect(await post(url, message('M2'))).toMatchObject({ status: 401 });
		expect(await post(account.settings().url, message('M3'))).toMatchObject({ status: 200 });
	});

	it('is kept out by Allowed IP Addresses', async () => {
		const n8n = await open({ options: { allowedIps: '34.165.99.212' } });
		expect(await post(account.settings().url, message('M1'))).toMatchObject({ status: 403 });
		expect(n8n.runs).toEqual([]);
	});
});
