import { runNode } from '../support/engine';
import { kindOf, nodeParameters } from '../support/kinds';
import { filled } from '../support/parameters';
import { API_KEY, useProvider } from '../support/provider';

const provider = useProvider();

const send = (changes: object) =>
	runNode({
		parameters: nodeParameters(kindOf('sendList'), filled.sendList!),
		credential: { ...provider.credential, ...changes },
	});

describe('the credential', () => {
	it.each(['+972 77-123-4567', '972771234567', '00972-77-1234567', '\u200e+972 77 123 4567\u200f'])(
		'puts the key and the digits of %j into the body',
		async (from) => {
			const { error } = await send({ from });
			expect(error).toBeUndefined();
			expect(provider.received).toEqual([
				{ operation: 'sendList', body: expect.objectContaining({ apiKey: API_KEY, from: '972771234567' }) },
			]);
		},
	);

	it('takes a number that was stored as a number', async () => {
		await send({ from: 972771234567 });
		expect(provider.received[0]!.body.from).toBe('972771234567');
	});

	it.each(['/', '//', '/ ', ' '])('does without what stands behind the address: %j', async (behind) => {
		const { error } = await send({ baseUrl: provider.credential.baseUrl + behind });
		expect(error).toBeUndefined();
		expect(provider.received.length).toBe(1);
	});

	it('cannot be replaced by a parameter of the node', async () => {
		const parameters = nodeParameters(kindOf('sendList'), filled.sendList!);
		const { apiKey, from } = { apiKey: 'another', from: 'another' };
		await runNode({
			parameters: { ...parameters, apiKey, from, options: { ...(parameters.options as object), apiKey, from } },
			credential: provider.credential,
		});
		expect(provider.received[0]!.body).toMatchObject({ apiKey: API_KEY, from: '972771234567' });
	});

	it('is read and decrypted for the whole execution, not for each message', async () => {
		let readings = 0;
		const credential = {
			...provider.credential,
			get apiKey() {
				readings += 1;
				return API_KEY;
			},
		};
		const parameters = nodeParameters(kindOf('sendList'), filled.sendList!);
		await runNode({ parameters, credential, items: Array.from({ length: 20 }, () => ({})) });
		expect(provider.received.length).toBe(20);
		expect(readings).toBeLessThan(4);
	});
});
