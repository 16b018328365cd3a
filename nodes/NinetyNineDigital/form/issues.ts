import { characters, count, quote } from '../plain/characters';
import { formatOf } from './formats';
import { fileTypeOf, ItemFile, sizeInWords } from './itemFile';
import type { ChoiceRow, FileRow, Form, NumberRow, RepeatRow, Row, TextRow, VariablesRow } from './model';
import { Missing, rowAt, rowsFor, Unfit, type Values } from './rows';

/**
 * All that the provider would refuse in these values, in the words of the screen, one sentence each without its stop:
 * `Title 3 has 31 characters; at most 24 are allowed`. Empty when the message may be sent.
 */
export function findIssues(form: Pick<Form, 'rows'>, values: Values): string[] {
	return rowsFor(form, values).flatMap((row) =>
		row.type === 'file' ? fileIssues(row, values) : issuesOf(row, values[row.name]),
	);
}

function issuesOf(row: Exclude<Row, FileRow>, value: unknown): string[] {
	switch (row.type) {
		case 'text':
		case 'picker':
			return textIssues(row, value);
		case 'choice':
			return value instanceof Unfit ? [choiceIssue(row, value)] : [];
		case 'number':
			return numberIssues(row, value);
		case 'flag':
			return value instanceof Unfit ? [`${row.label} is ${quote(value.typed)}; it must be true or false`] : [];
		case 'moment':
			return value instanceof Unfit
				? [
						`${row.label} is ${quote(value.typed)}; it must be ${value.must ?? 'a date and time such as 2027-01-31T18:00:00'}`,
					]
				: [];
		case 'repeat':
			return repeatIssues(row, value);
		case 'variables':
			return variablesIssues(row, value);
	}
}

type TextLimits = Pick<TextRow, 'label' | 'required' | 'max' | 'format'>;

function textIssues({ label, required, max, format }: TextLimits, value: unknown): string[] {
	if (value instanceof Missing) return [`${label} is empty; it is required`];
	if (value instanceof Unfit) {
		const { typed } = value;
		if (typeof typed !== 'string' || !format) return [`${label} is ${quote(typed)}; it must be text`];
		return [formatOf(format).issue(label, typed), ...tooLong(label, characters(typed), max)];
	}
	const text = String(value ?? '');
	if (text === '') return required ? [`${label} is empty; it is required`] : [];
	return tooLong(label, characters(text), max);
}

const tooLong = (label: string, length: number, max = Infinity): string[] =>
	length > max ? [`${label} has ${count(length, 'character')}; at most ${max} are allowed`] : [];

const choiceIssue = (row: ChoiceRow, { typed }: Unfit): string =>
	`${row.label} is ${quote(typed)}; it must be one of ${row.choices.map(({ value }) => value).join(', ')}`;

function numberIssues({ label, min, max }: NumberRow, value: unknown): string[] {
	if (Number.isInteger(value) && Number(value) >= min && Number(value) <= max) return [];
	const shown = value instanceof Unfit ? value.typed : value;
	return [`${label} is ${quote(shown)}; it must be a whole number from ${min} to ${max}`];
}

function repeatIssues(row: RepeatRow, value: unknown): string[] {
	if (!Array.isArray(value)) {
		const names = row.of.map(({ name }) => name).join(', ');
		return [`${row.label} must be a list of objects with the fields ${names}`];
	}
	return [
		...countIssues(row, value.length),
		...value.flatMap((item: Values, index) =>
			row.of.flatMap((field) => textIssues(rowAt(field, index + 1), item[field.name])),
		),
		...row.of.filter(({ unique }) => unique).flatMap((field) => repeatedValues(field, value)),
	];
}

function countIssues({ label, min, max }: { label: string; min: number; max: number }, length: number): string[] {
	if (length < min) return [`${label} is empty; at least ${min} is required`];
	if (length > max) return [`${label} has ${length} entries; at most ${max} are allowed`];
	return [];
}

/** The provider gives an empty id its position as a value, so that it may collide with one that was typed. */
function repeatedValues(field: TextRow, items: readonly Values[]): string[] {
	const ids = items.map(({ [field.name]: id }, index) =>
		id instanceof Unfit ? id : String(id).trim() || String(index + 1),
	);
	return ids.flatMap((id, index) => {
		const first = ids.indexOf(id);
		if (first === index) return [];
		return [
			`${field.label} ${index + 1} is ${quote(id)}, the same as ${field.label} ${first + 1}; each must be different, and an empty one counts as its number`,
		];
	});
}

function variablesIssues(row: VariablesRow, value: unknown): string[] {
	const texts = Array.isArray(value) ? value : [];
	const together = characters(texts.filter((text) => typeof text === 'string').join(''));
	const singular = row.label.replace(/s$/, '');
	return [
		...countIssues({ ...row, min: 0 }, texts.length),
		...texts.flatMap((text, index) =>
			textIssues({ label: `${singular} ${index + 1}`, required: true, format: row.format }, text),
		),
		...(together > row.totalMax
			? [`${row.label} together have ${count(together, 'character')}; at most ${row.totalMax} are allowed`]
			: []),
	];
}

function fileIssues({ name, label, types, kindOf }: FileRow, values: Values): string[] {
	const file = values[name];
	if (file instanceof Unfit) return [`${label} is ${quote(file.typed)}; ${file.must ?? 'it must be text'}`];
	if (!(file instanceof ItemFile)) return [`${label} is empty; it is required`];
	const allowed = types.filter(({ kind }) => kindOf === undefined || kind === values[kindOf]);
	const type = fileTypeOf(file, allowed);
	const holds = `${label} holds ${quote(file.name)}`;
	if (!type) return [`${holds} of the type ${file.type || 'unknown'}; it must be ${endingsIn(allowed)}`];
	if (file.bytes === 0) return [`${holds}, which is empty`];
	if (file.bytes !== undefined && file.bytes > type.maxBytes)
		return [`${holds} with ${sizeInWords(file.bytes)}; at most ${sizeInWords(type.maxBytes)} are allowed`];
	return file.id === undefined ? [`${holds}, which n8n keeps in memory, where no link leads. ${STORE}`] : [];
}

const STORE =
	'Set N8N_DEFAULT_BINARY_DATA_MODE of n8n to filesystem, or in queue mode to database or s3; or send the file by its URL';

const endingsIn = (types: FileRow['types']): string =>
	types.map(({ endings: [ending = ''] }) => ending.toUpperCase()).join(', ');
