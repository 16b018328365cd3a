import { randomUUID } from 'node:crypto';
import type { WorkflowFile, WorkflowNode } from './types';

/** What others can call: a webhook, a form and its pages, and the trigger. */
const CALLED = /\.(webhook|formTrigger|form|ninetyNineDigitalTrigger)$/;

/**
 * Gives the boxes that others can call an address of their own, as n8n's editor does with a file that a person imports:
 * the files name none, so that nobody can guess it and no two workflows have the same.
 * @param addressFor gives the address of a box; a random one when left out
 * @returns the same file
 */
export function withAddresses(
	file: WorkflowFile,
	addressFor: (node: WorkflowNode) => string = () => randomUUID(),
): WorkflowFile {
	for (const node of file.nodes.filter(({ type }) => CALLED.test(type))) {
		node.webhookId = addressFor(node);
		if (node.parameters.path === '') node.parameters.path = node.webhookId;
	}
	return file;
}
