import { randomUUID } from 'node:crypto';
import type { Workflow, WorkflowFile } from '../host/editor/types';
import { createAndPublish, getWorkflow, unpublishWorkflow } from '../host/editor/workflows';
import type { World } from '../host/world';
import { noOp, triggerFlow } from '../test/support/n8n/triggerEditor';
import { message, post } from '../test/support/triggerPosts';
import { measureUsage, untilIdle } from './processUsage';

/** How n8n coped with posts of one kind. */
export interface TriggerResult {
	/** Posts that were answered as they should be. */
	answered: number;
	posts: number;
	perSecond: number;
	slowestMs: number;
	cpuMsPerPost: number;
}

export type TriggerKind = 'webhookNode' | 'events' | 'repeats' | 'forgeries';

export const triggerKinds: Readonly<Record<TriggerKind, string>> = {
	webhookNode: 'n8n’s Webhook node, one run each',
	events: '99digital Trigger, one run each',
	repeats: '99digital Trigger, repeats',
	forgeries: '99digital Trigger, forged',
};

/** Posts under way at once. */
const AT_ONCE = 10;

const WARM_UP = 20;

/** n8n grows slower with its database, and a machine has its moods, so the node and its peers take turns. */
const TURNS = 8;

/** Posts the same events to n8n's own Webhook node and to the trigger, then repeats and forgeries. */
export async function measureTrigger(world: World, count: number): Promise<Record<TriggerKind, TriggerResult>> {
	world.sandbox.provider.reset();
	const webhookNode = await publishWebhookNode(world);
	const trigger = await publishTrigger(world);
	const all = { first: 0, count };
	const inTurns = await floodInTurns(world, { webhookNode: webhookNode.url, events: trigger.url }, all);
	const repeats = await flood(world, trigger.url, all, 200);
	const forged = trigger.url.replace(/secret=.*/, `secret=${'x'.repeat(43)}`);
	const forgeries = await flood(world, forged, all, 401);
	await unpublishAll(world, [webhookNode, trigger]);
	return {
		...inTurns,
		repeats: resultOf([repeats]),
		forgeries: resultOf([forgeries]),
	};
}

/** A published workflow that posts start. */
export interface Started {
	url: string;
	workflow: Workflow;
}

/** Publishes n8n's own Webhook node, and posts a few events to it, so that n8n has read what it needs. */
export async function publishWebhookNode({ n8n, session }: World): Promise<Started> {
	const webhookId = randomUUID();
	const workflow = await createAndPublish(session, webhookFlow(webhookId));
	return await warmUp({ url: `${n8n.url}/webhook/${webhookId}`, workflow });
}

/** Publishes a trigger, which passes nothing on to one that was published before, and posts a few events to it. */
async function publishTrigger({ session, credential, sandbox }: World): Promise<Started> {
	const parameters = { options: { keepFeeding: false } };
	const workflow = await createAndPublish(session, triggerFlow(credential, parameters, [noOp]));
	return await warmUp({ url: sandbox.provider.accounts.get().webhook.url, workflow });
}

/** Unpublishes what was published for a measurement. */
async function unpublishAll({ session }: World, started: readonly Started[]): Promise<void> {
	for (const { workflow } of started) await unpublishWorkflow(session, workflow);
}

/** How n8n coped with events that its own Webhook node and triggers got in turns. */
export interface TriggersInTurns {
	webhookNode: TriggerResult;
	/** `before` is how much the trigger remembered, `storedBytes` what n8n stores for it afterwards, as JSON. */
	triggers: Array<{ before: number; events: TriggerResult; storedBytes: number }>;
}

/**
 * Posts the same events to n8n's own Webhook node and to some triggers.
 * @param befores how much each trigger remembers
 * @param fill lets a trigger remember so much; not called for none
 */
export async function measureTriggersInTurns(
	world: World,
	befores: readonly number[],
	fill: (trigger: Started, before: number) => Promise<unknown>,
	posts: Posts,
): Promise<TriggersInTurns> {
	world.sandbox.provider.reset();
	const webhookNode = await publishWebhookNode(world);
	const triggers: Started[] = [];
	for (const before of befores) {
		const trigger = await publishTrigger(world);
		if (before > 0) await fill(trigger, before);
		triggers.push(trigger);
	}
	const all = [webhookNode, ...triggers];
	const turns = await floodInTurns(world, Object.fromEntries(all.map(({ url }) => [url, url])), posts);
	const results: TriggersInTurns['triggers'] = [];
	for (const [index, { url, workflow }] of triggers.entries()) {
		const { staticData } = await getWorkflow(world.session, workflow.id);
		const storedBytes = Buffer.byteLength(JSON.stringify(staticData));
		results.push({ before: befores[index]!, events: turns[url]!, storedBytes });
	}
	await unpublishAll(world, all);
	return { webhookNode: turns[webhookNode.url]!, triggers: results };
}

/** The cells of a row that every table of triggers has: how many were answered right, how many a second, and CPU each. */
export const figuresOf = ({ answered, posts, perSecond, cpuMsPerPost }: TriggerResult): string[] => [
	`${answered} of ${posts}`,
	perSecond.toFixed(0),
	`${cpuMsPerPost.toFixed(1)} ms`,
];

/** Posts the same events, numbered from `first`, to each address. */
async function floodInTurns<Name extends string>(
	world: World,
	urls: Readonly<Record<Name, string>>,
	{ first, count }: Posts,
): Promise<Record<Name, TriggerResult>> {
	const names = Object.keys(urls) as Name[];
	const floods = new Map(names.map((name): [Name, Flood[]] => [name, []]));
	for (let turn = 0; turn < TURNS; turn++) {
		const posts = { first: first + (turn * count) / TURNS, count: count / TURNS };
		for (const [name, own] of floods) own.push(await flood(world, urls[name], posts, 200));
	}
	return Object.fromEntries(names.map((name) => [name, resultOf(floods.get(name)!)])) as Record<Name, TriggerResult>;
}

async function warmUp(started: Started): Promise<Started> {
	for (let index = 0; index < WARM_UP; index++) await post(started.url, tap(`warm-up-${index}`));
	return started;
}

/** A tap on a button, as 99digital posts it. */
export const tap = (unique: string) => message(unique, { type: 'button', body: 'Yes', buttonId: 'yes' });

interface Posts {
	first: number;
	count: number;
}

/** What came of posts to one address. */
interface Flood {
	answered: number;
	posts: number;
	/** Until the last answer. */
	ms: number;
	slowestMs: number;
	/** Until n8n had ended all that it started. */
	cpuMs: number;
}

/**
 * Posts events numbered from `first`, ten at once.
 * @param wanted the status of a right answer
 */
async function flood({ n8n }: World, url: string, { first, count }: Posts, wanted: number): Promise<Flood> {
	const bodies = Array.from({ length: count }, (_, index) => tap(`M${first + index}`));
	let next = 0;
	let answered = 0;
	let slowestMs = 0;
	const lane = async () => {
		while (next < bodies.length) {
			const body = bodies[next++];
			const sent = performance.now();
			const { status } = await post(url, body);
			slowestMs = Math.max(slowestMs, performance.now() - sent);
			if (status === wanted) answered += 1;
		}
	};
	const began = performance.now();
	const { cpuMs, result: ms } = await measureUsage(n8n.pid!, async () => {
		await Promise.all(Array.from({ length: AT_ONCE }, lane));
		const answeredAfter = performance.now() - began;
		await untilIdle(n8n.pid!);
		return answeredAfter;
	});
	return { answered, posts: bodies.length, ms, slowestMs, cpuMs };
}

/** All floods of one kind together. */
function resultOf(floods: readonly Flood[]): TriggerResult {
	const sum = (of: (flood: Flood) => number) => floods.reduce((total, flood) => total + of(flood), 0);
	const posts = sum((flood) => flood.posts);
	return {
		answered: sum(({ answered }) => answered),
		posts,
		perSecond: (posts * 1000) / sum(({ ms }) => ms),
		slowestMs: Math.max(...floods.map((flood) => flood.slowestMs)),
		cpuMsPerPost: sum(({ cpuMs }) => cpuMs) / posts,
	};
}

/** n8n's own Webhook node, as it comes, in front of one node that does nothing. */
function webhookFlow(webhookId: string): WorkflowFile {
	const base = { typeVersion: 1, position: [0, 0] as [number, number] };
	const parameters = { path: webhookId, httpMethod: 'POST', options: {} };
	const webhook = { ...base, id: randomUUID(), name: 'Webhook', type: 'n8n-nodes-base.webhook', webhookId, parameters };
	return {
		name: `bench ${webhookId}`,
		nodes: [
			{ ...webhook, typeVersion: 2.1 },
			{ ...base, ...noOp, id: randomUUID() },
		],
		connections: { Webhook: { main: [[{ node: noOp.name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
