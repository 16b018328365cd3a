import { Unfit } from '../../../nodes/NinetyNineDigital/form/rows';
import { list } from '../../../nodes/NinetyNineDigital/messages/list';
import { template, variables } from '../../../nodes/NinetyNineDigital/messages/template';
import { valueOf } from '../../support/kinds';
import { mapped, picked } from '../../support/parameters';

const unfit = (typed: unknown) => new Unfit(typed);

describe('a repeat', () => {
	const fields = list.rows.find(({ name }) => name === 'items')!;
	const json = list.rows.find(({ name }) => name === 'itemsJson')!;
	const rows = [
		{ title: 'Sales', description: '', id: '7' },
		{ title: 'תמיכה', description: 'Ask us', id: '' },
	];
	const typed = [
		{ title: 'Sales', id: 7 },
		{ title: 'תמיכה', description: 'Ask us', colour: 'red' },
	];

	it('is a list with every field, from fields', () => {
		expect(valueOf(fields, { item: typed })).toEqual(rows);
	});

	it('is a list with every field, from an array', () => {
		expect(valueOf(json, typed)).toEqual(rows);
		expect(valueOf(fields, typed)).toEqual(rows);
	});

	it('is a list with every field, from JSON text', () => {
		expect(valueOf(json, JSON.stringify(typed))).toEqual(rows);
	});

	it('may name its fields otherwise in JSON: text or name, value', () => {
		const other = [
			{ name: 'Sales', value: 7 },
			{ text: 'תמיכה', description: 'Ask us', title: ' ' },
		];
		expect(valueOf(json, other)).toEqual(rows);
		expect(valueOf(json, JSON.stringify(other))).toEqual(rows);
		expect(valueOf(json, [{ title: 'Sales', name: 'internal' }])).toEqual([
			{ title: 'Sales', description: '', id: '' },
		]);
		expect(valueOf(fields, { item: other })).not.toEqual(rows);
	});

	it('leaves out what comes out wholly empty, but for the first', () => {
		const empty = { title: ' ', description: null, id: undefined };
		expect(valueOf(fields, { item: [typed[0], empty, typed[1], {}] })).toEqual(rows);
		expect(valueOf(json, [typed[0], empty, typed[1], {}])).toEqual(rows);
		expect(valueOf(fields, { item: [empty, typed[0]] })).toEqual([{ title: '', description: '', id: '' }, rows[0]]);
	});

	it.each([
		[fields, {}],
		[fields, { item: [] }],
		[fields, undefined],
		[json, '[]'],
		[json, ''],
		[json, undefined],
	])('may be empty (%#)', (row, raw) => {
		expect(valueOf(row, raw)).toEqual([]);
	});

	it.each([
		[fields, { item: 'Sales' }],
		[fields, { item: ['Sales'] }],
		[json, '[{"title":"Sales"}'],
		[json, '{"title":"Sales"}'],
		[json, 'Sales'],
		[json, '["Sales"]'],
		[json, [null]],
		[json, [['Sales']]],
		[json, 5],
	])('cannot be made of anything else (%#)', (row, raw) => {
		expect(valueOf(row, raw)).toEqual(unfit(raw));
	});

	it('keeps a field that is no text as it was typed', () => {
		expect(valueOf(json, [{ title: { he: 'מכירות' } }])).toEqual([
			{ title: unfit({ he: 'מכירות' }), description: '', id: '' },
		]);
	});
});

describe('a picker', () => {
	const picker = template.rows.find(({ type }) => type === 'picker')!;

	it('gives the name without the spaces around it', () => {
		expect(valueOf(picker, ' website_welcome\n')).toBe('website_welcome');
	});

	it('gives the name that was picked from the list', () => {
		expect(valueOf(picker, picked(' website_welcome '))).toBe('website_welcome');
	});

	it.each([undefined, null, '', ' ', picked('')])('made of %j is empty', (raw) => {
		expect(valueOf(picker, raw)).toBe('');
	});

	it('cannot be made of a list', () => {
		expect(valueOf(picker, ['a'])).toEqual(unfit(['a']));
	});
});

describe('the variables', () => {
	const schema = (...fields: object[]) => ({ ...mapped('John'), schema: fields });

	it('are in the order of their numbers, whatever the order of the keys', () => {
		const value = { bodyVariable2: 'Israel', bodyVariable10: 'last', bodyVariable1: 5 };
		expect(valueOf(variables, { mappingMode: 'defineBelow', value })).toEqual([
			'5',
			'Israel',
			...Array(7).fill(''),
			'last',
		]);
	});

	it('end with the last one that is filled', () => {
		expect(valueOf(variables, mapped('John', '', 'Israel', '', null))).toEqual(['John', '', 'Israel']);
	});

	it('reach to the last one that the template asks for', () => {
		const asked = { id: 'bodyVariable3', required: true };
		expect(valueOf(variables, schema(asked))).toEqual(['John', '', '']);
	});

	it.each([
		['are not asked for', { id: 'bodyVariable3', required: false }],
		['were removed', { id: 'bodyVariable3', required: true, removed: true }],
		['are of another kind', { id: 'colour', required: true }],
	])('do not count fields that %s', (_, field) => {
		expect(valueOf(variables, schema(field))).toEqual(['John']);
	});

	it('leave out those that the template had before it was changed', () => {
		const fields = [1, 2].map((position) => ({ id: `bodyVariable${position}`, required: true }));
		expect(valueOf(variables, { ...mapped('John', 'Israel', 'gone'), schema: fields })).toEqual(['John', 'Israel']);
	});

	it('are none where the picked template has none, whatever is still kept', () => {
		expect(valueOf(variables, { ...mapped('John'), schema: [] })).toEqual([]);
		expect(
			valueOf(variables, { mappingMode: 'autoMapInputData', schema: [] }, { item: { bodyVariable1: 'a' } }),
		).toEqual([]);
	});

	it('are none in a template for authentication, which takes its code alone', () => {
		const fields = [
			{ id: 'bodyVariable1', required: true },
			{ id: 'otp', required: true },
		];
		expect(valueOf(variables, { ...mapped('1042'), schema: fields })).toEqual([]);
	});

	it('come from the input item when they are mapped automatically', () => {
		const item = { bodyVariable1: 'John', bodyVariable2: 50, colour: 'red' };
		const raw = { mappingMode: 'autoMapInputData', value: { bodyVariable1: 'typed before' } };
		expect(valueOf(variables, raw, { item })).toEqual(['John', '50']);
	});

	it('that break a rule are kept as they were typed', () => {
		expect(valueOf(variables, mapped('two\nlines', ['a']))).toEqual([unfit('two\nlines'), unfit(['a'])]);
	});

	it.each([undefined, null, '', [], 5, {}, { mappingMode: 'defineBelow', value: null }, { value: ['a'] }])(
		'made of %j are none',
		(raw) => {
			expect(valueOf(variables, raw)).toEqual([]);
		},
	);

	it('are found among very many fields of the input item', () => {
		const item = Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`field${index}`, 'x']));
		expect(
			valueOf(variables, { mappingMode: 'autoMapInputData' }, { item: { ...item, bodyVariable1: 'John' } }),
		).toEqual(['John']);
	});
});
