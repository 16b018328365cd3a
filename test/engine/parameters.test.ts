import fc from 'fast-check';
import { Expression, type IDataObject } from 'n8n-workflow';

import { runNode } from '../support/engine';
import { kindOf, nodeParameters } from '../support/kinds';
import { CUSTOMER, useProvider } from '../support/provider';

const provider = useProvider();

const CUSTOMERS = 3;

/** A dry run of a text to each item, with an expression in one of its parameters. */
async function rehearse(name: string, expression: string, items: IDataObject[]) {
	const given = { to: CUSTOMER, body: 'Hi', dryRun: true, [name]: expression };
	const { outputs } = await runNode({
		parameters: nodeParameters(kindOf('sendText'), given),
		items,
		credential: provider.credential,
		onError: 'continueRegularOutput',
	});
	return outputs[0]!.map(({ json: { body, error } }) => error ?? (body as IDataObject)[name]);
}

const identifiers = fc.oneof(
	fc.stringMatching(/^[A-Za-z_]\w{0,8}$/),
	fc.constantFrom('constructor', '__proto__', 'toString', 'length', 'prototype', 'caller'),
);

const names = fc.oneof(
	identifiers,
	fc.string({ unit: 'grapheme', maxLength: 12 }),
	fc.constantFrom('שם', '', 'a.b', 'a}}b', 'a{{b', 'a\nb', 'a\u2028b'),
);

const fields = fc.oneof(
	identifiers.map((name) => ({ name, path: `.${name}` })),
	names.map((name) => ({ name, path: `[${JSON.stringify(name)}]` })),
	names.map((name) => ({ name, path: `['${name.replace(/[\\']/g, '\\$&')}']` })),
);

const values = fc.oneof(
	fc.string({ unit: 'grapheme' }),
	fc.constantFrom('שלום 👋', '{{ 1 + 1 }}', '={{ 1 }}', '', true, false, null, { a: 1 }, ['a']),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.integer(),
);

const items = (name: string) =>
	fc.array(
		fc.oneof(
			values.map((value) => ({ [name]: value }) as IDataObject),
			fc.constant<IDataObject>({}),
		),
		{
			minLength: 1,
			maxLength: CUSTOMERS,
		},
	);

const worlds = fields.chain(({ name, path }) => items(name).map((list) => ({ path, list })));

/** One at the top, one under Options. */
const parameters = fc.constantFrom('body', 'replyTo');

it('a dragged field has the value that an expression of n8n gives it', () =>
	fc.assert(
		fc.asyncProperty(parameters, worlds, fc.constantFrom('', ' ', '\n'), async (name, { path, list }, space) => {
			const dragged = await rehearse(name, `={{${space}$json${path}${space}}}`, list);
			// In brackets it is an expression like any other.
			expect(dragged).toEqual(await rehearse(name, `={{${space}($json${path})${space}}}`, list));
		}),
		{ numRuns: 200 },
	));

describe('the expressions of n8n', () => {
	let spy: jest.SpyInstance<unknown, Parameters<Expression['resolveSimpleParameterValue']>>;
	beforeAll(() => {
		spy = jest.spyOn(Expression.prototype, 'resolveSimpleParameterValue');
	});
	afterAll(() => spy.mockRestore());

	const people = Array.from({ length: CUSTOMERS }, (_, index) => ({ 'first name': `Dana ${index}`, city: 'חיפה' }));

	describe.each(['body', 'replyTo'])('in %s', (name) => {
		it.each([
			['{{ $json.city }}', 0],
			[`{{ $json['first name'] }}`, 0],
			['{{$json["first name"]}}', 0],
			['Hi {{ $json.city }}', CUSTOMERS],
			['{{ $json.city }}!', CUSTOMERS],
			['{{ $json.city.length }}', CUSTOMERS],
			['{{ $json.city + $json.city }}', CUSTOMERS],
		])('are asked for %s %i times', async (text, times) => {
			spy.mockClear();
			await rehearse(name, `=${text}`, people);
			const asked = spy.mock.calls.filter(([parameter]) => parameter === `=${text}`);
			expect(asked.length).toBe(times);
		});
	});

	it.each(['{{ $json.city }}', '{{ ($json.city) }}'])('fail alike where the field is missing: %s', async (text) => {
		const texts = await rehearse('body', `=${text}`, [{ city: 'חיפה' }, {}, { city: 'עכו' }]);
		expect(texts).toEqual(['חיפה', 'Body is empty; it is required [item 1]', 'עכו']);
	});
});
