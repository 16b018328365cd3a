import { listExecutions } from '../../../host/editor/executions';
import type { Session } from '../../../host/editor/session';
import type { Workflow } from '../../../host/editor/types';

it('lists an execution once that n8n lists as running and, a moment later, as ended', async () => {
	const listed = [
		{ id: '3', status: 'running' },
		{ id: '2', status: 'running' },
		{ id: '2', status: 'success' },
		{ id: '1', status: 'success' },
	];
	const session = { call: async () => await Promise.resolve({ results: listed }) } as unknown as Session;
	expect(await listExecutions(session, { id: 'w' } as Workflow)).toEqual([
		{ id: '3', status: 'running' },
		{ id: '2', status: 'success' },
		{ id: '1', status: 'success' },
	]);
});
