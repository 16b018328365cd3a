import { runNode } from '../support/engine';
import { kindOf, nodeParameters } from '../support/kinds';
import { filled } from '../support/parameters';
import { useProvider } from '../support/provider';
import { breakingUrl, deadUrl, JSON_TYPE, type Reply, serve } from '../support/server';

const provider = useProvider();

const parameters = nodeParameters(kindOf('sendList'), filled.sendList!);

const jsonFrom = async (baseUrl: string) => {
	const credential = { ...provider.credential, baseUrl };
	const { outputs } = await runNode({ parameters, credential, onError: 'continueRegularOutput' });
	return outputs[0]![0]!.json;
};

const unknown = {
	description: expect.stringMatching(/^The message may have been sent\./),
	reason: null,
	retryable: false,
	sent: 'unknown',
};

const unsent = { description: expect.stringMatching(/^Nothing was sent\./), reason: null, sent: 'no' };

describe('a provider that', () => {
	it.each([
		['http500', 'answered with a page instead of JSON (HTTP status 500)'],
		['http502', 'answered with a page instead of JSON (HTTP status 502)'],
		['htmlBody', 'answered with a page instead of JSON (HTTP status 200)'],
		['malformedJson', 'answered with a page instead of JSON (HTTP status 200)'],
		['emptyBody', 'answered with nothing (HTTP status 200)'],
		['dropBeforeReading', 'broke before its answer came'],
		['dropAfterAccepting', 'broke before its answer came'],
	] as const)(
		'does %s leaves it open whether the message was sent, and it is not sent again',
		async (effect, words) => {
			provider.sandbox.provider.behaviours.add({ effect });
			expect(await jsonFrom(provider.credential.baseUrl)).toEqual({
				error: expect.stringContaining(words),
				...unknown,
			});
			expect(provider.received.length).toBe(1);
		},
	);

	it('redirects gets neither the message nor the key at the other address', async () => {
		const elsewhere = await serve({});
		const redirecting = await serve({ status: 307, headers: { location: elsewhere.url } });
		expect(await jsonFrom(redirecting.url)).toEqual({
			error: expect.stringContaining('(HTTP status 307)'),
			retryable: false,
			...unsent,
		});
		expect(redirecting.requests.map(({ line }) => line)).toEqual(['POST /sendList']);
		expect(elsewhere.requests).toEqual([]);
	});
});

describe('an address', () => {
	it('on which nobody listens', async () => {
		expect(await jsonFrom(await deadUrl())).toEqual({
			error: '99digital could not be reached [item 0]',
			retryable: true,
			...unsent,
			description: expect.not.stringContaining('ECONNREFUSED'),
		});
	});

	it('that breaks the connection before it reads anything', async () => {
		expect(await jsonFrom(await breakingUrl())).toEqual({
			error: expect.stringContaining('broke before its answer came'),
			...unknown,
		});
	});

	it('that is no address', async () => {
		expect(await jsonFrom('nowhere')).toEqual({
			error: 'Base URL in the credential is not a web address [item 0]',
			retryable: false,
			...unsent,
		});
	});

	it.each<[string, Reply, string, 'no' | 'unknown']>([
		['404', { status: 404, body: '<html>Not found</html>' }, 'a page instead of JSON (HTTP status 404)', 'no'],
		[
			'404 with JSON',
			{ status: 404, headers: JSON_TYPE, body: '{"error":"?"}' },
			'JSON that is not from 99digital',
			'no',
		],
		['407', { status: 407, body: '<html>Proxy</html>' }, 'a page instead of JSON (HTTP status 407)', 'no'],
		[
			'JSON of another service',
			{ headers: JSON_TYPE, body: '{"ok":true}' },
			'JSON that is not from 99digital',
			'unknown',
		],
		['a list', { headers: JSON_TYPE, body: '[]' }, 'a page instead of JSON (HTTP status 200)', 'unknown'],
		['204', { status: 204 }, 'nothing (HTTP status 204)', 'unknown'],
		['503', { status: 503, body: 'Service Unavailable' }, 'a page instead of JSON (HTTP status 503)', 'unknown'],
	])('that answers %s', async (_, reply, words, sent) => {
		const server = await serve(reply);
		expect(await jsonFrom(server.url)).toMatchObject({ error: expect.stringContaining(words), reason: null, sent });
		expect(server.requests.length).toBe(1);
	});

	it.each([
		['under HTTP 200', 200, '7', 7],
		['under HTTP 400', 400, 7, 7],
		['under HTTP 500', 500, '15', 15],
		['without a reason', 200, undefined, null],
	])('that refuses %s', async (_, status, reason, expected) => {
		const server = await serve({ status, headers: JSON_TYPE, body: JSON.stringify({ status: 'FAIL', reason }) });
		const output = await runNode({
			parameters: nodeParameters(kindOf('sendList'), { ...filled.sendList, maxRetries: 0 }),
			credential: { ...provider.credential, baseUrl: server.url },
			onError: 'continueRegularOutput',
		});
		expect(output.outputs[0]![0]!.json).toMatchObject({ reason: expected, sent: 'no' });
	});
});

it('a broken connection stops the workflow as an API failure with its code', async () => {
	const { error } = await runNode({ parameters, credential: { ...provider.credential, baseUrl: await deadUrl() } });
	expect(error).toMatchObject({
		name: 'NodeApiError',
		message: '99digital could not be reached [item 0]',
		httpCode: 'ECONNREFUSED',
	});
});
