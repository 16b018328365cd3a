import { randomUUID } from 'node:crypto';
import type { Credential, WorkflowFile, WorkflowNode } from '../../../host/editor/types';
import { ACTION } from './flow';
import { to } from './nodes';

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
	return {
		name: `e2e ${randomUUID()}`,
		nodes,
		connections: Object.fromEntries(
			nodes.slice(1).map(({ name }, index) => [nodes[index]!.name, { main: [to(name)] }]),
		),
		pinData: { [nodes[0]!.name]: items.map((json) => ({ json })) },
		settings: { executionOrder: 'v1' },
	};
}

/** As a chain, but with several nodes beside each other behind its last one. */
export function fan(parts: PartOfNode[], ends: PartOfNode[], items: object[]): ReturnType<typeof chain> {
	const { nodes, connections, ...rest } = chain([...parts, ...ends], items);
	const kept = parts.slice(0, -1).map(({ name }) => [name, connections[name]!]);
	const below = nodes.map((node, index): WorkflowNode => {
		const row = index - parts.length;
		return row < 0 ? node : { ...node, position: [parts.length * 220, row * 200] };
	});
	return {
		...rest,
		nodes: below,
		connections: Object.fromEntries([...kept, [parts.at(-1)!.name, { main: [ends.flatMap(({ name }) => to(name))] }]]),
	};
}
