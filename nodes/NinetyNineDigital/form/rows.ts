import type { Condition, Form, Row, TextRow } from './model';

/** The values of one item by row name: text, number, boolean, a list, `Unfit` or `Missing`. */
export type Values = Readonly<Record<string, unknown>>;

/** A value that its row cannot take, kept as it was typed. */
export class Unfit {
	/** @param must what it must be instead, where its row alone does not tell */
	constructor(
		readonly typed: unknown,
		readonly must?: string,
	) {}
}

/** Nothing, where something is asked for: by the picked template, or by an option that was chosen. */
export class Missing {}

/** Whether values meet a condition: each value that it names is one of those it allows. No condition is always met. */
export const holds = (when: Condition | undefined, values: Values): boolean =>
	Object.entries(when ?? {}).every(([name, allowed]) => allowed.includes(String(values[name])));

/** The rows that apply to these values: those whose condition holds. */
export const rowsFor = (form: Pick<Form, 'rows'>, values: Values): Row[] =>
	form.rows.filter((row) => holds(row.when, values));

/** `itemTitle{n}` at position 3 → `itemTitle3`. Positions count from 1, as the provider's keys do. */
export const keyAt = (wire: string, position: number | string): string => wire.replace('{n}', String(position));

/** A row of a repeat as it stands at a position: `Title`, `itemTitle{n}` → `Title 3`, `itemTitle3`. */
export const rowAt = (row: TextRow, position: number): TextRow => ({
	...row,
	label: `${row.label} ${position}`,
	wire: row.wire && keyAt(row.wire, position),
});
