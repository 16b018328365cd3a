import * as n8nWorkflow from 'n8n-workflow';

import { wakesByEveryOutput } from '../../../nodes/NinetyNineDigital/sendAndWait/suspend';

it('knows an n8n whose woken nodes put out by every output', () => {
	expect(wakesByEveryOutput(n8nWorkflow)).toBe(true);
});

it('knows an older one, whose n8n-workflow does not have what came with it', () => {
	const { checkNodesApiVersion: _, ...older } = n8nWorkflow;
	expect(wakesByEveryOutput(older)).toBe(false);
});
