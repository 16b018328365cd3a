import { randomUUID } from 'node:crypto';
import type { WorkflowFile, WorkflowNode } from '../../../host/editor/types';
import { node, to } from './nodes';

export const ACTION = 'n8n-nodes-99digital.ninetyNineDigital';

/** The names of the nodes that `flow` makes. */
export const names = {
	trigger: 'Webhook',
	items: 'Items',
	action: '99digital',
	sent: 'Sent',
	failed: 'Failed',
} as const;

export const sendButtons = {
	resource: 'message',
	operation: 'sendButtons',
	to: '={{ $json.to }}',
	body: '={{ $json.body }}',
	buttons: { button: [{ text: 'Yes 👍', id: 'yes' }] },
} as const;

type Action = Pick<WorkflowNode, 'parameters'> &
	Partial<Pick<WorkflowNode, 'type' | 'typeVersion' | 'onError' | 'credentials'>>;

/**
 * A workflow that takes a post `{ items: [...] }`, gives each item to one action node, and gathers what leaves the
 * action's outputs. The post is answered when all is done.
 */
export function flow(action: Action): WorkflowFile {
	const webhookId = randomUUID();
	const webhook = { path: webhookId, httpMethod: 'POST', responseMode: 'lastNode', options: {} };
	return {
		name: `e2e ${webhookId}`,
		nodes: [
			node(names.trigger, 'n8n-nodes-base.webhook', 2.1, { webhookId, parameters: webhook }),
			node(names.items, 'n8n-nodes-base.splitOut', 1, { parameters: { fieldToSplitOut: 'body.items', options: {} } }),
			node(names.action, ACTION, 1, action),
			node(names.sent, 'n8n-nodes-base.noOp', 1),
			node(names.failed, 'n8n-nodes-base.noOp', 1),
		],
		connections: {
			[names.trigger]: { main: [to(names.items)] },
			[names.items]: { main: [to(names.action)] },
			[names.action]: { main: [to(names.sent), to(names.failed)] },
		},
		settings: { executionOrder: 'v1' },
	};
}
