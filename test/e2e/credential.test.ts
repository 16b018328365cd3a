import { testCredential } from '../../host/editor/credentials';
import { credentialData } from '../../host/world';
import { flow, names } from '../support/n8n/flow';
import { output, publishAndPost } from '../support/n8n/run';
import { sharedWorld } from '../support/n8n/world';

const world = sharedWorld();

const test = (change: Record<string, string> = {}) => {
	const { session, credential, sandbox } = world();
	return testCredential(session, credential, { ...credentialData(sandbox), ...change });
};

describe('the credential test', () => {
	it('accepts the account', async () => {
		expect(await test()).toMatchObject({ status: 'OK' });
	});

	it('accepts the number and the address as people write them', async () => {
		const { from, baseUrl } = credentialData(world().sandbox);
		expect(await test({ from: `+972 ${from?.slice(3)}`, baseUrl: `${baseUrl}/` })).toMatchObject({ status: 'OK' });
	});

	it.each([
		['a wrong key', { apiKey: 'another-key' }, /^API Key: /],
		['a wrong number', { from: '972770000000' }, /^WhatsApp Number: /],
	])('names the field of %s', async (_what, change, message) => {
		expect(await test(change)).toMatchObject({ status: 'Error', message: expect.stringMatching(message) as unknown });
	});

	it('says so when something else answers', async () => {
		world().sandbox.provider.behaviours.add({ effect: 'htmlBody', operation: 'getWebhook', times: 1 });
		expect(await test()).toMatchObject({ status: 'Error', message: expect.stringContaining('Base URL') as unknown });
	});
});

describe("n8n's own HTTP Request node", () => {
	it('calls 99digital with the credential', async () => {
		const { sandbox, credential, account } = world();
		const request = {
			method: 'POST',
			url: `${sandbox.baseUrl}/getProfile`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: credential.type,
			sendBody: true,
			contentType: 'json',
			specifyBody: 'json',
			jsonBody: '{}',
			options: {},
		};
		const { execution } = await publishAndPost(
			world(),
			flow({
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				parameters: request,
				credentials: { [credential.type]: credential },
			}),
			{ items: [{}] },
		);
		expect(execution.status).toBe('success');
		expect(output(execution, names.action)[0]?.json).toMatchObject({
			status: 'OK',
			displayName: account.profile.displayName,
		});
	});
});
