import type { IExecuteFunctions } from 'n8n-workflow';

/** Whether an AI agent uses the node, as a tool or as the review step before one; n8n names both types so. */
export function isForAgent(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}
