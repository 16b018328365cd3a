import { randomUUID } from 'node:crypto';

import type { Credential, WorkflowFile, WorkflowNode } from '../../../host/editor/types';
import { node, to } from './nodes';

const ACTION = 'n8n-nodes-99digital.ninetyNineDigital';

export const ASK = 'Ask';

/** The name of the node behind an output. */
export const after = (output: number): string => `After ${output}`;

/**
 * A workflow that takes a post with the number of a customer, asks that customer, and leads each output to a node of its
 * own, which also takes the customer's number from the post by a linked item.
 */
export function waitFlow(
	credential: Credential,
	parameters: Record<string, unknown>,
	outputs: number,
	rest: Partial<WorkflowNode> = {},
): WorkflowFile {
	const webhookId = randomUUID();
	const followers = Array.from({ length: outputs }, (_, output) =>
		node(after(output), 'n8n-nodes-base.set', 3.4, {
			position: [600, 200 * output],
			parameters: {
				includeOtherFields: true,
				assignments: {
					assignments: [
						{ id: 'linked', name: 'linked', type: 'string', value: "={{ $('Webhook').item.json.body.to }}" },
						{ id: 'output', name: 'output', type: 'number', value: output },
					],
				},
			},
		}),
	);
	return {
		name: `wait ${webhookId}`,
		nodes: [
			node('Webhook', 'n8n-nodes-base.webhook', 2.1, {
				webhookId,
				parameters: { path: webhookId, httpMethod: 'POST', responseMode: 'onReceived', options: {} },
			}),
			node(ASK, ACTION, 1, {
				position: [300, 0],
				parameters: {
					resource: 'message',
					operation: 'sendAndWait',
					to: '={{ $json.body.to }}',
					message: '=Question for {{ $json.body.to }} ✋',
					...parameters,
				},
				credentials: { [credential.type]: credential },
				...rest,
			}),
			...followers,
		],
		connections: {
			Webhook: { main: [to(ASK)] },
			[ASK]: { main: followers.map(({ name }) => to(name)) },
		},
		settings: { executionOrder: 'v1' },
	};
}
