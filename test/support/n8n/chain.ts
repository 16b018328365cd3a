import { randomUUID } from 'node:crypto';
import type { Credential, WorkflowFile, WorkflowNode } from '../../../host/editor/types';
import { ACTION } from './flow';

type PartOfNode = Pick<WorkflowNode, 'name' | 'type' | 'typeVersion'> & Partial<WorkflowNode>;

/** A trigger that a person starts by hand. */
export const trigger = (): PartOfNode => ({
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
});

/** A node that hands on what it gets. */
export const handsOn = (name: string): PartOfNode => ({ name, type: 'n8n-nodes-base.noOp', typeVersion: 1 });

export const action = (parameters: Record<string, unknown>, { id, name }: Credential): PartOfNode => ({
	name: '99digital',
	type: ACTION,
	typeVersion: 1,
	parameters,
	credentials: { ninetyNineDigitalApi: { id, name } },
});

/** A workflow of nodes one behind the other, whose first one holds pinned items, as after a test with real data. */
export function chain(parts: PartOfNode[], items: object[]): WorkflowFile & { pinData: Record<string, object[]> } {
	const nodes = parts.map(
		(part, index): WorkflowNode => ({
			id: randomUUID(),
			position: [index * 220, 0],
			parameters: {},
			...part,
		}),
	);
	const links = nodes
		.slice(1)
		.map((node, index) => [nodes[index]!.name, { main: [[{ node: node.name, type: 'main' as const, index: 0 }]] }]);
	return {
		name: `e2e ${randomUUID()}`,
		nodes,
		connections: Object.fromEntries(links),
		pinData: { [nodes[0]!.name]: items.map((json) => ({ json })) },
		settings: { executionOrder: 'v1' },
	};
}
