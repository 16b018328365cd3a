import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import type { VariablesRow } from '../form/model';
import { keyAt } from '../form/rows';
import { characters, count } from '../plain/characters';
import { isRecord } from '../plain/objects';
import { textIn } from '../plain/scalars';

/** An entry of the provider's `getTemplates`. */
export interface Template {
	readonly name: string;
	/** As people read it, e.g. `English`. */
	readonly language?: string;
	readonly category?: number;
	/** `approved` ones can be sent; others are `submitted`, `rejected`, `paused` or `deactivated`, in any case. */
	readonly status?: string;
	readonly template?: ReadonlyArray<{ readonly type?: string; readonly text?: string }>;
}

/** The provider's numbers of `category`. */
export const CATEGORIES: Readonly<Record<number, string>> = { 1: 'utility', 2: 'marketing', 3: 'authentication' };

/** Most characters of the text around a variable in its field's label, which n8n cuts where it is longer. */
const CONTEXT = 16;

const RIGHT_TO_LEFT = /[\u0590-\u08ff]/;

/** Between Unicode's isolates, text that runs from right to left does not turn the words around it. */
export const isolated = (text: string): string => (RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text);

/** The entries of a response of `getTemplates`; others than templates are left out. */
export const templatesIn = ({ list }: IDataObject): Template[] =>
	Array.isArray(list) ? (list as unknown[]).filter(isTemplate) : [];

/** Whether a value is an entry as it is documented: it has at least a name. */
export const isTemplate = (value: unknown): value is Template => isRecord(value) && typeof value.name === 'string';

/** In lower case, e.g. `approved`; undefined if the account does not tell. */
export const statusOf = ({ status }: Template): string | undefined => textIn(status)?.toLowerCase();

/** `website_welcome (English, utility, 6 variables)`, or `loud_offer (rejected, cannot be sent, English, marketing, 1 variable)`. */
export function templateLabel(template: Template): string {
	const status = statusOf(template);
	const facts = [
		status === 'approved' ? undefined : status && `${status}, cannot be sent`,
		template.language,
		CATEGORIES[Number(template.category)],
		count(positions(template).length, 'variable'),
	];
	return `${template.name} (${facts.filter(Boolean).join(', ')})`;
}

/** The simplified output of an entry: its parts as fields of their own. */
export const simplifyTemplate = (template: Template): IDataObject => ({
	name: template.name,
	language: template.language,
	category: CATEGORIES[Number(template.category)] ?? template.category,
	status: statusOf(template),
	...Object.fromEntries(['header', 'body', 'footer'].map((type) => [type, partText(template, type)])),
	variables: positions(template).length,
});

/** WhatsApp sends it with a button that copies the code. */
export const isAuthentication = ({ category }: Template): boolean => CATEGORIES[Number(category)] === 'authentication';

/**
 * The fields of n8n's mapper for a template's variables, each labelled with the words around it, and for what else it
 * is known to need.
 *
 * @param template undefined if the account does not know it: then every possible variable, none of them required
 */
export function variableFields(
	template: Template | undefined,
	{ wire, max, forAuthentication = [] }: Pick<VariablesRow, 'wire' | 'max' | 'forAuthentication'>,
): ResourceMapperField[] {
	if (!template) {
		return Array.from({ length: max }, (_, index) => field(keyAt(wire, index + 1), `Variable ${index + 1}`, false));
	}
	return [
		...positions(template).map((position) =>
			field(keyAt(wire, position), `Variable ${position}: ${context(template, position)}`, true),
		),
		...(isAuthentication(template) ? forAuthentication : []).map(({ name, label }) => field(name, label, true)),
	];
}

const field = (id: string, displayName: string, required: boolean): ResourceMapperField => ({
	id,
	displayName,
	required,
	defaultMatch: false,
	canBeUsedToMatch: false,
	display: true,
	type: 'string',
});

/** A line among the fields of n8n's mapper, which has no other place for words beside fields. */
export const noteField = (text: string): ResourceMapperField => ({
	...field('note', 'Note', false),
	readOnly: true,
	defaultValue: text,
});

function partText({ template }: Template, wanted: string): string {
	const parts: unknown[] = Array.isArray(template) ? template : [];
	const part = parts.filter(isRecord).find(({ type }) => String(type).toLowerCase() === wanted);
	return String(part?.text ?? '');
}

/** The text of its body, with variables as `{{1}}`; empty if the account does not tell. */
export const bodyText = (template: Template): string => partText(template, 'body');

/** Whether the text above the body has a variable of its own. */
export const hasHeaderVariable = (template: Template): boolean => partText(template, 'header').includes('{{1}}');

/**
 * The numbers of the variables of the body, from 1, in order and each once. In a template for authentication
 * `{{1}}` is the code, so that there are none.
 */
export const positions = (template: Template): number[] =>
	isAuthentication(template)
		? []
		: [...new Set([...bodyText(template).matchAll(/\{\{(\d{1,2})\}\}/g)].map(([, digits]) => Number(digits)))].sort(
				(a, b) => a - b,
			);

function context(template: Template, position: number): string {
	const mark = `{{${position}}}`;
	const line =
		bodyText(template)
			.split('\n')
			.find((text) => text.includes(mark)) ?? mark;
	const letters = [...line];
	const start = Math.max(0, characters(line.slice(0, line.indexOf(mark))) - CONTEXT / 2);
	const cut = letters.slice(start, start + CONTEXT).join('');
	const space = cut.slice(0, cut.indexOf(mark)).search(/\s/);
	const words = start > 0 ? cut.slice(space + 1) : cut;
	return isolated(`${start > 0 ? '…' : ''}${words.trim()}${start + CONTEXT < letters.length ? '…' : ''}`);
}
