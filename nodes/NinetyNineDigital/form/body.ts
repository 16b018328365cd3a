import type { IDataObject } from 'n8n-workflow';

import { fileTypeOf, ItemFile, nameFor } from './itemFile';
import type { FileRow, MessageKind, Row } from './model';
import { holds, keyAt, rowAt, rowsFor, type Values } from './rows';

/**
 * The request body of values that have no issues: the provider's keys only, empty fields left out. The API key and the
 * sender are not in it; the credential adds them. In place of the link to a file of the item stands a `FileToLink`.
 */
export function toBody(kind: MessageKind, values: Values): IDataObject {
	const rows = rowsFor(kind, values).filter(({ forFallback }) => !forFallback);
	return Object.fromEntries(
		rows.flatMap((row) => (row.type === 'file' ? fileEntries(row, values) : entriesOf(row, values[row.name]))),
	) as IDataObject;
}

/** The request body of the kind's fallback; undefined if the person did not ask for one. */
export function toFallbackBody({ fallback }: MessageKind, values: Values): IDataObject | undefined {
	if (!fallback || !holds(fallback.when, values)) return undefined;
	const entries = Object.entries(fallback.rows).map(([name, own]) => [name, values[own]]);
	return toBody(fallback.kind, Object.fromEntries(entries));
}

type Entry = [key: string, value: unknown];

/** A file for which a link has to be made when the request goes out. */
export class FileToLink {
	/**
	 * @param id where n8n's store has it
	 * @param name with an ending that tells its type
	 * @param type MIME type
	 */
	constructor(
		readonly id: string,
		readonly name: string,
		readonly type: string,
	) {}
}

function fileEntries({ name, wire = '', types, named }: FileRow, values: Values): Entry[] {
	const file = values[name];
	const type = file instanceof ItemFile ? fileTypeOf(file, types) : undefined;
	if (!(file instanceof ItemFile) || !type) return [];
	const goesOutAs = nameFor(file, type);
	const link: Entry = [wire, new FileToLink(file.id ?? '', goesOutAs, type.types[0] ?? '')];
	return named && holds(named.when, values) ? [link, [named.wire, goesOutAs]] : [link];
}

function entriesOf(row: Exclude<Row, FileRow>, value: unknown): Entry[] {
	const keepsEmpty = row.type === 'text' && row.sendsEmpty;
	return allEntriesOf(row, value).filter(([, content]) => content !== undefined && (content !== '' || keepsEmpty));
}

function allEntriesOf(row: Exclude<Row, FileRow>, value: unknown): Entry[] {
	if (row.type === 'repeat') {
		return (value as Values[]).flatMap((item, index) =>
			row.of.flatMap((field) => entriesOf(rowAt(field, index + 1), item[field.name])),
		);
	}
	const { wire } = row;
	if (!wire) return [];
	if (row.type === 'variables') {
		return (value as string[]).map((text, index): Entry => [keyAt(wire, index + 1), text]);
	}
	if (row.type === 'choice') return [[wire, row.choices.find((choice) => choice.value === value)?.wire]];
	if (row.type === 'flag') return [[wire, value === undefined ? undefined : Number(value)]];
	return [[wire, value]];
}
