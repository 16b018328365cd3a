import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CredentialTestContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	INodeCredentialTestResult,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { NinetyNineDigital } from '../../nodes/NinetyNineDigital/NinetyNineDigital.node';
import { NinetyNineDigitalTrigger } from '../../nodes/NinetyNineDigital/NinetyNineDigitalTrigger.node';
import { API_KEY, useProvider } from '../support/provider';

const provider = useProvider();

const nodes = [new NinetyNineDigital(), new NinetyNineDigitalTrigger()];

/** The method that the description of a node names. */
function testMethodOf({ description, methods }: (typeof nodes)[number]) {
	const testedBy = description.credentials?.[0]?.testedBy;
	return methods.credentialTest[testedBy as keyof typeof methods.credentialTest];
}

/** What the person who saves the credential is told, as n8n's own context for it brings it about. */
async function test(changes: ICredentialDataDecryptedObject = {}): Promise<INodeCredentialTestResult> {
	const data = { ...provider.credential, ...changes };
	const context = new CredentialTestContext({} as IWorkflowExecuteAdditionalData);
	const credential = { id: '1', name: '99digital', type: 'ninetyNineDigitalApi', data };
	const result = await testMethodOf(nodes[0]!).call(context, credential);
	expect(result.message).not.toContain(API_KEY);
	expect(result.message).not.toMatch(/\bE[A-Z]{4,}\b/);
	return result;
}

const refused = (message: RegExp) => ({ status: 'Error', message: expect.stringMatching(message) as unknown });

it('is the same for both nodes, whichever n8n asks', () => {
	for (const node of nodes) expect(testMethodOf(node)).toBeInstanceOf(Function);
});

it.each<ICredentialDataDecryptedObject>([
	{},
	{ apiKey: ` ${API_KEY}\t\n` },
	{ from: '077-123-4567' },
	{ from: '+972 (0)77-123-4567' },
])('accepts the account: %j', async (changes) => {
	expect(await test(changes)).toMatchObject({ status: 'OK' });
	expect(provider.received).toEqual([{ operation: 'getWebhook', body: { apiKey: API_KEY, from: '972771234567' } }]);
});

it.each([
	[{ apiKey: 'another key' }, /^API Key: .*Copy the API key/],
	[{ from: '972770000000' }, /^WhatsApp Number: .*country code/],
])('names the field, and what to do: %j', async (changes, message) => {
	expect(await test(changes)).toEqual(refused(message));
});

it.each([7, 99])('tells reason %i, which no page documents for it', async (reason) => {
	provider.sandbox.provider.behaviours.add({ effect: 'refuse', reason, operation: 'getWebhook' });
	expect(await test()).toEqual(refused(new RegExp(`reason.* ${reason}\\b`)));
});

it('tells a page of something else', async () => {
	provider.sandbox.provider.behaviours.add({ effect: 'htmlBody', operation: 'getWebhook' });
	expect(await test()).toEqual(refused(/a page instead of JSON.*Check Base URL/));
});

it.each([
	['nobody listens there', 'http://127.0.0.1:9/v2', /could not be reached.*Base URL/],
	['there is no such machine', 'https://99digital.invalid/v2', /could not be reached.*Base URL/],
	['it is no address', 'api.99digital.co.il', /^Base URL in the credential is not a web address.*https/],
	[
		'the key would leave in clear',
		'http://10.255.255.1/v2',
		/^Base URL in the credential begins with http.*Allow HTTP/,
	],
])('tells in words that %s', async (_, baseUrl, message) => {
	expect(await test({ baseUrl })).toEqual(refused(message));
	expect(provider.received).toEqual([]);
});

it('carries the key to no other address', async () => {
	const redirecting = createServer((_, response) => {
		response.writeHead(307, { location: `${provider.sandbox.baseUrl}/getWebhook` }).end();
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => redirecting.once('listening', resolve));
	const { port } = redirecting.address() as AddressInfo;
	expect(await test({ baseUrl: `http://127.0.0.1:${port}` })).toEqual(refused(/HTTP status 307.*Base URL/));
	expect(provider.received).toEqual([]);
	redirecting.closeAllConnections();
	redirecting.close();
});
