import { randomUUID } from 'node:crypto';

import type { WorkflowNode } from '../../../host/editor/types';

/** A node of a workflow file, with an id of its own. */
export const node = (
	name: string,
	type: string,
	typeVersion: number,
	rest: Partial<WorkflowNode> = {},
): WorkflowNode => ({
	id: randomUUID(),
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters: {},
	...rest,
});

/** The way from one output to a node. */
export const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
