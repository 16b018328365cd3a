import type { IDataObject } from 'n8n-workflow';

import { runNode } from '../support/engine';
import { API_KEY } from '../support/provider';
import { JSON_TYPE, serve } from '../support/server';
import { useAccount } from '../support/triggerAccount';
import type { TriggerHost } from '../support/triggerHost';
import { message, post } from '../support/triggerPosts';

const { world, settings, published, registerCrm } = useAccount();

const parameters = { resource: 'account', operation: 'check' };

/** @param credential what differs from the right one */
async function check(origin?: string, credential: IDataObject = {}): Promise<IDataObject> {
	const run = await runNode({ parameters, credential: { ...world.credential, ...credential }, origin });
	expect(run.error?.message).toBeUndefined();
	expect(JSON.stringify(run.stored)).not.toContain(API_KEY);
	return run.outputs[0]![0]!.json;
}

const checkAt = async (host: TriggerHost) => await check(host.url);

it('is healthy where a published trigger of this n8n takes the events', async () => {
	const host = await published({ events: ['message', 'status', 'system'] });
	expect(await checkAt(host)).toEqual({
		healthy: true,
		summary:
			'99digital accepts the API key and the number 972771234567. ' +
			'Events come to a published 99digital Trigger of this n8n. No event has come yet. ' +
			'Delivery reports are on, retries on, system notices on. The daily limit of messages is 1000.',
		from: '972771234567',
		account: 'ok',
		eventsGoTo: 'thisN8n',
		address: `${host.url}/webhook/b8c1d2e3/webhook`,
		listening: true,
		switches: { deliveryReports: true, retries: true, systemNotices: true },
		dailyLimit: 1000,
		lastEventAt: null,
	});
});

it('puts the secret of the address nowhere', async () => {
	const host = await published();
	const secret = new URL(settings().url).searchParams.get('secret')!;
	const { stored } = await runNode({ parameters, credential: world.credential, origin: host.url });
	expect(secret).toHaveLength(43);
	expect(JSON.stringify(stored)).not.toContain(secret);
});

it('starts nothing and changes nothing', async () => {
	const host = await published();
	const before = { ...settings() };
	await checkAt(host);
	expect(host.runs).toEqual([]);
	expect(settings()).toEqual(before);
	const [asked] = [world.received.map(({ operation }) => operation).slice(-2)];
	expect(asked).toEqual(['getWebhook', 'getProfile']);
});

describe('the last event', () => {
	it('is told, also one that started nothing', async () => {
		const host = await published({ events: ['button'] });
		const before = Date.now();
		await post(settings().url, message('1', { body: 'שלום 👋' }));
		const { lastEventAt, summary } = await checkAt(host);
		expect(host.runs).toEqual([]);
		expect(Date.parse(String(lastEventAt))).toBeGreaterThanOrEqual(before);
		expect(summary).toContain(`The last event came at ${String(lastEventAt)}.`);
	});

	it('that started a run is remembered over a restart', async () => {
		const host = await published({ events: ['message'] });
		await post(settings().url, message('1'));
		const { lastEventAt } = await checkAt(host);
		expect(host.stored['node:99digital Trigger']).toMatchObject({ lastEventAt: Date.parse(String(lastEventAt)) });
	});
});

describe('is not healthy', () => {
	it('where events go to somebody else, whose token stays with them', async () => {
		registerCrm();
		expect(await check('https://n8n.example.com')).toMatchObject({
			healthy: false,
			eventsGoTo: 'anotherAddress',
			address: 'https://crm.example.com/hook',
			listening: null,
			summary: expect.stringContaining('Events go to https://crm.example.com/hook, which is not this n8n.') as unknown,
		});
	});

	it('where they go to another n8n below the same name', async () => {
		const host = await published();
		expect(await check(`${host.url}/shop`)).toMatchObject({ healthy: false, eventsGoTo: 'anotherAddress' });
		expect(host.runs).toEqual([]);
	});

	it('where they go nowhere', async () => {
		expect(await check()).toMatchObject({ healthy: false, eventsGoTo: 'nowhere', address: null, listening: null });
	});

	it('where the trigger has ended without putting anything back', async () => {
		const host = await published();
		const { url } = settings();
		await host.unpublish();
		settings().url = url;
		expect(await checkAt(host)).toMatchObject({
			healthy: false,
			eventsGoTo: 'thisN8n',
			listening: false,
			summary: expect.stringContaining('no published 99digital Trigger takes them (HTTP status 404)') as unknown,
		});
	});

	it('where this n8n does not reach its own address', async () => {
		const host = await published();
		const { url } = host;
		await host.close();
		expect(await check(url)).toMatchObject({
			healthy: false,
			listening: false,
			summary: expect.stringContaining('does not reach its own address') as unknown,
		});
	});

	it('where a trigger in manual registration has no secret', async () => {
		const host = await published({ registration: 'manual' });
		settings().url = `${host.url}/webhook/b8c1d2e3/webhook`;
		expect(await checkAt(host)).toMatchObject({
			healthy: false,
			listening: false,
			summary: expect.stringContaining('Add Secret') as unknown,
		});
	});

	const credentials = {
		wrongKey: [{ apiKey: 'another' }, '99digital does not accept the API key. Copy'],
		unknownNumber: [{ from: '972770000000' }, '99digital does not know the WhatsApp number of the credential. Correct'],
	} as const;

	it.each(Object.entries(credentials))('for %s', async (account, [credential, words]) => {
		expect(await check(undefined, credential)).toMatchObject({
			healthy: false,
			account,
			eventsGoTo: null,
			lastEventAt: null,
			summary: expect.stringContaining(words) as unknown,
		});
	});
});

it.each([
	['another reason', { status: 'FAIL', reason: 9 }, /reason that this package does not know yet: 9/],
	['no answer of 99digital', {}, /JSON that is not from 99digital/],
])('%s is a failure, so that the run turns red', async (_, answer, message) => {
	const server = await serve({ headers: JSON_TYPE, body: JSON.stringify(answer) });
	const { error } = await runNode({ parameters, credential: { ...world.credential, baseUrl: server.url } });
	expect(error?.message).toMatch(message);
});

it('does without the daily limit where 99digital does not tell it', async () => {
	delete (world.sandbox.provider.accounts.get().profile as { dailyLimit?: number }).dailyLimit;
	const { dailyLimit, summary } = await check();
	expect(dailyLimit).toBeNull();
	expect(summary).not.toContain('daily limit');
});
