import { NodeHelpers, type IDataObject, type INode, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { messageKinds } from '../../../nodes/NinetyNineDigital/messages';
import { NinetyNineDigital } from '../../../nodes/NinetyNineDigital/NinetyNineDigital.node';
import { kindOf, nodeParameters } from '../../support/kinds';
import { filled } from '../../support/parameters';
import { entriesOf, parametersWithEntries, rowsOfType } from '../../support/rows';

const { description } = new NinetyNineDigital();

const nodeWith = (parameters: IDataObject): INode => ({
	id: 'node',
	name: '99digital',
	type: 'ninetyNineDigital',
	typeVersion: 1,
	position: [0, 0],
	parameters: parameters as INodeParameters,
});

/** What n8n makes of a node's parameters before it runs: defaults added, hidden fields gone. */
const asRun = (parameters: IDataObject) => {
	const node = nodeWith(parameters);
	return NodeHelpers.getNodeParameters(description.properties, node.parameters, true, false, node, description)!;
};

/** What the editor marks red, by field. */
const editorIssues = (parameters: IDataObject) => {
	const node = nodeWith({ resource: 'message', options: {}, ...parameters });
	const issues = NodeHelpers.getNodeParametersIssues(description.properties, node, description);
	return issues?.parameters ?? {};
};

describe('the defaults', () => {
	it('of buttons are one empty reply button', () => {
		expect(asRun({ resource: 'message', operation: 'sendButtons' })).toEqual({
			resource: 'message',
			operation: 'sendButtons',
			windowNotice: '',
			to: '',
			body: '',
			header: 'none',
			buttonType: 'reply',
			buttons: { button: [{ text: '', id: '' }] },
			windowClosed: 'fail',
			options: {},
			simplify: true,
		});
	});

	it('of a list are one empty row', () => {
		expect(asRun({ resource: 'message', operation: 'sendList' })).toEqual({
			resource: 'message',
			operation: 'sendList',
			windowNotice: '',
			to: '',
			body: '',
			buttonText: '',
			itemsFrom: 'fields',
			items: { item: [{ title: '', description: '', id: '' }] },
			windowClosed: 'fail',
			options: {},
			simplify: true,
		});
	});

	it('of a template are none picked', () => {
		expect(asRun({ resource: 'message', operation: 'sendTemplate' })).toEqual({
			resource: 'message',
			operation: 'sendTemplate',
			to: '',
			template: { __rl: true, mode: 'list', value: '' },
			header: 'none',
			options: {},
			simplify: true,
		});
	});
});

describe('a hidden field', () => {
	const shown = (operation: string, parameters: object) =>
		Object.keys(asRun(nodeParameters(kindOf(operation), { ...filled[operation], ...parameters })));

	it.each([
		['sendButtons', { header: 'none' }, [], ['headerUrl']],
		['sendButtons', { header: 'document' }, ['headerUrl'], []],
		['sendButtons', { buttonType: 'reply' }, ['buttons'], ['buttonText', 'buttonTarget']],
		['sendButtons', { buttonType: 'action' }, ['buttonText', 'buttonTarget'], ['buttons']],
		['sendList', { itemsFrom: 'fields' }, ['items'], ['itemsJson']],
		['sendList', { itemsFrom: 'json' }, ['itemsJson'], ['items']],
		['sendTemplate', { header: 'none' }, [], ['headerUrl']],
		['sendTemplate', { header: 'image' }, ['headerUrl'], []],
	])('of %s with %j is gone, the others stay', (operation, parameters, present, absent) => {
		const names = shown(operation, parameters);
		expect(names).toEqual(expect.arrayContaining(present));
		expect(names.filter((name) => absent.includes(name as never))).toEqual([]);
	});

	it.each([
		['sendButtons', 'none', 'localStorage', false],
		['sendButtons', 'video', 'localStorage', true],
		['sendTemplate', 'image', 'pdfFilename', false],
		['sendTemplate', 'document', 'pdfFilename', true],
		['sendTemplate', 'none', 'localStorage', false],
	])('under Options of %s with the header %s: %s', (operation, header, name, visible) => {
		const { options } = asRun(nodeParameters(kindOf(operation), { ...filled[operation], header })) as INodeParameters;
		expect(name in (options as object)).toBe(visible);
	});

	it('keeps nothing of the operation that was chosen before', () => {
		const before = nodeParameters(kindOf('sendList'), filled.sendList!);
		const now = asRun({ ...before, operation: 'sendButtons', header: 'image' });
		expect(now).toMatchObject({ header: 'image', options: expect.not.objectContaining({ header: expect.anything() }) });
	});
});

describe("the editor's own check", () => {
	it.each(messageKinds)('finds nothing in valid parameters of $label', (kind) => {
		expect(editorIssues(nodeParameters(kind, filled[kind.operation]!))).toEqual({});
	});

	it.each(messageKinds)('wants every required field of $label', (kind) => {
		const required = kind.rows.filter((row) => row.required && !row.when && row.type === 'text');
		const issues = editorIssues({ operation: kind.operation });
		expect(Object.keys(issues)).toEqual(expect.arrayContaining(required.map(({ name }) => name)));
	});

	const collections = rowsOfType('repeat').filter(({ row }) => row.input === 'fields');

	it.each(collections)('refuses too few entries of $kind.label, $row.label', ({ kind, row }) => {
		const [entry] = entriesOf(kind, row);
		const of = (length: number) =>
			editorIssues(nodeParameters(kind, parametersWithEntries(kind, row, Array(length).fill(entry))))[row.name];
		for (const length of [row.min, row.max, row.max + 1]) expect(of(length)).toBeUndefined();
		expect(of(row.min - 1)).toEqual([expect.stringContaining(`At least ${row.min}`)]);
	});

	it.each(collections)('says in its own words when there are too many of $kind.label, $row.label', ({ kind, row }) => {
		const [entry] = entriesOf(kind, row);
		const shown = (length: number) => {
			const { parameters } = nodeWith(
				nodeParameters(kind, parametersWithEntries(kind, row, Array(length).fill(entry))),
			);
			const isShown = (property: INodeProperties) =>
				property.type === 'notice' && NodeHelpers.displayParameter(parameters, property, null, description);
			return description.properties.filter(isShown).map(({ displayName }) => displayName);
		};
		expect(shown(row.max)).not.toContainEqual(expect.stringContaining('At most'));
		expect(shown(row.max + 1)).toContain(`At most ${row.max} ${row.label.toLowerCase()}: delete what is too many.`);
	});
});
