import type { Values } from '../../../nodes/NinetyNineDigital/form/rows';
import { bodyOf, issuesOf, kindOf } from '../../support/kinds';
import { picked } from '../../support/parameters';

const kind = kindOf('sendTemplate');

const field = { id: 'otp', displayName: 'One-Time Code', required: true };

const message = (mapper: Values, rest: Values = {}): Values => ({
	to: '972501234567',
	template: picked('login_code'),
	variables: { mappingMode: 'defineBelow', ...mapper },
	...rest,
});

const codeOf = (mapper: Values, rest?: Values, item: Values = {}) => bodyOf(kind, message(mapper, rest), { item }).otp;

describe('the one-time code', () => {
	it.each([
		['typed among the variables', { value: { otp: '043143' }, schema: [field] }, {}, {}],
		['mapped from a number', { value: { otp: 43143 } }, {}, {}],
		['taken from the input', { mappingMode: 'autoMapInputData', schema: [field] }, {}, { otp: 'A-1 ✓' }],
		['set under Options', { value: {} }, { otp: '1042' }, {}],
		['set under Options, with the field left empty', { value: { otp: ' ' }, schema: [field] }, { otp: '1042' }, {}],
	])('goes out when it is %s', (_, mapper, rest, item) => {
		const { otp } = { ...(mapper as { value?: { otp?: unknown } }).value, ...rest, ...item } as { otp: unknown };
		expect(codeOf(mapper, rest, item)).toBe(String(otp));
	});

	it('is that of the variables where it is given twice', () => {
		expect(codeOf({ value: { otp: '1' }, schema: [field] }, { otp: '2' })).toBe('1');
	});

	it('is left out when the template no longer asks for it', () => {
		const schema = [{ id: 'bodyVariable1', displayName: 'Variable 1', required: true }];
		const body = bodyOf(kind, message({ value: { otp: '1042', bodyVariable1: 'Dana' }, schema }));
		expect(body).toMatchObject({ bodyVariable1: 'Dana' });
		expect(body).not.toHaveProperty('otp');
	});

	it('is checked like the option', () => {
		expect(issuesOf(kind, message({ value: { otp: '1234567890123456' }, schema: [field] }))).toEqual([
			'One-Time Code has 16 characters; at most 15 are allowed',
		]);
	});

	it.each([{}, { otp: ' ' }])('is required while the picked template asks for it: %j', (value) => {
		expect(issuesOf(kind, message({ value, schema: [field] }))).toEqual(['One-Time Code is empty; it is required']);
		expect(issuesOf(kind, message({ value }))).toEqual([]);
	});
});
