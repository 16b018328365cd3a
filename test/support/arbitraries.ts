import fc, { type Arbitrary } from 'fast-check';

import type { FormatName } from '../../nodes/NinetyNineDigital/form/formats';
import type { MessageKind, RepeatRow, Row, TextRow } from '../../nodes/NinetyNineDigital/form/model';
import type { Values } from '../../nodes/NinetyNineDigital/form/rows';
import { mapped } from './parameters';

/** Any text of Unicode that is not blank, its length counted in code points. */
export const textUpTo = (maxLength: number, minLength = 1): Arbitrary<string> =>
	fc.string({ unit: 'binary', minLength, maxLength }).filter((text) => text.trim() !== '');

const letters = fc.string({ unit: fc.constantFrom(...'abcאבג123 -™'), minLength: 1, maxLength: 20 });

/** Texts that fit a format. */
const fitting: Record<FormatName, Arbitrary<string>> = {
	recipient: fc.constantFrom('+972 50-123-4567', '050-123-4567', '972501234567', 'IL.1605856887361213'),
	countryCode: fc.constantFrom('972', '+44', '001'),
	httpsUrl: fc.webUrl({ validSchemes: ['https'], withQueryParameters: true }),
	externalTarget: fc.oneof(fc.webUrl(), fc.constantFrom('050-123-4567', '1700', 'john@example.com')),
	email: fc.constantFrom('dana@example.com', ' name@email.co.il '),
	latitude: fc.double({ min: -90, max: 90, noNaN: true }).map((degrees) => degrees.toFixed(4)),
	longitude: fc.double({ min: -180, max: 180, noNaN: true }).map((degrees) => degrees.toFixed(4)),
	noEmoji: letters.filter((text) => text.trim() !== ''),
	templateVariable: textUpTo(50).filter((text) => !/[\r\n]| {4}/.test(text)),
};

/** Valid parameters of a kind by row name, random in everything that its rows leave open. */
export const validParameters = (kind: MessageKind): Arbitrary<Values> =>
	fc.record(Object.fromEntries(kind.rows.map((row) => [row.name, valid(row)])));

function valid(row: Row): Arbitrary<unknown> {
	switch (row.type) {
		case 'text':
			return orNothing(row, text(row));
		case 'choice':
			// A file is no parameter: it is in the item.
			return fc.constantFrom(...row.choices.map(({ value }) => value).filter((value) => value !== 'binary'));
		case 'number':
			return orNothing(row, fc.integer({ min: row.min, max: row.max }));
		case 'flag':
			return orNothing(row, fc.constantFrom(true, false, 'true', 0));
		case 'moment':
			return orNothing(row, fc.date({ min: new Date('2027-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }));
		case 'repeat':
			return entries(row);
		case 'picker':
			return textUpTo(40).map((name) => name.trim());
		case 'variables':
			return fc.array(fitting[row.format], { maxLength: row.max }).map((texts) => mapped(...texts));
		case 'file':
			return fc.constant(row.default);
	}
}

const orNothing = (row: Row, arbitrary: Arbitrary<unknown>): Arbitrary<unknown> =>
	row.required || (row.type === 'text' && row.notBlank) ? arbitrary : fc.option(arbitrary, { nil: undefined });

const text = ({ format, max = 2000 }: TextRow): Arbitrary<string> => (format ? fitting[format] : textUpTo(max));

function entries(row: RepeatRow): Arbitrary<unknown> {
	const entry = fc.record(
		Object.fromEntries(row.of.map((field) => [field.name, orNothing(field, text(shortened(field)))])),
	);
	return fc.array(entry, { minLength: row.min, maxLength: row.max }).map((list) => {
		const distinct = list.map((values, index) => ({ ...values, ...distinctValues(row, values, index) }));
		return row.input === 'json' ? distinct : { [row.item.name]: distinct };
	});
}

/** Room for what makes a text differ from the others. */
const shortened = (field: TextRow): TextRow =>
	field.unique ? { ...field, max: field.max && field.max - '10#'.length } : field;

const distinctValues = ({ of }: RepeatRow, values: Record<string, unknown>, index: number) =>
	Object.fromEntries(
		of.flatMap(({ name, unique }) =>
			unique && values[name] !== undefined ? [[name, `${index}#${values[name]}`]] : [],
		),
	);

/** Values that have broken programs before. */
export const attacks: readonly unknown[] = [
	'__proto__',
	'constructor',
	'ש'.repeat(50_000),
	'['.repeat(20_000),
	JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`),
	JSON.parse('{ "__proto__": { "polluted": true }, "constructor": { "prototype": { "polluted": true } } }'),
	{ toString: 5, valueOf: 5 },
	{ button: [{ text: null, id: {} }], item: [[]], value: { __proto__: null }, mappingMode: {}, schema: [null, 5] },
	{ mappingMode: 'defineBelow', value: [], schema: [{ id: Object.create(null), required: true }] },
	{ mappingMode: 'autoMapInputData' },
	[null],
	new Date(NaN),
];

/** Whatever could stand in a parameter. */
export const junk: Arbitrary<unknown> = fc.oneof(
	{ weight: 3, arbitrary: fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }) },
	{ weight: 1, arbitrary: fc.constantFrom(...attacks) },
);
