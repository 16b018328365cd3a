import { poll } from '../poll';
import { RestError, type Session } from './session';
import type { Workflow, WorkflowFile } from './types';

interface Publication {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	triggers: Array<{ errorMessage: string | null }>;
}

/** @param id a new one is made when left out */
export async function createWorkflow(session: Session, file: WorkflowFile, id?: string): Promise<Workflow> {
	return await session.call('POST', '/rest/workflows', { body: { active: false, ...file, id } });
}

export async function getWorkflow(session: Session, id: string): Promise<Workflow> {
	return await session.call('GET', `/rest/workflows/${id}`);
}

/** Undefined when there is no such workflow. */
export async function findWorkflow(session: Session, id: string): Promise<Workflow | undefined> {
	try {
		return await getWorkflow(session, id);
	} catch (error) {
		if (error instanceof RestError && error.status === 404) return undefined;
		throw error;
	}
}

/** Stores new content; what is published stays so until it is published again. */
export async function updateWorkflow(session: Session, id: string, file: WorkflowFile): Promise<Workflow> {
	return await session.call('PATCH', `/rest/workflows/${id}`, { body: file });
}

/**
 * Publishes what is stored and waits until its triggers are live.
 * @throws Error with n8n's words when a trigger cannot be activated
 */
export async function publishWorkflow(session: Session, { id, versionId, name }: Workflow): Promise<void> {
	await orAsBefore2(
		session.call('POST', `/rest/workflows/${id}/activate`, { body: { versionId } }),
		async () => await session.call('PATCH', `/rest/workflows/${id}`, { body: { active: true, versionId } }),
	);
	// n8n reads what is under way and what is done at the same moment, and so may see neither.
	const unsettled = ['in_progress', 'not_published'];
	const { status, triggers } = await settled(session, id, unsettled, `publishing "${name}"`);
	if (status === 'published') return;
	const errors = triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
	throw new Error(`"${name}" was not published: ${errors.join('; ') || status}`);
}

/** Stores a new workflow and publishes it, see `createWorkflow` and `publishWorkflow`. */
export async function createAndPublish(session: Session, file: WorkflowFile): Promise<Workflow> {
	const workflow = await createWorkflow(session, file);
	await publishWorkflow(session, workflow);
	return workflow;
}

/** Takes a workflow off and waits until its triggers are gone. */
export async function unpublishWorkflow(session: Session, { id, name }: Workflow): Promise<void> {
	await orAsBefore2(
		session.call('POST', `/rest/workflows/${id}/deactivate`, { body: {} }),
		async () => await session.call('PATCH', `/rest/workflows/${id}`, { body: { active: false } }),
	);
	await settled(session, id, ['in_progress'], `unpublishing "${name}"`);
}

/** n8n 1 activates by a change of the workflow, and knows nothing of what came with n8n 2. */
async function orAsBefore2<T>(call: Promise<T>, before: () => Promise<T>): Promise<T> {
	try {
		return await call;
	} catch (error) {
		if (error instanceof RestError && error.status === 404) return await before();
		throw error;
	}
}

/** Newer versions of n8n publish in the background; older ones are done when they respond. */
async function settled(session: Session, id: string, unsettled: readonly string[], what: string): Promise<Publication> {
	const status = async () => await session.call<Publication>('GET', `/rest/workflows/${id}/publication-status`);
	return await poll(
		async () => {
			const publication = await orAsBefore2(
				status(),
				async (): Promise<Publication> => ({ status: 'published', triggers: [] }),
			);
			return unsettled.includes(publication.status) ? undefined : publication;
		},
		{ what },
	);
}
