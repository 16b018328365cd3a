import { CRM, useAccount } from '../support/triggerAccount';
import { message, post } from '../support/triggerPosts';

const { world, settings, registerCrm, host } = useAccount();

describe('a changed world', () => {
	it('another public address of n8n is registered, and the one before is not taken for somebody else', async () => {
		registerCrm();
		const n8n = await host();
		await n8n.publish();
		n8n.publicUrl = 'https://new.example.com';
		await n8n.publish('init');
		expect(settings().url).toMatch(/^https:\/\/new\.example\.com\/webhook\//);
		await n8n.unpublish();
		expect(settings()).toMatchObject(CRM);
	});

	it('another public address that 99digital does not take does not make the node forget', async () => {
		registerCrm();
		const n8n = await host();
		await n8n.publish();
		n8n.publicUrl = 'https://new.example.com';
		world.sandbox.provider.behaviours.add({ effect: 'refuse', reason: 9, operation: 'setWebhook', times: 1 });
		await expect(n8n.publish('init')).rejects.toThrow('reason 9');
		await n8n.unpublish();
		expect(settings()).toMatchObject(CRM);
	});

	it('an address that somebody has put in our place is remembered anew', async () => {
		const n8n = await host();
		await n8n.publish();
		registerCrm();
		await n8n.publish('init');
		await n8n.unpublish();
		expect(settings()).toMatchObject(CRM);
	});

	it('a new API key changes the secret, and the old one is taken until it is registered', async () => {
		const n8n = await host();
		await n8n.publish();
		const { url } = settings();
		const account = world.sandbox.provider.accounts.get();
		n8n.credential = { ...world.credential, apiKey: 'renewed' };
		expect(await post(url, message('M1'))).toMatchObject({ status: 200 });

		Object.assign(account, { apiKey: 'renewed' });
		await n8n.publish('init');
		expect(settings().url).not.toBe(url);
		expect(await post(settings().url, message('M2'))).toMatchObject({ status: 200 });
		expect(await post(url, message('M3'))).toMatchObject({ status: 401 });
		expect(n8n.runs).toHaveLength(2);
	});

	it.each([
		['refuses', { effect: 'refuse', reason: 9 }],
		['does not answer', { effect: 'http502' }],
	] as const)('a switch that 99digital %s is not taken for set', async (_, effect) => {
		const n8n = await host();
		await n8n.publish();
		n8n.parameters = { events: ['status'] };
		world.sandbox.provider.behaviours.add({ ...effect, operation: 'setWebhook', times: 1 });
		await expect(n8n.publish('update')).rejects.toThrow('not registered');
	});

	it('other events need other switches', async () => {
		const n8n = await host();
		await n8n.publish();
		n8n.parameters = { events: ['status'] };
		await n8n.publish('update');
		expect(settings().readStatus).toBe(true);
	});
});

describe('a test in the editor', () => {
	it('borrows the address of the published workflow', async () => {
		registerCrm();
		const n8n = await host();
		await n8n.publish();
		const live = settings().url;
		await n8n.listen();
		expect(settings().url).toContain('/webhook-test/');
		await n8n.stopListening();
		expect(settings().url).toBe(live);
		await n8n.unpublish();
		expect(settings()).toMatchObject(CRM);
	});

	it('gives its address to the workflow that is published meanwhile', async () => {
		registerCrm();
		const n8n = await host();
		await n8n.listen();
		await n8n.publish();
		await n8n.stopListening();
		expect(settings().url).toContain('/webhook/');
		await n8n.unpublish();
		expect(settings()).toMatchObject(CRM);
	});

	it('puts back what was there before the workflow that is unpublished meanwhile', async () => {
		registerCrm();
		const n8n = await host();
		await n8n.publish();
		await n8n.listen();
		await n8n.unpublish();
		await n8n.stopListening();
		expect(settings()).toMatchObject(CRM);
	});

	it('that n8n could not end is never put back', async () => {
		const n8n = await host();
		settings().url = `${n8n.url}/webhook-test/b8c1d2e3/webhook?secret=stale`;
		await n8n.publish();
		await n8n.unpublish();
		expect(settings().url).toBe('');
	});
});

describe('two triggers of one number', () => {
	it('give the address back in any order', async () => {
		registerCrm();
		const [first, second] = [await host({}, 'first'), await host({}, 'second')];
		await first.publish();
		await second.publish();
		await first.unpublish();
		expect(settings().url).toContain(second.url);
		await second.unpublish();
		expect(settings()).toMatchObject(CRM);
	});
});

describe('manual registration', () => {
	it('never touches the account', async () => {
		const n8n = await host({ registration: 'manual' });
		await n8n.publish();
		await n8n.publish('init');
		await n8n.listen();
		await n8n.stopListening();
		await n8n.unpublish();
		expect(world.received).toEqual([]);
	});
});
