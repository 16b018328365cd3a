import { randomUUID } from 'node:crypto';
import type { WorkflowFile } from '../host/editor/types';
import { createAndPublish, unpublishWorkflow } from '../host/editor/workflows';
import type { World } from '../host/world';
import { noOp, triggerFlow } from '../test/support/n8n/triggerEditor';
import { message, post } from '../test/support/triggerPosts';
import { measureUsage } from './processUsage';

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

/** n8n grows slower with its database, so the node and its peer take turns. */
const TURNS = 4;

/** Posts the same events to n8n's own Webhook node and to the trigger, then repeats and forgeries. */
export async function measureTrigger(world: World, count: number): Promise<Record<TriggerKind, TriggerResult>> {
	const peers = await publishPeers(world);
	const all = { first: 0, count };
	const inTurns = await floodInTurns(world, peers, all);
	const repeats = await flood(world, peers.trigger, all, 200);
	const forged = peers.trigger.replace(/secret=.*/, `secret=${'x'.repeat(43)}`);
	const forgeries = await flood(world, forged, all, 401);
	await peers.unpublish();
	return {
		...inTurns,
		repeats: resultOf([repeats]),
		forgeries: resultOf([forgeries]),
	};
}

/** The addresses of a trigger and of n8n's own Webhook node, in workflows that do the same. */
interface Peers {
	trigger: string;
	webhookNode: string;
	unpublish(): Promise<void>;
}

/** Publishes both in a fresh sandbox, and posts a few events to each, so that n8n has read what it needs. */
export async function publishPeers({ n8n, session, credential, sandbox }: World): Promise<Peers> {
	sandbox.provider.reset();
	const webhookId = randomUUID();
	const workflows = [
		await createAndPublish(session, webhookFlow(webhookId)),
		await createAndPublish(session, triggerFlow(credential, {}, [noOp])),
	];
	const webhookNode = `${n8n.url}/webhook/${webhookId}`;
	const { url: trigger } = sandbox.provider.accounts.get().webhook;
	for (const address of [webhookNode, trigger]) await warmUp(address);
	const unpublish = async () => {
		for (const workflow of workflows) await unpublishWorkflow(session, workflow);
	};
	return { trigger, webhookNode, unpublish };
}

/** Posts the same events, numbered from `first`, to both. */
export async function floodInTurns(
	world: World,
	{ trigger, webhookNode }: Peers,
	{ first, count }: Posts,
): Promise<Record<'events' | 'webhookNode', TriggerResult>> {
	const own: Flood[] = [];
	const events: Flood[] = [];
	for (let turn = 0; turn < TURNS; turn++) {
		const posts = { first: first + (turn * count) / TURNS, count: count / TURNS };
		own.push(await flood(world, webhookNode, posts, 200));
		events.push(await flood(world, trigger, posts, 200));
	}
	return { webhookNode: resultOf(own), events: resultOf(events) };
}

async function warmUp(url: string): Promise<void> {
	for (let index = 0; index < WARM_UP; index++) await post(url, tap(`warm-up-${index}`));
}

const tap = (unique: string) => message(unique, { type: 'button', body: 'Yes', buttonId: 'yes' });

interface Posts {
	first: number;
	count: number;
}

/** What came of posts to one address. */
export interface Flood {
	answered: number;
	posts: number;
	ms: number;
	slowestMs: number;
	cpuMs: number;
}

/** Posts events numbered from `first`, ten at once. */
const flood = (world: World, url: string, { first, count }: Posts, wanted: number): Promise<Flood> =>
	floodWith(
		world,
		url,
		Array.from({ length: count }, (_, index) => tap(`M${first + index}`)),
		wanted,
	);

/**
 * Posts in this order, ten at once.
 * @param wanted the status of a right answer
 */
export async function floodWith(
	{ n8n }: World,
	url: string,
	bodies: readonly object[],
	wanted: number,
): Promise<Flood> {
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
	const { cpuMs } = await measureUsage(n8n.pid!, async () => {
		await Promise.all(Array.from({ length: AT_ONCE }, lane));
	});
	return { answered, posts: bodies.length, ms: performance.now() - began, slowestMs, cpuMs };
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
