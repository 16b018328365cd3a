import type { IDataObject } from 'n8n-workflow';

import type { MessageKind, PickerRow, Row, VariablesRow } from '../form/model';
import { keyAt } from '../form/rows';
import { characters, count } from '../plain/characters';
import { bodyText, hasHeaderVariable, isAuthentication, positions, statusOf, type Template } from './accountTemplate';

/** What a message would look like. */
export interface Preview {
	/** Absent for a message without text, such as a place, and where it cannot be known. */
	readonly text?: string;
	/** What stands in the way, or why the text is not known. */
	readonly note?: string;
}

/** Whether the text of this kind stands in the account and not in the request. */
export const needsTemplates = ({ rows }: MessageKind): boolean => rows.some(isPicker);

/**
 * The text of a message as the customer would read it.
 *
 * @param body the request
 * @param templates those of the account; needed only where `needsTemplates`
 */
export function preview(kind: MessageKind, body: IDataObject, templates: readonly Template[]): Preview {
	const picker = kind.rows.find(isPicker);
	if (!picker) return previewOwn(kind, body);
	const template = templates.find(({ name }) => name === body[picker.wire ?? '']);
	if (!template) return { note: 'The account has no template of this name, so 99digital would refuse the message' };
	const variables = kind.rows.find(isVariables);
	const texts = variables ? textsOf(variables, body) : [];
	const code = isAuthentication(template) ? codeIn(variables, body) : undefined;
	const text = filled(template, code === undefined ? texts : [code]);
	const obstacle =
		obstacleOf(template, texts.length) ??
		missingHeaderVariable(kind, template, body) ??
		missingCode(template, variables, body) ??
		tooLong(text, variables);
	return {
		text,
		...(obstacle ? { note: `${obstacle}, so 99digital would refuse the message` } : {}),
	};
}

const isPicker = (row: Row): row is PickerRow => row.type === 'picker' && !row.forFallback;

const isVariables = (row: Row): row is VariablesRow => row.type === 'variables' && !row.forFallback;

/** The body that a person writes; the provider also calls the link of a file by this name. */
function previewOwn({ rows }: MessageKind, body: IDataObject): Preview {
	const row = rows.find(({ name }) => name === 'body');
	return row?.wire ? { text: String(body[row.wire]) } : {};
}

const textsOf = ({ wire, max }: VariablesRow, body: IDataObject): string[] =>
	Array.from({ length: max }, (_, index) => body[keyAt(wire, index + 1)]).flatMap((text) =>
		text === undefined ? [] : [String(text)],
	);

/** A variable that is missing stays to be seen as `{{2}}`. */
const filled = (template: Template, texts: readonly string[]): string =>
	bodyText(template).replace(/\{\{(\d{1,2})\}\}/g, (mark, digits: string) => texts[Number(digits) - 1] ?? mark);

function obstacleOf(template: Template, given: number): string | undefined {
	const asked = Math.max(0, ...positions(template));
	const status = statusOf(template);
	if (status !== undefined && status !== 'approved') return `The template is ${status}`;
	if (asked === given) return undefined;
	return `The template has ${count(asked, 'variable')} and ${given} ${given === 1 ? 'is' : 'are'} filled in`;
}

/** The code of an authentication template, which stands in place of its `{{1}}`. */
function codeIn(variables: VariablesRow | undefined, body: IDataObject): string | undefined {
	const [code] = (variables?.forAuthentication ?? []).flatMap(({ wire }) => (wire ? [body[wire]] : []));
	return code === undefined ? undefined : String(code);
}

function missingHeaderVariable({ rows }: MessageKind, template: Template, body: IDataObject): string | undefined {
	if (!hasHeaderVariable(template)) return undefined;
	const row = rows.find(({ name }) => name === 'headerVariable');
	return row?.wire && body[row.wire] === undefined ? `The header has a variable, and ${row.label} is empty` : undefined;
}

function tooLong(text: string, variables: VariablesRow | undefined): string | undefined {
	const length = characters(text);
	const most = variables?.totalMax;
	if (most === undefined || length <= most) return undefined;
	return `The text has ${count(length, 'character')}; at most ${most} are allowed`;
}

function missingCode(template: Template, variables: VariablesRow | undefined, body: IDataObject): string | undefined {
	if (!isAuthentication(template)) return undefined;
	const missing = variables?.forAuthentication?.find(({ wire }) => wire && body[wire] === undefined);
	return missing && `${missing.label} is empty`;
}
