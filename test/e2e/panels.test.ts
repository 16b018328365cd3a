import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters } from 'n8n-workflow';
import { createWorkflow } from '../../host/editor/workflows';
import type { WorkflowNode } from '../../host/editor/types';
import { accountReads } from '../../nodes/NinetyNineDigital/account';
import { messageKinds } from '../../nodes/NinetyNineDigital/messages';
import { NinetyNineDigital } from '../../nodes/NinetyNineDigital/NinetyNineDigital.node';
import { questionForm } from '../../nodes/NinetyNineDigital/sendAndWait/questionForm';
import { kindOf, nodeParameters } from '../support/kinds';
import { filled } from '../support/parameters';
import { describeInBrowser } from '../support/browser/chromium';
import { Editor } from '../support/browser/editor';
import { ACTION } from '../support/n8n/flow';
import { labelsOf } from '../support/browser/panelLabels';
import { sharedWorld } from '../support/n8n/world';

/** High enough for the longest panel, in pixels. */
const TALL = 3600;

const { description } = new NinetyNineDigital();

/**
 * Every operation as it is when just added, every message also with all its fields filled and all its options added,
 * and every way of asking.
 */
const panels: Array<[string, INodeParameters]> = [
	...messageKinds.flatMap(
		({ resource, operation }): Array<[string, INodeParameters]> => [
			[operation, { resource, operation }],
			[`${operation}-filled`, { resource, ...nodeParameters(kindOf(operation), filled[operation]!) }],
		],
	),
	...['approval', 'buttons', 'list', 'anyReply'].map((responseType): [string, INodeParameters] => [
		`${questionForm.operation}-${responseType}`,
		{ resource: questionForm.resource, operation: questionForm.operation, responseType },
	]),
	...accountReads.map(({ resource: { value: resource }, operation }): [string, INodeParameters] => [
		operation,
		{ resource, operation },
	]),
];

describeInBrowser('the panel of each operation', () => {
	const world = sharedWorld();
	const nodes = new Map<string, WorkflowNode>();
	let editor: Editor;

	beforeAll(async () => {
		const { session, credential, n8n } = world();
		const { type, id, name: label } = credential;
		for (const [name, parameters] of panels) {
			const credentials = { [type]: { id, name: label } };
			const [place, version] = [
				[200 * (nodes.size % 5), 200 * Math.floor(nodes.size / 5)] as [number, number],
				description.version as number,
			];
			nodes.set(name, {
				id: randomUUID(),
				name,
				type: ACTION,
				typeVersion: version,
				position: place,
				parameters,
				credentials,
			});
		}
		const workflow = await createWorkflow(session, { name: 'Panels', nodes: [...nodes.values()], connections: {} });
		editor = await Editor.open(n8n.url, TALL);
		await editor.signIn(world().session);
		await editor.openWorkflow(workflow);
	});
	afterAll(() => editor?.close());

	it.each(panels)('shows all of %s in its order, whole and inside the panel', async (name) => {
		const node = nodes.get(name)!;
		await editor.openNode(name);
		const wanted = labelsOf(description, node as INode);
		await editor.panel.getByTestId('input-label').getByText(wanted.at(-1)!, { exact: true }).last().waitFor();
		expect(await editor.labels()).toEqual(wanted);
		expect(await editor.cutLabels()).toEqual([]);
		expect(await editor.overflowing()).toEqual([]);
	});
});
