import '../support/debugLogs';

import { inspect } from 'node:util';
import type { IDataObject } from 'n8n-workflow';

import { panelContext, runNode, type RunOptions } from '../support/engine';
import { kindOf, nodeParameters } from '../support/kinds';
import { filled } from '../support/parameters';
import { API_KEY, useProvider } from '../support/provider';
import { deadUrl, JSON_TYPE, serve } from '../support/server';

const provider = useProvider();

const parameters = (changes: object = {}, simplify = true): IDataObject => ({
	...nodeParameters(kindOf('sendList'), { ...filled.sendList, ...changes }),
	simplify,
});

/** Everything that can be reached from a value, what JSON would leave out included. */
const all = (value: unknown): string =>
	inspect(value, { depth: null, showHidden: true, maxArrayLength: null, maxStringLength: null });

/** All lines of n8n and of the console. */
const lines: unknown[] = [];

const note = (...line: unknown[]) => {
	lines.push(line);
};

beforeAll(() => {
	const logger = Object.getPrototypeOf(panelContext({}, provider.credential).logger) as { log(): void };
	jest.spyOn(logger, 'log').mockImplementation(note);
	for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
		jest.spyOn(console, name).mockImplementation(note);
});

beforeEach(() => {
	lines.length = 0;
});

/** Stops and continues, and looks for the key in whatever came out. */
async function expectSecret(options: Partial<RunOptions>): Promise<void> {
	for (const onError of ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const) {
		const run = await runNode({ parameters: parameters(), credential: provider.credential, onError, ...options });
		expect(all(run)).not.toContain(API_KEY);
	}
	expect(lines.length).toBeGreaterThan(0);
	expect(all(lines)).not.toContain(API_KEY);
}

it('the key is with every request, so that there is something to hide', async () => {
	await runNode({ parameters: parameters(), credential: provider.credential });
	expect(all(provider.received)).toContain(API_KEY);
});

describe('the API key stays secret', () => {
	it.each([
		['simplified', parameters()],
		['as the provider answers', parameters({}, false)],
		['with the request repeated', parameters({ showRequest: true }, false)],
	])('in an output %s', async (_, withParameters) => {
		await expectSecret({ parameters: withParameters });
	});

	it.each([2, 3, 7, 15, 99])('in the refusal %d', async (reason) => {
		provider.sandbox.provider.behaviours.add({ effect: 'refuse', reason });
		await expectSecret({ parameters: parameters({ maxRetries: 0 }) });
	});

	it.each(['http500', 'htmlBody', 'malformedJson', 'emptyBody', 'dropAfterAccepting', 'redirect'] as const)(
		'when the answer is lost: %s',
		async (effect) => {
			provider.sandbox.provider.behaviours.add({ effect });
			await expectSecret({});
		},
	);

	it('when nobody listens', async () => {
		await expectSecret({ credential: { ...provider.credential, baseUrl: await deadUrl() } });
	});

	it.each(['nowhere', 'http://', 'htp://example.com'])('when the address is %s', async (baseUrl) => {
		await expectSecret({ credential: { ...provider.credential, baseUrl } });
	});

	it('when the item is refused before sending', async () => {
		await expectSecret({ parameters: parameters({ to: '={{ "nobody" }}' }) });
	});

	it.each([
		[500, `<html>You sent apiKey=${API_KEY}</html>`],
		[200, JSON.stringify({ status: 'FAIL', reason: 5, apiKey: API_KEY })],
		[400, JSON.stringify({ message: `apiKey ${API_KEY} is not known` })],
	])('when a server between repeats it under HTTP %d', async (status, body) => {
		const server = await serve({ status, headers: JSON_TYPE, body });
		await expectSecret({ credential: { ...provider.credential, baseUrl: server.url } });
	});
});
