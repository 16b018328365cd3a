import fc from 'fast-check';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { NinetyNineDigitalApi } from '../../credentials/NinetyNineDigitalApi.credentials';
import { NODE, workflowWith } from '../support/workflow';

const credential = new NinetyNineDigitalApi();

describe('authenticate', () => {
	const written = fc.oneof(
		fc.constantFrom('972771234567', '+972 77-123-4567', '00972771234567', '\u200e+972 (77) 123.45.67'),
		fc.stringMatching(/^[+0-9 ()-]{1,20}$/),
	);
	const account = fc.record({ apiKey: fc.string({ minLength: 1 }), from: written });
	const body = { to: '972501234567', body: 'שלום 👋' };

	it('[buttons.apiKey] [list.apiKey] [template.apiKey] [buttons.from] [list.from] [template.from] adds the key and the digits of the number, and leaves what it was given as it is', async () => {
		const request = { url: 'https://api.example.com', body };
		const { body: sent } = await credential.authenticate({ apiKey: 'k', from: '+972 77-123-4567' }, request);
		expect(sent).toEqual({ ...body, apiKey: 'k', from: '972771234567' });
		expect(request.body).toEqual({ to: '972501234567', body: 'שלום 👋' });
	});

	it.each(['077-123-4567', '+972 (0)77-123-4567', '+972-077-1234567', '771234567', ' 972771234567 '])(
		'reads the own number as customers write theirs: %s',
		async (from) => {
			const { body: sent } = await credential.authenticate({ apiKey: ' \tk\n', from }, { url: '' });
			expect(sent).toEqual({ apiKey: 'k', from: '972771234567' });
		},
	);

	it.each([
		{ url: 'http://example.com/v2/x' },
		{ url: '/x', baseURL: 'http://example.com' },
		{ uri: 'http://10.0.0.1/x' },
	])('keeps the key from leaving in clear: %j', async (request) => {
		const account = { apiKey: 'k', from: '972771234567' };
		const sent = async (allowHttp: boolean) => credential.authenticate({ ...account, allowHttp }, request as never);
		await expect(sent(false)).rejects.toThrow(/^Base URL: .*Allow HTTP/);
		expect((await sent(true)).body).toEqual(account);
	});

	it('adds them to a request without a body', async () => {
		const { body: sent } = await credential.authenticate({ apiKey: 'k', from: '972771234567' }, { url: '' });
		expect(sent).toEqual({ apiKey: 'k', from: '972771234567' });
	});

	it('does what its declared form says', async () => {
		const workflow = workflowWith({});
		const node = workflow.getNode(NODE)!;
		const resolved = ($credentials: ICredentialDataDecryptedObject) =>
			Object.entries(credential.authenticate.properties.body ?? {}).map(([key, expression]) => [
				key,
				workflow.expression.getSimpleParameterValue(node, expression as string, 'internal', { $credentials }),
			]);
		await fc.assert(
			fc.asyncProperty(account, async (given) => {
				const { body: sent } = await credential.authenticate(given, { url: '' });
				expect(sent).toEqual(Object.fromEntries(resolved(given)));
			}),
		);
	});
});

it('keeps the key out of sight', () => {
	const key = credential.properties.find(({ name }) => name === 'apiKey');
	expect(key).toMatchObject({ typeOptions: { password: true }, required: true });
});
