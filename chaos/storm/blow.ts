import { setTimeout as delay } from 'node:timers/promises';
import { HEALTHY, type CrmManner } from '../crm';
import { kindOf, type FaultKind } from '../faults';
import type { Plan, Step } from '../plan';
import { ask, startCampaign, write } from './customers';
import { machineFaults } from './machineFaults';
import { disturb } from './providerFaults';
import type { Scene } from './scene';
import { forge, repeat } from './strangers';
import { turn } from './triggerFaults';

/** What has begun may take this long after the storm to come to its end. */
const END_MS = 120_000;

/**
 * Lets all happen as planned. The faults of a lane wait for each other, so that the last ones of the plan may not come
 * about; everything else comes at its time.
 */
export async function blow(scene: Scene, { lanes, ms }: Plan): Promise<void> {
	const began = Date.now();
	const under = new Set<Promise<void>>();
	const lane = async (steps: readonly Step[]) => {
		for (const step of steps) {
			await delay(Math.max(0, began + step.at - Date.now()));
			if (Date.now() - began > ms) return;
			const work = perform(scene, step).catch((error: Error) => scene.say(`${step.do} failed: ${error.message}`));
			if (step.do === 'fault') await work;
			under.add(work);
		}
	};
	await Promise.all(Object.values(lanes).map(lane));
	const end = new AbortController();
	await Promise.race([Promise.all(under), delay(END_MS, undefined, { signal: end.signal }).catch(() => undefined)]);
	end.abort();
}

async function perform(scene: Scene, step: Step): Promise<void> {
	switch (step.do) {
		case 'fault':
			return await fault(scene, step.kind, step.ms, step.pick);
		case 'campaign':
			return await startCampaign(scene, step.campaign, step);
		case 'ask':
			return await ask(scene, step.question, step.style, step.answer);
		case 'write':
			return write(scene, step.customer);
		case 'repeat':
			return await repeat(scene, step.pick);
		case 'forge':
			return await forge(scene, step.way, step.pick);
	}
}

async function fault(scene: Scene, kind: FaultKind, ms: number, pick: number): Promise<void> {
	const from = Date.now();
	await bringAbout(scene, kind, ms, pick);
	scene.faults.push({ kind, from, to: Date.now() });
	scene.say(`${kindOf(kind).words} (${((Date.now() - from) / 1000).toFixed(1)} s)`);
}

async function bringAbout(scene: Scene, kind: FaultKind, ms: number, pick: number): Promise<void> {
	switch (kindOf(kind).lane) {
		case 'main':
		case 'workers':
		case 'services':
			return await machineFaults[kind]?.(scene, ms, pick);
		case 'provider':
			return await disturb(scene, kind, ms, pick);
		case 'triggers':
			return await turn(scene, kind, pick);
		case 'crm':
			return await strainCrm(scene, kind, ms);
	}
}

const manners: Partial<Record<FaultKind, (scene: Scene) => CrmManner>> = {
	slowCrm: () => ({ ...HEALTHY, delayMs: 3000 }),
	failingCrm: () => ({ ...HEALTHY, status: 500 }),
	// While its own address is registered it would post to itself.
	echoingCrm: ({ stage: { account }, crm: { url } }) =>
		account.webhook.url === url ? HEALTHY : { ...HEALTHY, echoTo: account.webhook.url },
};

async function strainCrm(scene: Scene, kind: FaultKind, ms: number): Promise<void> {
	scene.crm.manner = manners[kind]?.(scene) ?? HEALTHY;
	await delay(ms);
	scene.crm.manner = HEALTHY;
}
