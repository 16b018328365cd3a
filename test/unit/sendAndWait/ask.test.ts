import type { NodeOperationError } from 'n8n-workflow';

import { ask } from '../../../nodes/NinetyNineDigital/sendAndWait/ask';

/** n8n-workflow as it is in n8n 1.123 and 2.0: without what came later. */
jest.mock('n8n-workflow', () => {
	const { checkNodesApiVersion, ...module } = jest.requireActual<Record<string, unknown>>('n8n-workflow');
	const { isToolType, ...helpers } = module.NodeHelpers as Record<string, unknown>;
	return { ...module, NodeHelpers: helpers };
});

it('before n8n 2.39 nothing is sent, and the person is told which version it needs', async () => {
	const asked: string[] = [];
	const context = {
		getNode: () => ({ name: '99digital', type: 'n8n-nodes-99digital.ninetyNineDigital' }),
		getNodeOutputs: () => [{}, {}, {}],
		continueOnFail: () => false,
		getCredentials: () => asked.push('the credential'),
	} as unknown as Parameters<typeof ask>[0];
	await expect(ask(context)).rejects.toMatchObject({
		message: expect.stringContaining('Send and Wait needs n8n 2.39 or newer') as string,
		description: expect.stringContaining('Nothing was sent.') as string,
	} satisfies Partial<NodeOperationError>);
	expect(asked).toEqual([]);
});
