import { updateDisplayOptions, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';

import { compareLabels } from '../plain/characters';
import type { ChoiceRow, Form, RepeatRow, Row, TextRow, VariablesRow } from './model';

/** The fields of one operation, shown while it is chosen. */
export function toProperties(form: Form): INodeProperties[] {
	const own = { resource: [form.resource], operation: [form.operation] };
	return updateDisplayOptions({ show: own }, [
		...windowNotice(form),
		...form.rows.filter((row) => !row.optional).flatMap((row) => [conditional(row), ...tooManyNotice(row)]),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: form.rows
				.filter((row) => row.optional)
				.map(toOption)
				.sort(byDisplayName),
		},
	]);
}

/** Without a template n8n would show, in red, that no variables were found: so they are hidden until one is picked. */
const conditional = (row: Row): INodeProperties => ({
	...toProperty(row),
	displayOptions: { show: mutable(row.when), ...(row.type === 'variables' && { hide: { [row.of]: [''] } }) },
});

/** Their entries in the list of operations, in the order of the alphabet. */
export const toOperations = (forms: readonly Form[]): INodePropertyOptions[] =>
	forms
		.map(({ operation, label, action, help }) => ({ name: label, value: operation, action, description: help }))
		.sort((a, b) => compareLabels(a.name, b.name));

function windowNotice({ window }: Form): INodeProperties[] {
	if (window === 'any') return [];
	return [
		{
			displayName:
				'WhatsApp takes this message only within 24 hours of the last message from the customer. At any other time use <b>Send Template</b>.',
			name: 'windowNotice',
			type: 'notice',
			default: '',
		},
	];
}

/** Shown as soon as there is one too many, in place of n8n's own words, which speak of fields. */
function tooManyNotice(row: Row): INodeProperties[] {
	if (row.type !== 'repeat' || row.input === 'json') return [];
	const { name, label, item, max, when } = row;
	return [
		{
			displayName: `At most ${max} ${label.toLowerCase()}: delete what is too many.`,
			name: `${name}Notice`,
			type: 'notice',
			default: '',
			displayOptions: { show: { ...mutable(when), [`/${name}.${item.name}[${max}]`]: [{ _cnd: { exists: true } }] } },
		},
	];
}

function toOption(row: Row): INodeProperties {
	if (!row.when) return toProperty(row);
	const show = Object.fromEntries(Object.entries(row.when).map(([name, values]) => [`/${name}`, [...values]]));
	return { ...toProperty(row), displayOptions: { show } };
}

function toProperty(row: Row): INodeProperties {
	const { name, label: displayName, help: description, hint, placeholder, required } = row;
	const common = { displayName, name, ...given({ description, hint, placeholder, required }) };
	switch (row.type) {
		case 'text':
			return { ...common, ...textField(row) };
		case 'choice':
			return { ...common, type: 'options', default: row.default, options: row.choices.map(toChoice) };
		case 'number':
			return { ...common, type: 'number', default: row.default, typeOptions: { minValue: row.min, maxValue: row.max } };
		case 'flag':
			return { ...common, type: 'boolean', default: row.default ?? false };
		case 'moment':
			return { ...common, type: 'dateTime', default: '' };
		case 'repeat':
			return { ...common, ...repeatField(row) };
		case 'picker':
			return { ...common, ...pickerField(row.search, placeholder) };
		case 'variables':
			return { ...common, ...variablesField(row) };
		case 'file':
			return { ...common, type: 'string', default: row.default };
	}
}

const textField = ({ max, lines, hint, default: preset }: TextRow) => ({
	type: 'string' as const,
	default: preset ?? '',
	...given({
		hint: [...(max ? [`Up to ${max} characters`] : []), ...(hint ? [hint] : [])].join('. ') || undefined,
		typeOptions: lines ? { rows: lines } : undefined,
	}),
});

const toChoice = ({ value, label, help, when }: ChoiceRow['choices'][number]): INodePropertyOptions => ({
	name: label,
	value,
	...given({ description: help, displayOptions: when && { show: mutable(when) } }),
});

function repeatField(row: RepeatRow): Pick<INodeProperties, 'type' | 'default'> & Partial<INodeProperties> {
	if (row.input === 'json') return { type: 'json', default: '' };
	const { name, label } = row.item;
	return {
		type: 'fixedCollection',
		placeholder: `Add ${label}`,
		typeOptions: { multipleValues: true, sortable: true, minRequiredFields: row.min },
		default: { [name]: [Object.fromEntries(row.of.map((field) => [field.name, '']))] },
		options: [{ name, displayName: label, values: row.of.map(toProperty) }],
	};
}

const pickerField = (searchListMethod: string, placeholder?: string) => ({
	type: 'resourceLocator' as const,
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list' as const,
			typeOptions: { searchListMethod, searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string' as const, ...given({ placeholder }) },
	],
});

const variablesField = ({ label, fields, of: picker }: VariablesRow) => ({
	type: 'resourceMapper' as const,
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	typeOptions: {
		loadOptionsDependsOn: [`${picker}.value`],
		resourceMapper: {
			resourceMapperMethod: fields,
			mode: 'map' as const,
			valuesLabel: label,
			fieldWords: { singular: 'variable', plural: 'variables' },
			addAllFields: true,
			multiKeyMatch: false,
			refreshStaleSchemaOnOpen: true,
			supportAutoMap: true,
		},
	},
});

/** Leaves out what is undefined, so that the description holds nothing empty. */
const given = <T extends object>(facts: T) =>
	Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Partial<T>;

const mutable = (when: Row['when']) =>
	Object.fromEntries(Object.entries(when ?? {}).map(([name, values]) => [name, [...values]]));

const byDisplayName = (a: INodeProperties, b: INodeProperties) => compareLabels(a.displayName, b.displayName);
