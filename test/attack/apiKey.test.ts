import fc from 'fast-check';
import { stringify } from 'flatted';

import { withoutKey } from '../../nodes/NinetyNineDigital/transport/withoutKey';
import { runNode } from '../support/engine';
import { kindOf, nodeParameters } from '../support/kinds';
import { filled } from '../support/parameters';
import { API_KEY, useProvider } from '../support/provider';
import { JSON_TYPE, serve } from '../support/server';

const provider = useProvider();

const FROM = '972771234567';

const text = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 20 }),
	fc.constantFrom('שלום 👋', '"', '\\', '{}', 'apiKey', '__proto__'),
);

/** A text with the key in it, as it stands or as JSON within a text, once or twice over. */
const withKey = (key: string) =>
	fc.tuple(text, text, fc.nat(2)).map(([before, after, depth]) => {
		let held = `${before}${key}${after}`;
		for (let level = 0; level < depth; level++) held = JSON.stringify({ request: held, from: FROM });
		return held;
	});

/** Any JSON that has the key anywhere in it, names of fields included. */
const holding = (key: string) =>
	fc.letrec<{ value: unknown }>((tie) => ({
		value: fc.oneof(
			{ maxDepth: 4 },
			withKey(key),
			text,
			fc.integer(),
			fc.constant(null),
			fc.array(tie('value'), { maxLength: 4 }),
			fc.dictionary(fc.oneof(text, withKey(key), fc.constantFrom('apiKey', 'from', 'request')), tie('value'), {
				maxKeys: 4,
			}),
		),
	})).value;

it.each([API_KEY, 'aB3+/x==', '12345678'])('an answer that repeats the key %s anywhere comes out without it', (key) => {
	fc.assert(
		fc.property(holding(key), holding(key), (one, other) => {
			const answer = { status: 'OK', one, [key]: other } as never;
			expect(JSON.stringify(withoutKey(answer, { apiKey: key, from: FROM }))).not.toContain(key);
		}),
		{ numRuns: 1_000 },
	);
});

const operations = {
	'a message': nodeParameters(kindOf('sendText'), filled.sendText!),
	'a list': nodeParameters(kindOf('sendList'), filled.sendList!),
	'the profile': { resource: 'profile', operation: 'get' },
	'the templates': { resource: 'template', operation: 'getMany', returnAll: true },
};

describe.each(Object.entries(operations))(
	'a gateway that repeats the request in any form, asked for %s',
	(_, parameters) => {
		it.each([true, false])('stores no key with Simplify %s', async (simplify) => {
			const answers = fc.sample(fc.tuple(holding(API_KEY), fc.constantFrom('OK', 'ok', 'FAIL', 'MAYBE')), 15);
			for (const [held, status] of answers) {
				const body = JSON.stringify({ status, reason: 5, list: [held], [API_KEY]: held, request: { apiKey: API_KEY } });
				const server = await serve({ headers: JSON_TYPE, body });
				const { stored } = await runNode({
					parameters: { ...parameters, simplify },
					credential: { ...provider.credential, baseUrl: server.url },
					onError: 'continueRegularOutput',
				});
				expect(server.requests[0]!.body).toContain(API_KEY);
				expect(stringify(stored)).not.toContain(API_KEY);
				await server.close();
			}
		});
	},
);
