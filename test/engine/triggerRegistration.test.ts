import { CRM, useAccount } from '../support/triggerAccount';
import { warnings } from '../support/triggerLog';

const { world, settings, registerCrm, host } = useAccount();

const operations = () => world.received.map(({ operation }) => operation);

describe('publishing', () => {
	it('registers the address with a secret that is not the key', async () => {
		const n8n = await host();
		await n8n.publish();
		const { origin, pathname, searchParams } = new URL(settings().url);
		expect(origin + pathname).toBe(`${n8n.url}/webhook/b8c1d2e3/webhook`);
		expect(searchParams.get('secret')).toMatch(/^[\w-]{43}$/);
		expect(settings().url).not.toContain(world.credential.apiKey);
	});

	it('stores neither the secret nor the key with the workflow', async () => {
		const n8n = await host();
		await n8n.publish();
		const stored = JSON.stringify(n8n.stored);
		expect(stored).not.toContain(new URL(settings().url).searchParams.get('secret'));
		expect(stored).not.toContain(world.credential.apiKey);
	});

	it.each([
		['no switch', undefined, { system: false, readStatus: false }],
		['readStatus for statuses', ['message', 'status'], { system: false, readStatus: true }],
		['system for notices', ['system'], { system: true, readStatus: false }],
	])('turns on %s', async (_, events, switches) => {
		await (await host(events ? { events } : {})).publish();
		expect(settings()).toMatchObject(switches);
	});

	it.each<[string, string[], string[], object]>([
		['readStatus for each status but failed', ['status'], ['read'], { system: false, readStatus: true }],
		['system alone where only failed counts', ['status'], ['failed'], { system: true, readStatus: false }],
		['both for failed and another', ['status'], ['failed', 'sent'], { system: true, readStatus: true }],
		['nothing where no status counts', ['status'], [], { system: false, readStatus: false }],
		['no switch for statuses that are no event', ['message'], ['failed', 'sent'], { system: false, readStatus: false }],
	])('turns on %s', async (_, events, statuses, switches) => {
		await (await host({ events, options: { statuses } })).publish();
		expect(settings()).toMatchObject(switches);
	});

	it('[webhook.switches] leaves on what somebody else has turned on', async () => {
		const others = { system: true, readStatus: true, systemPhoneAlert: '972501234567' };
		registerCrm(others);
		await (await host()).publish();
		expect(settings()).toMatchObject(others);
	});

	it.each([
		[{}, true],
		[{ options: { retryDelivery: false } }, false],
	])('sets retries by the option: %j', async (parameters, retry) => {
		registerCrm({ retry: !retry });
		await (await host(parameters)).publish();
		expect(settings().retry).toBe(retry);
	});

	it('again changes nothing', async () => {
		const n8n = await host();
		await n8n.publish();
		const before = world.received.length;
		await n8n.publish('init');
		expect(operations().slice(before)).toEqual(['getWebhook']);
	});

	it('again remembers what is lost', async () => {
		const n8n = await host();
		await n8n.publish();
		n8n.stored = {};
		await n8n.publish('init');
		expect(n8n.stored['node:99digital Trigger']).toHaveProperty('registration.address');
	});

	it('tells which field of the credential is wrong', async () => {
		const n8n = await host();
		n8n.credential = { ...world.credential, apiKey: 'wrong' };
		await expect(n8n.publish()).rejects.toThrow('not accept the API key');
		n8n.credential = { ...world.credential, from: '972770000000' };
		await expect(n8n.publish()).rejects.toThrow('not know the WhatsApp number');
	});

	it('puts everything back when the account does not take the address', async () => {
		registerCrm();
		world.sandbox.provider.behaviours.add({ effect: 'refuse', reason: 9, operation: 'setWebhook', times: 1 });
		await expect((await host()).publish()).rejects.toThrow('reason 9');
		expect(settings()).toMatchObject(CRM);
	});

	it('goes by what getWebhook says when the answer of setWebhook cannot be read', async () => {
		world.sandbox.provider.behaviours.add({ effect: 'emptyBody', operation: 'setWebhook', times: 1 });
		const n8n = await host();
		await n8n.publish();
		expect(settings().url).toContain(n8n.url);
	});

	it('says so when 99digital is down', async () => {
		world.sandbox.provider.behaviours.add({ effect: 'http502' });
		await expect((await host()).publish()).rejects.toThrow('not registered: The address of 99digital answered');
	});
});

describe('unpublishing', () => {
	it('puts the former address and switches back', async () => {
		registerCrm();
		const n8n = await host({ events: ['message', 'status', 'system'] });
		await n8n.publish();
		await n8n.unpublish();
		expect(settings()).toMatchObject(CRM);
	});

	it('[setWebhook.clear] clears an address that had none before it', async () => {
		const n8n = await host();
		await n8n.publish();
		await n8n.unpublish();
		expect(settings().url).toBe('');
		expect(world.received.at(-1)).toMatchObject({ operation: 'setWebhook', body: { url: ' ' } });
	});

	it("never takes somebody else's address away", async () => {
		const n8n = await host();
		await n8n.publish();
		registerCrm();
		await n8n.unpublish();
		expect(settings()).toMatchObject(CRM);
		expect(n8n.stored).not.toHaveProperty(['node:99digital Trigger', 'registration']);
	});

	it('is not held up by a provider that is down, and remembers what to put back', async () => {
		registerCrm();
		const n8n = await host();
		await n8n.publish();
		const log = warnings();
		world.sandbox.provider.behaviours.add({ effect: 'http502' });
		await n8n.unpublish();
		world.sandbox.provider.behaviours.clear();
		expect(settings().url).toContain(n8n.url);
		expect(log).toEqual([expect.stringMatching(/could not be put back.*502.*https:\/\/crm\.example\.com\/hook$/)]);

		await n8n.publish();
		await n8n.unpublish();
		expect(settings()).toMatchObject(CRM);
	});

	it('keeps an alert that was set meanwhile', async () => {
		registerCrm({ systemPhoneAlert: '972500000001' });
		const n8n = await host();
		await n8n.publish();
		settings().systemPhoneAlert = '972501234567';
		await n8n.unpublish();
		expect(settings().systemPhoneAlert).toBe('972501234567');
	});
});
