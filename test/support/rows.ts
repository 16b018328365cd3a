import type { MessageKind, RepeatRow, Row, TextRow } from '../../nodes/NinetyNineDigital/form/model';
import { rowAt, type Values } from '../../nodes/NinetyNineDigital/form/rows';
import { messageKinds } from '../../nodes/NinetyNineDigital/messages';
import { filled } from './parameters';

/** A text that a person fills in: a row of its own, or a field of the second entry of a repeat. */
export interface TextField {
	/** For the names of tests. */
	title: string;
	kind: MessageKind;
	/** The row as it stands at its place, with its label and limit. */
	row: TextRow;
	/** Inside a JSON text, where n8n resolves no expressions. */
	inJson: boolean;
	/** Valid parameters of the kind in which this field holds the text. */
	parametersWith(text: unknown): Values;
}

/** Every text of every kind of message, from the rows. */
export const textFields: TextField[] = messageKinds.flatMap((kind) =>
	kind.rows.flatMap((row) => {
		if (row.type === 'text') return [field(kind, row, (text) => ({ ...parametersFor(kind, row), [row.name]: text }))];
		return row.type === 'repeat' ? row.of.map((of) => repeatField(kind, row, of)) : [];
	}),
);

/** Every row of every kind, of one type. */
export const rowsOfType = <T extends Row['type']>(type: T) =>
	messageKinds.flatMap((kind) =>
		kind.rows.flatMap((row) => (row.type === type ? [{ kind, row: row as Extract<Row, { type: T }> }] : [])),
	);

/** Valid parameters of a kind in which the row's condition holds. */
export function parametersFor(kind: MessageKind, { when = {} }: Row): Values {
	const choices = Object.entries(when).map(([name, [first]]) => [name, first]);
	return { ...filled[kind.operation], ...Object.fromEntries(choices) };
}

/** The entries of a repeat in valid parameters. */
export function entriesOf(kind: MessageKind, row: RepeatRow): Values[] {
	const raw = filled[kind.operation]![row.name];
	return row.input === 'json' ? JSON.parse(raw as string) : (raw as Record<string, Values[]>)[row.item.name]!;
}

/** Valid parameters of a kind with these entries in one of its repeats. */
export const parametersWithEntries = (kind: MessageKind, row: RepeatRow, entries: unknown[]): Values => ({
	...parametersFor(kind, row),
	[row.name]: row.input === 'json' ? JSON.stringify(entries) : { [row.item.name]: entries },
});

function repeatField(kind: MessageKind, row: RepeatRow, of: TextRow): TextField {
	const [first, second, ...others] = entriesOf(kind, row);
	const parametersWith = (text: unknown) =>
		parametersWithEntries(kind, row, [first, { ...second, [of.name]: text }, ...others]);
	return field(kind, rowAt(of, 2), parametersWith, row.input === 'json');
}

function field(
	kind: MessageKind,
	row: TextRow,
	parametersWith: TextField['parametersWith'],
	inJson = false,
): TextField {
	const title = `${kind.label}: ${row.label} (${row.wire ?? row.name}${inJson ? ' from JSON' : ''})`;
	return { title, kind, row, inJson, parametersWith };
}
