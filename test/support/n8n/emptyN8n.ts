import type { Session } from '../../../host/editor/session';
import type { Credential, Workflow } from '../../../host/editor/types';
import { unpublishWorkflow } from '../../../host/editor/workflows';

interface DataTable {
	id: string;
	projectId: string;
}

/** Takes away all that an owner can make: workflows with their executions, credentials, data tables. */
export async function emptyN8n(session: Session): Promise<void> {
	for (const workflow of await session.call<Workflow[]>('GET', '/rest/workflows')) {
		if (workflow.active) await unpublishWorkflow(session, workflow);
		await session.call('POST', `/rest/workflows/${workflow.id}/archive`, { body: {} });
		await session.call('DELETE', `/rest/workflows/${workflow.id}`);
	}
	for (const { id } of await session.call<Credential[]>('GET', '/rest/credentials')) {
		await session.call('DELETE', `/rest/credentials/${id}`);
	}
	const { data: tables } = await session.call<{ data: DataTable[] }>('GET', '/rest/data-tables-global');
	for (const { id, projectId } of tables) {
		await session.call('DELETE', `/rest/projects/${projectId}/data-tables/${id}`);
	}
}
