import { runNode } from '../support/engine';
import { kindOf, nodeParameters } from '../support/kinds';
import { filled } from '../support/parameters';
import { API_KEY, useProvider } from '../support/provider';
import { JSON_TYPE, serve } from '../support/server';

const provider = useProvider();

/** As a request carries the number of the credential. */
const FROM = '972771234567';

const request = { apiKey: API_KEY, from: FROM, to: '972501234567', body: 'שלום 👋' };

/** Ways in which a gateway may repeat the request under a status that looks like success. */
const gateways = {
	'beside the fields': { ...request, status: 'OK', reason: 1 },
	'as an object': { status: 'OK', reason: 1, request },
	'as JSON in a text': { status: 'OK', reason: 1, debug: [{ sent: JSON.stringify(request) }] },
	'as a form': { status: 'OK', reason: 1, debug: `apiKey=${API_KEY}&from=${FROM}` },
};

const operations = {
	'a sent message': nodeParameters(kindOf('sendText'), filled.sendText!),
	'the profile': { resource: 'profile', operation: 'get' },
};

describe.each(Object.entries(gateways))('a gateway that repeats the request %s', (_, answer) => {
	it.each(
		Object.entries(operations).flatMap(([name, parameters]) => [
			[name, 'on', { ...parameters, simplify: true }] as const,
			[name, 'off', { ...parameters, simplify: false }] as const,
		]),
	)('gives no key to what comes out of %s with Simplify %s', async (_name, _simplify, parameters) => {
		const server = await serve({ headers: JSON_TYPE, body: JSON.stringify(answer) });
		const { outputs, stored } = await runNode({
			parameters,
			credential: { ...provider.credential, baseUrl: server.url },
		});
		expect(JSON.stringify(stored)).not.toContain(API_KEY);
		const { from, ...rest } = outputs[0]![0]!.json;
		expect(JSON.stringify(rest)).not.toContain(FROM);
	});
});

it('what is data stays as it came', async () => {
	const answer = {
		status: 'OK',
		reason: 1,
		from: FROM,
		unique: 'a1',
		originalRequest: { from: FROM, to: '972501234567' },
	};
	const server = await serve({ headers: JSON_TYPE, body: JSON.stringify(answer) });
	const { outputs } = await runNode({
		parameters: { ...operations['a sent message'], simplify: false },
		credential: { ...provider.credential, baseUrl: server.url },
	});
	expect(outputs[0]![0]!.json).toEqual(answer);
});
