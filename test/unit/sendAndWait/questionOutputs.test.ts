import { NodeHelpers, type IDataObject } from 'n8n-workflow';

import { NODE, workflowWith } from '../../support/workflow';

/** The labels of the outputs as n8n draws them. */
function labels(parameters: IDataObject): Array<string | undefined> {
	const workflow = workflowWith({ operation: 'sendAndWait', ...parameters });
	const node = workflow.getNode(NODE)!;
	const { description } = workflow.nodeTypes.getByNameAndVersion(node.type, 1);
	return NodeHelpers.getNodeOutputs(workflow, node, description).map((output) =>
		typeof output === 'string' ? output : output.displayName,
	);
}

const buttons = (...texts: string[]) => ({
	responseType: 'buttons',
	buttons: { button: texts.map((text) => ({ text, id: '' })) },
});

it.each<[IDataObject, string[]]>([
	[{}, ['Approve', 'Decline', 'No Answer']],
	[{ approveLabel: 'כן', disapproveLabel: 'לא' }, ['כן', 'לא', 'No Answer']],
	[{ approvalType: 'single' }, ['Approve', 'No Answer']],
	[{ responseType: 'anyReply' }, ['Reply', 'No Answer']],
	[buttons('A', '', '={{ $json.text }}'), ['A', 'Button 2', 'Button 3', 'No Answer']],
	[
		{ responseType: 'list', items: { item: [{ title: 'Sunday' }, { title: 'יום ב' }] } },
		['Sunday', 'יום ב', 'No Answer'],
	],
	[{ responseType: 'buttons', buttons: '={{ $json.buttons }}' }, ['Button 1', 'No Answer']],
])('draws an output for each answer and one for none: %j', (parameters, expected) => {
	expect(labels(parameters)).toEqual(expected);
});

it.each(['sendButtons', 'sendList', 'markAsRead'])('leaves %s its one output', (operation) => {
	expect(labels({ operation })).toEqual([undefined]);
});
