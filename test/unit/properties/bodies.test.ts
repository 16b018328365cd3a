import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { Values } from '../../../nodes/NinetyNineDigital/form/rows';
import { messageKinds } from '../../../nodes/NinetyNineDigital/messages';
import { attacks, junk, validParameters } from '../../support/arbitraries';
import { documented } from '../../support/documented';
import { bodyOf, issuesOf } from '../../support/kinds';
import { filled } from '../../support/parameters';

const isPlain = (value: unknown) => (typeof value === 'string' && value !== '') || typeof value === 'number';

/** Keys whose empty text means something to the provider. */
const mayBeEmpty = messageKinds.flatMap(({ rows }) =>
	rows.flatMap((row) => (row.type === 'text' && row.sendsEmpty ? [row.wire] : [])),
);

function expectDocumented(body: IDataObject, keys: string[]) {
	const bare = Object.keys(body).filter((key) => !isPlain(body[key]));
	expect(Object.keys(body).filter((key) => !keys.includes(key))).toEqual([]);
	expect(bare.filter((key) => body[key] !== '' || !mayBeEmpty.includes(key))).toEqual([]);
	expect(body.to).toMatch(/^([1-9]\d{6,14}|[A-Z]{2}\.\d+)$/);
}

describe.each(messageKinds)('$label', (kind) => {
	const { keys } = documented[kind.operation]!;
	const valid = filled[kind.operation]!;

	it('takes all valid parameters, and sends documented keys with texts and numbers', () => {
		fc.assert(
			fc.property(validParameters(kind), (parameters) => {
				expect(issuesOf(kind, parameters)).toEqual([]);
				expectDocumented(bodyOf(kind, parameters), keys);
			}),
			{ numRuns: 200 },
		);
	});

	/** Never throws; where nothing is found, the request is as documented. */
	const expectJudgement = (parameters: Values, item: unknown) => {
		const around = { item: Object(item) as IDataObject };
		const issues = issuesOf(kind, parameters, around);
		expect(issues.filter((issue) => typeof issue !== 'string' || issue === '')).toEqual([]);
		if (issues.length === 0) expectDocumented(bodyOf(kind, parameters, around), keys);
	};

	it.each(kind.rows.map(({ name }) => name))('survives anything in %s', (name) => {
		const judged = fc.property(junk, junk, (value, item) => expectJudgement({ ...valid, [name]: value }, item));
		fc.assert(judged, { examples: attacks.map((attack) => [attack, attack]), numRuns: attacks.length + 15 });
	});

	it('survives anything everywhere', () => {
		const parameters = fc.record(Object.fromEntries(kind.rows.map(({ name }) => [name, junk])));
		fc.assert(fc.property(parameters, junk, expectJudgement), { numRuns: 30 });
	});
});

it('nothing of it reaches the prototype of all objects', () => {
	expect(({} as IDataObject).polluted).toBeUndefined();
});
