import { jsonParse, tryToParseBoolean, tryToParseDateTime, tryToParseNumber } from 'n8n-workflow';

import { isBlank, quote, wholeCharacters } from '../plain/characters';
import { isRecord } from '../plain/objects';
import { inSeconds } from '../plain/seconds';
import { fileIn } from './itemFile';
import { formatOf, type FormatContext, type FormatName } from './formats';
import type { ChoiceRow, FileRow, Form, MomentRow, RepeatRow, Row, TextRow, VariablesRow } from './model';
import { keyAt, Missing, Unfit, type Values } from './rows';

/** The highest position of a variable where the template's fields are not known. */
const ANY_POSITION = Infinity;

/** What values are read by, besides their row. */
export interface ValueContext extends FormatContext {
	/** IANA zone of the workflow, for dates written without one. */
	readonly timezone: string;
	/** What lies before it is past. */
	readonly now: Date;
	/** The input item's JSON, for variables that are mapped automatically. */
	readonly item: Readonly<Record<string, unknown>>;
	/** The files of the input item by field. */
	readonly binary?: Readonly<Record<string, unknown>>;
}

/**
 * What n8n holds for one item → plain values by row name. Never throws: what does not fit becomes `Unfit`, for
 * `findIssues` to tell.
 *
 * @param parameters n8n's parameter values by name, those under Options included
 */
export function toValues(form: Form, parameters: Values, context: ValueContext): Values {
	const given = { ...parameters, ...alsoMapped(form, parameters, context) };
	return Object.fromEntries(
		form.rows.map((row) => {
			const raw = given[row.name];
			const missing = row.type === 'text' && row.notBlank && row.name in given && isBlank(raw);
			return [row.name, missing ? new Missing() : read(row, raw, context)];
		}),
	);
}

function read(row: Row, raw: unknown, context: ValueContext): unknown {
	switch (row.type) {
		case 'text':
			return readText(raw ?? row.default, row, context);
		case 'choice':
			return readChoice(row, raw);
		case 'number':
			return isBlank(raw) ? row.default : orUnfit(raw, tryToParseNumber);
		case 'flag':
			return isBlank(raw) ? undefined : orUnfit(raw, tryToParseBoolean);
		case 'moment':
			return isBlank(raw) ? undefined : readMoment(row, raw, context);
		case 'repeat':
			return readRepeat(row, raw, context);
		case 'picker':
			return readPicked(raw, context);
		case 'variables':
			return readVariables(row, raw, context);
		case 'file':
			return readFile(row, raw, context);
	}
}

function readFile({ default: preset }: FileRow, raw: unknown, { item: json, binary }: ValueContext): unknown {
	const field = asText(raw ?? preset)?.trim();
	if (field === undefined) return new Unfit(raw);
	if (field === '') return new Missing();
	return fileIn({ json, binary }, field) ?? new Unfit(field, filesIn(binary));
}

const filesIn = (binary: ValueContext['binary'] = {}): string => {
	const fields = Object.keys(binary).map((name) => quote(name));
	return fields.length > 0 ? `the files of the item are ${fields.join(', ')}` : 'the item has no files';
};

function readText(raw: unknown, { format }: { format?: FormatName }, context: FormatContext): unknown {
	if (raw instanceof Missing) return raw;
	const text = asText(raw);
	if (text === undefined) return new Unfit(raw);
	if (isBlank(text)) return '';
	return format ? (formatOf(format).read(text, context) ?? new Unfit(text)) : text;
}

/** Numbers and dates become text; a message that reads `[object Object]` would help nobody. */
function asText(raw: unknown): string | undefined {
	if (raw === undefined || raw === null) return '';
	if (typeof raw !== 'object') return wholeCharacters(String(raw));
	if (raw instanceof Date) return textOrNothing(raw.toJSON());
	return 'toISO' in raw && typeof raw.toISO === 'function' ? textOrNothing(raw.toISO()) : undefined;
}

/** An invalid date gives null for its text. */
const textOrNothing = (text: unknown) => (typeof text === 'string' ? text : undefined);

/** What was picked, or given by name: n8n's resource locator, or the plain text of an expression. */
function readPicked(raw: unknown, context: FormatContext): unknown {
	const picked = isRecord(raw) && 'value' in raw ? raw.value : raw;
	return readText(typeof picked === 'string' ? picked.trim() : picked, {}, context);
}

function readChoice(row: ChoiceRow, raw: unknown): unknown {
	if (isBlank(raw)) return row.default;
	return row.choices.some(({ value }) => value === raw) ? raw : new Unfit(raw);
}

function readMoment({ inFuture }: MomentRow, raw: unknown, { timezone, now }: ValueContext): number | Unfit {
	const seconds = orUnfit(raw, (value) => toSeconds(value, timezone));
	const isPast = typeof seconds === 'number' && seconds * 1000 < now.getTime();
	return inFuture && isPast ? new Unfit(raw, 'a time in the future') : seconds;
}

/** Longer than any way to write a date. */
const MAX_DATE = 100;

/** `20270131`, as spreadsheets and booking systems write a day. */
const COMPACT_DAY = /^(20\d\d)(\d\d)(\d\d)$/;

function toSeconds(raw: unknown, timezone: string): number {
	const text = (asText(raw) ?? '').trim().replace(COMPACT_DAY, '$1-$2-$3');
	if (text.length > MAX_DATE) throw new RangeError();
	if (/^\d+$/.test(text)) return Math.floor(inSeconds(Number(text)));
	const moment = tryToParseDateTime(text, timezone);
	// The last resort of n8n's reader knows no zone but the machine's, and finds a date in "coupon 5" and 30 February.
	if (moment.toISODate() !== text.slice(0, 10)) throw new RangeError(text);
	return Math.floor(moment.toSeconds());
}

function readRepeat(row: RepeatRow, raw: unknown, context: FormatContext): unknown {
	const list = row.input === 'json' ? readJson(raw) : isRecord(raw) ? (raw[row.item.name] ?? []) : (raw ?? []);
	if (!Array.isArray(list) || !list.every(isRecord)) return new Unfit(raw);
	const entries = list.map((item) =>
		Object.fromEntries(row.of.map((field) => [field.name, readText(entryField(row, field, item), field, context)])),
	);
	return row.skipsEmpty ? entries.filter((entry, index) => index === 0 || !isEmpty(entry)) : entries;
}

const isEmpty = (entry: Values): boolean => Object.values(entry).every((value) => value === '');

/** A list from elsewhere may have names of its own; the form has only ours. */
function entryField({ input }: RepeatRow, { name, alsoNamed = [] }: TextRow, item: Values): unknown {
	const names = input === 'json' ? [name, ...alsoNamed] : [name];
	return names.map((key) => item[key]).find((value) => !isBlank(value));
}

const readJson = (raw: unknown): unknown => {
	if (isBlank(raw)) return [];
	return typeof raw === 'string' ? orUnfit(raw, jsonParse) : raw;
};

/** What the mapper holds for rows beside the variables, where the template asks for them. */
function alsoMapped({ rows }: Pick<Form, 'rows'>, parameters: Values, context: ValueContext): Values {
	const mappers = rows.filter((row) => row.type === 'variables');
	const entries = mappers.flatMap(({ name, forAuthentication = [] }) => {
		const { texts, fields, isLoaded } = readMapper(parameters[name], context);
		return forAuthentication.flatMap((row): Array<[string, unknown]> => {
			const field = fields.find(({ id }) => id === row.name);
			if (isLoaded && !field) return [];
			const given = [texts[row.name], parameters[row.name]].find((text) => !isBlank(text));
			return [[row.name, given ?? (field?.required && !field.removed ? new Missing() : undefined)]];
		});
	});
	return Object.fromEntries(entries);
}

/**
 * The variables from the first to the last one that is filled or that the picked template asks for. When a template
 * has changed and has fewer of them now, n8n keeps the values of the others, though nobody sees them any more. One for
 * authentication takes its code alone.
 */
function readVariables(row: VariablesRow, raw: unknown, context: ValueContext): unknown {
	const { texts, fields, isLoaded } = readMapper(raw, context);
	const isForAuthentication = row.forAuthentication?.some(({ name }) => fields.some(({ id }) => id === name));
	if (isForAuthentication) return [];
	const positionsOf = (keys: unknown[]) => keys.map((key) => positionIn(row.wire, key));
	const highest = (positions: number[]) => positions.reduce((most, position) => Math.max(most, position), 0);
	const hasNone = isLoaded && fields.length === 0;
	const allowed = hasNone ? 0 : highest(positionsOf(fields.map(({ id }) => id))) || ANY_POSITION;
	const asked = fields.filter(({ required, removed }) => required && !removed).map(({ id }) => id);
	const filled = Object.keys(texts).filter((key) => !isBlank(texts[key]));
	const last = highest(positionsOf([...asked, ...filled]).filter((position) => position <= allowed));
	return Array.from({ length: last }, (_, index) => readText(texts[keyAt(row.wire, index + 1)], row, context));
}

/**
 * What n8n's resource mapper holds: texts by the id of their field, and the fields as they were last loaded, perhaps
 * none for a template without variables.
 */
function readMapper(raw: unknown, { item }: ValueContext) {
	const mapper = isRecord(raw) ? raw : {};
	const source = mapper.mappingMode === 'autoMapInputData' ? item : mapper.value;
	return {
		texts: isRecord(source) ? source : {},
		fields: Array.isArray(mapper.schema) ? mapper.schema.filter(isRecord) : [],
		isLoaded: Array.isArray(mapper.schema),
	};
}

/** `bodyVariable{n}`, `bodyVariable3` → 3; 0 for a key of another form. */
const positionIn = (wire: string, key: unknown): number =>
	typeof key === 'string' ? Number(new RegExp(`^${keyAt(wire, '(\\d{1,2})')}$`).exec(key)?.[1] ?? 0) : 0;

function orUnfit<T>(raw: unknown, reader: (raw: never) => T): T | Unfit {
	try {
		return reader(raw as never);
	} catch {
		return new Unfit(raw);
	}
}
