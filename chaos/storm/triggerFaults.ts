import { setTimeout as delay } from 'node:timers/promises';
import { publishWorkflow, unpublishWorkflow } from '../../host/editor/workflows';
import type { FaultKind } from '../faults';
import type { StormTrigger } from '../workflows';
import type { Scene } from './scene';

const PAUSE_MS = 500;
const PATIENCE_MS = 180_000;

/** Turns a trigger round, however long n8n takes to answer again. */
export async function turn(scene: Scene, kind: FaultKind, pick: number): Promise<void> {
	const trigger = scene.workflows.triggers[pick]!;
	if (kind === 'unpublish') return await unpublish(scene, trigger);
	if (kind === 'publishInVain') await publishInVain(scene, trigger);
	await publish(scene, trigger);
}

/** Publishes a trigger; what fails because n8n has just been killed is tried again. */
export async function publish({ stage }: Scene, { workflow }: StormTrigger): Promise<void> {
	await again(async () => await publishWorkflow(stage.session, workflow));
}

export async function unpublish({ stage }: Scene, { workflow }: StormTrigger): Promise<void> {
	await again(async () => await unpublishWorkflow(stage.session, workflow));
}

async function publishInVain({ stage }: Scene, { workflow }: StormTrigger): Promise<void> {
	const { behaviours } = stage.sandbox.provider;
	const id = behaviours.add({ effect: 'http502', operation: 'getWebhook' });
	await publishWorkflow(stage.session, workflow).catch(() => undefined);
	behaviours.remove(id);
}

async function again(work: () => Promise<void>): Promise<void> {
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		try {
			return await work();
		} catch (error) {
			if (Date.now() > deadline) throw error;
			await delay(PAUSE_MS);
		}
	}
}
