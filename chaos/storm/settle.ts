import { setTimeout as delay } from 'node:timers/promises';
import type { Session } from '../../host/editor/session';
import type { Workflow } from '../../host/editor/types';
import { postToWebhook } from '../../host/editor/webhook';
import { executionsIn } from '../evidence/executions';
import type { Evidence } from '../evidence/evidence';
import { Random } from '../random';
import type { Workflows } from '../workflows';
import { itemsOf, onPhone, reply, write } from './customers';
import type { Scene } from './scene';
import { publish, unpublish } from './triggerFaults';

const PATIENCE_MS = 600_000;
const PAUSE_MS = 500;

/** How often in a row nothing may be under way, for what ends may start something else. */
const QUIET_LOOKS = 4;

/**
 * Between two tries of 99digital, which really lie minutes and hours apart, n8n gets time to end what it is at: little at
 * first, and for what it did not take then as long as a trigger needs to give an execution up.
 */
const CALM_MS = [5000, 40_000];

/**
 * Heals everything, lets 99digital deliver what it still has, starts each campaign once more with all its keys, answers
 * the questions that are still open, and takes all triggers off.
 */
export async function settle(scene: Scene, seed: number): Promise<Pick<Evidence, 'unfinished'>> {
	const { stage, workflows, say } = scene;
	stage.sandbox.provider.behaviours.clear();
	say('Everything is healed. Waiting for what is still under way …');
	for (const process of stage.processes) await process.up();
	for (const trigger of workflows.triggers) await publish(scene, trigger);
	await quiet(scene);

	say('Starting each campaign once more with all its keys, and answering the questions that are open …');
	await startLast(scene);
	for (const [number, { answers }] of scene.questions) {
		const message = answers.length === 0 ? onPhone(scene, number) : undefined;
		if (message) reply(scene, number, message, 0);
	}
	const unfinished = await quiet(scene);

	const random = new Random(seed, 'end');
	const left = [...workflows.triggers];
	while (left.length > 0) await unpublish(scene, left.splice(random.between(0, left.length - 1), 1)[0]!);
	write(scene, 0);
	return { unfinished: [...unfinished, ...(await quiet(scene))] };
}

/**
 * Lets the time pass that 99digital waits between its tries, until it has nothing left to deliver and no execution runs
 * any more. What still runs when the patience is over is named.
 */
async function quiet({ stage, workflows }: Scene): Promise<Evidence['unfinished']> {
	const { provider } = stage.sandbox;
	const deadline = Date.now() + PATIENCE_MS;
	for (let looks = 0, rounds = 0; ; ) {
		const pending = provider.webhooks.deliveries.last(Infinity, ({ state }) => state === 'pending');
		const unfinished = await allUnderWay(stage.session, workflows);
		looks = pending.length + unfinished.length === 0 ? looks + 1 : 0;
		if (looks === QUIET_LOOKS || Date.now() > deadline) return unfinished;
		const due = pending.flatMap(({ nextAttempt }) => nextAttempt ?? []);
		const isIdle = due.length > 0 && due.length === pending.length;
		if (isIdle) provider.clock.advance(Math.max(0, Math.min(...due) - provider.clock.now()));
		await delay(isIdle ? CALM_MS[Math.min(rounds++, CALM_MS.length - 1)] : PAUSE_MS);
	}
}

async function allUnderWay(session: Session, workflows: Workflows): Promise<Evidence['unfinished']> {
	const all: Array<readonly [string, Workflow]> = [
		...workflows.campaigns.map((workflow, index) => [`campaign ${index}`, workflow] as const),
		...Object.entries(workflows.questions),
		...workflows.triggers.map(({ name, workflow }) => [`trigger ${name}`, workflow] as const),
	];
	const unfinished: Evidence['unfinished'] = [];
	for (const [name, workflow] of all) unfinished.push(...(await underWay(session, name, workflow)));
	return unfinished;
}

async function underWay(session: Session, name: string, workflow: Workflow): Promise<Evidence['unfinished']> {
	const executions = await executionsIn(session, workflow, ['new', 'running']);
	return executions.map(({ id, status }) => ({ workflow: name, execution: id, status }));
}

async function startLast({ stage, workflows, keys }: Scene): Promise<void> {
	for (const [campaign, workflow] of workflows.campaigns.entries()) {
		const items = itemsOf(campaign, 0, keys[campaign] ?? 0);
		if (items.length > 0) await postToWebhook(stage.entrance, workflow, { items, last: true });
	}
}
