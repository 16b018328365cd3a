import { useConnections } from '../support/connections';
import { runNode } from '../support/engine';
import { hostileAddresses } from '../support/hostile';
import { kindOf, nodeParameters } from '../support/kinds';
import { filled } from '../support/parameters';
import { useProvider } from '../support/provider';
import { serve } from '../support/server';
import { useAccount } from '../support/triggerAccount';
import { message, post } from '../support/triggerPosts';

const connections = useConnections();

describe('the API key', () => {
	const provider = useProvider();
	const parameters = nodeParameters(kindOf('sendText'), filled.sendText!);

	it.each([301, 302, 303, 307, 308])('does not follow a redirect with status %d', async (status) => {
		const thief = await serve({});
		const gateway = await serve({ status, headers: { location: `${thief.url}/whatsapp/v2/sendMessage` } });
		const { error } = await runNode({ parameters, credential: { ...provider.credential, baseUrl: gateway.url } });
		expect(error?.message).toContain(`HTTP status ${status}`);
		expect(gateway.requests).toHaveLength(1);
		expect(thief.requests).toEqual([]);
	});

	it.each([
		'http://api.99digital.co.il/whatsapp/v2',
		'http://evil.example',
		'http://localhost.evil.example',
		'http://127.0.0.1.evil.example',
		'http://evil.example#127.0.0.1',
		'http://localhost@evil.example',
		'HTTP://evil.example',
		'http://10.0.0.1',
	])('never leaves in clear: %s', async (baseUrl) => {
		const { error } = await runNode({ parameters, credential: { ...provider.credential, baseUrl } });
		expect(error?.message).toContain('begins with http://');
		expect(connections.besides()).toEqual([]);
	});

	it.each(['', 'nowhere', 'ftp://evil.example', 'javascript:alert(1)', 'https://'])(
		'goes nowhere without a web address: %j',
		async (baseUrl) => {
			const credential = { ...provider.credential, baseUrl: baseUrl || ' ' };
			const { error } = await runNode({ parameters, credential });
			expect(error).toBeDefined();
			expect(connections.besides()).toEqual([]);
		},
	);

	it('goes to the Base URL alone, whatever is in the message', async () => {
		const items = hostileAddresses.map((text) => ({ text }));
		await runNode({
			parameters: {
				operation: 'sendText',
				to: '050-123-4567',
				body: '={{ $json.text }}',
				options: { replyTo: '={{ $json.text }}' },
			},
			credential: provider.credential,
			items,
			onError: 'continueRegularOutput',
		});
		expect(provider.received).toHaveLength(items.length);
		expect(connections.besides(provider.sandbox.url)).toEqual([]);
	});
});

it('sees what is asked for by fetch, and keeps it on this machine', async () => {
	await expect(fetch('https://evil.example/a.jpg')).rejects.toThrow('no other machine');
	expect(connections.besides()).toEqual(['evil.example']);
});

it('breaks off every other connection that leaves this machine, and counts none that stays on it', async () => {
	await post((await serve({})).url, {});
	await expect(post('http://192.0.2.1', {})).rejects.toThrow('no other machine');
	expect(connections.besides()).toEqual(['192.0.2.1:80']);
});

describe('the link of a file that a customer sends', () => {
	const account = useAccount();

	it.each(hostileAddresses)('is fetched from nowhere but 99digital: %s', async (link) => {
		const n8n = await account.published({ options: { downloadMedia: true } });
		for (const more of [{ body: link }, { body: 'look', media: link }])
			await post(account.settings().url, message(`M${JSON.stringify(more)}`, { type: 'image', ...more }));
		expect(n8n.runs).toHaveLength(2);
		expect(connections.besides(n8n.url, account.world.sandbox.url)).toEqual([]);
	});

	it('is asked for at 99digital, so that there is something to see', async () => {
		await account.published({ options: { downloadMedia: true } });
		await post(account.settings().url, message('M1', { type: 'image', body: 'https://api.99digital.co.il/a.jpg' }));
		expect(connections.besides()).toContain('api.99digital.co.il');
	});

	it('is fetched with at most four others, though forty come at once', async () => {
		const n8n = await account.published({ options: { downloadMedia: true } });
		const link = 'https://api.99digital.co.il/whatsapp/myfile/972771234567/photo.jpg';
		connections.hold();
		const posts = Array.from({ length: 40 }, (_, index) =>
			post(account.settings().url, message(`M${index}`, { type: 'image', body: `${link}?${index}` })),
		);
		await Promise.all(posts);
		expect(connections.mostHeld()).toBeGreaterThan(0);
		expect(connections.mostHeld()).toBeLessThanOrEqual(5);
		expect(n8n.runs).toHaveLength(40);
	});
});
