import type { IDataObject } from 'n8n-workflow';

import { toBody } from '../../nodes/NinetyNineDigital/form/body';
import { findIssues } from '../../nodes/NinetyNineDigital/form/issues';
import type { MessageKind, Row } from '../../nodes/NinetyNineDigital/form/model';
import type { Values } from '../../nodes/NinetyNineDigital/form/rows';
import { toValues, type ValueContext } from '../../nodes/NinetyNineDigital/form/values';
import { messageKinds } from '../../nodes/NinetyNineDigital/messages';

/** One item in a workflow of an Israeli shop. */
const context: ValueContext = {
	countryCode: '972',
	timezone: 'Asia/Jerusalem',
	now: new Date('2026-11-20T12:00:00Z'),
	item: {},
	binary: { data: { id: 'filesystem-v2:photo', mimeType: 'image/jpeg', fileName: 'photo.jpg', bytes: 1000 } },
};

export const kindOf = (operation: string): MessageKind => messageKinds.find((kind) => kind.operation === operation)!;

export const valuesOf = (kind: MessageKind, parameters: Values, around: Partial<ValueContext> = {}): Values =>
	toValues(kind, parameters, { ...context, ...around });

export const issuesOf = (kind: MessageKind, parameters: Values, around?: Partial<ValueContext>): string[] =>
	findIssues(kind, valuesOf(kind, parameters, around));

export const bodyOf = (kind: MessageKind, parameters: Values, around?: Partial<ValueContext>): IDataObject =>
	toBody(kind, valuesOf(kind, parameters, around));

/** A kind with these rows alone, to try one rule apart from all others. */
export const kindWith = (...rows: Row[]): MessageKind => ({ ...kindOf('sendButtons'), rows });

/** What one row makes of what n8n holds for it. */
export const valueOf = (row: Row, raw: unknown, around?: Partial<ValueContext>): unknown =>
	valuesOf(kindWith(row), { [row.name]: raw }, around)[row.name];

/** Parameters by row name, as n8n stores them: the optional ones under `options`. */
export function nodeParameters(kind: MessageKind, parameters: Values): IDataObject {
	const belongs = (optional: boolean) =>
		kind.rows.filter((row) => (row.optional ?? false) === optional && row.name in parameters);
	const pick = (rows: Row[]) => Object.fromEntries(rows.map(({ name }) => [name, parameters[name]])) as IDataObject;
	return {
		resource: kind.resource,
		operation: kind.operation,
		...pick(belongs(false)),
		options: pick(belongs(true)),
	};
}
