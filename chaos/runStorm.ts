import { rm } from 'node:fs/promises';
import type { Host } from '../host/provision';
import type { Report } from '../host/progress';
import { startCrm } from './crm';
import type { Evidence } from './evidence/evidence';
import { gather } from './evidence/gather';
import { CAMPAIGNS, type Plan } from './plan';
import { openStage } from './stage/openStage';
import { blow } from './storm/blow';
import { letAllWrite } from './storm/customers';
import type { Scene } from './storm/scene';
import { settle } from './storm/settle';
import { publish } from './storm/triggerFaults';
import { createWorkflows } from './workflows';

/** How many times faster than documented 99digital tries again: first after 7.5 s, the last time after half an hour. */
const SPEED = 40;

/** Lets one storm blow from start to end, and gives all that is known after it. */
export async function runStorm(
	plan: Plan,
	{ host, tarball, say }: { host: Host; tarball: string; say: Report },
): Promise<Evidence> {
	say('Starting n8n …');
	// A port that was free a moment ago may be taken by now.
	const stage = await openStage(plan.mode, host, tarball).catch(() => openStage(plan.mode, host, tarball));
	const crm = await startCrm();
	try {
		const scene: Scene = {
			stage,
			crm,
			workflows: await createWorkflows(stage),
			faults: [],
			repeats: [],
			forgeries: [],
			questions: new Map(),
			keys: Array<number>(CAMPAIGNS).fill(0),
			say,
		};
		const { account, sandbox } = stage;
		// Each question that is being asked listens.
		sandbox.provider.setMaxListeners(0);
		letAllWrite(scene, plan.lanes.questions.length);
		sandbox.provider.webhooks.settings.speed = SPEED;
		account.webhook = { ...account.webhook, url: crm.url, retry: true };
		const before = { ...account.webhook };
		for (const trigger of scene.workflows.triggers) await publish(scene, trigger);
		say(`The storm begins, for ${Math.round(plan.ms / 1000)} s`);
		await blow(scene, plan);
		return await gather(scene, before, await settle(scene, plan.seed));
	} finally {
		await stage.close();
		await crm.close();
		await rm(stage.folder, { recursive: true, force: true, maxRetries: 5 });
	}
}
