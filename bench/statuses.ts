import { setTimeout as delay } from 'node:timers/promises';
import axios from 'axios';
import type { Workflow } from '../host/editor/types';
import { createAndPublish, unpublishWorkflow } from '../host/editor/workflows';
import { poll } from '../host/poll';
import type { World } from '../host/world';
import { noOp, triggerFlow } from '../test/support/n8n/triggerEditor';
import { CUSTOMER } from '../test/support/provider';
import { post, settingsOf } from '../test/support/triggerPosts';
import { percent, thousands } from './goal';
import { measureUsage, untilIdle } from './processUsage';
import { LIMIT } from './scenarios';
import { table } from './table';
import { publishWebhookNode, tap } from './trigger';

type Choice = 'failed' | 'failedAmongAll' | 'repeats' | 'all';

/** What a campaign's statuses cost n8n. */
export interface StatusesResult {
	choice: Choice;
	/** Of the campaign. */
	messages: number;
	posts: number;
	/** How long they came, in seconds. */
	seconds: number;
	/** Answered right before 99digital gives up waiting. */
	inTime: number;
	/** The longest that n8n's own Webhook node needed, which gets a post of its own each second meanwhile. */
	otherSlowestMs: number;
	/** Whether that is how long it had needed when the posts ended, without an answer. */
	isOtherWaiting: boolean;
	/** Until n8n had ended all that it started; undefined where that would take far longer than the posts. */
	done?: { cpuMs: number; runs: number };
}

const choices: Readonly<Record<Choice, string>> = {
	failed: '*Failed* alone',
	failedAmongAll: '*Failed* alone, but somebody else has *readStatus* on',
	repeats: 'all, as it comes: repeats of those that it knows',
	all: 'all, as it comes',
};

/** One message in so many cannot be delivered. */
const FAILS = 100;

/** Three statuses of each message that leaves. */
const POSTS_PER_SECOND = 3 * LIMIT;

/** How long 99digital waits for an answer. */
const TIMEOUT_MS = 5_000;

/** How many messages the statuses are of that come again and again. */
const REPEATED = 240;

/** How long nothing has to begin before all runs are taken to have begun, in milliseconds. */
const QUIET_MS = 2_000;

/**
 * Posts the statuses of a campaign as 99digital does, which asks the account's switches what to post, as fast as the
 * messages leave, whether n8n keeps up or not. Afterwards n8n is behind by minutes, so that it cannot be measured any more.
 */
export async function measureStatuses(world: World, messages: number): Promise<StatusesResult[]> {
	const other = await publishWebhookNode(world);
	const results: StatusesResult[] = [];
	const measure = async (choice: Choice, workflow: Workflow, bodies: readonly object[]) => {
		const before = await runsOf(world, workflow);
		const { cpuMs, ...flood } = await floodAtPace(world, bodies, other.url, choice !== 'all');
		const done = cpuMs === undefined ? {} : { done: { cpuMs, runs: (await runsOf(world, workflow)) - before } };
		results.push({ choice, messages, posts: bodies.length, ...flood, ...done });
	};
	for (const choice of ['failed', 'failedAmongAll'] as const) {
		world.sandbox.provider.reset();
		if (choice === 'failedAmongAll') settingsOf(world.sandbox).readStatus = true;
		const workflow = await publishStatuses(world, { statuses: ['failed'] });
		await measure(choice, workflow, statusesOf(world, choice, messages));
		await unpublishWorkflow(world.session, workflow);
	}
	world.sandbox.provider.reset();
	const workflow = await publishStatuses(world, {});
	const known = statusesOf(world, 'known', Math.min(REPEATED, messages));
	await floodAtPace(world, known, other.url, true);
	const all = statusesOf(world, 'all', messages);
	await measure(
		'repeats',
		workflow,
		all.map((_, index) => known[index % known.length]!),
	);
	await measure('all', workflow, all);
	return results;
}

async function publishStatuses({ session, credential }: World, options: object): Promise<Workflow> {
	return await createAndPublish(session, triggerFlow(credential, { events: ['status'], options }, [noOp]));
}

interface Flooded extends Pick<StatusesResult, 'seconds' | 'inTime' | 'otherSlowestMs' | 'isOtherWaiting'> {
	/** Undefined unless it was waited until n8n had nothing left to do. */
	cpuMs?: number;
}

/** Posts to the account's webhook in this order at the pace of a campaign, and to another workflow each second. */
async function floodAtPace(
	{ n8n, sandbox }: World,
	bodies: readonly object[],
	other: string,
	untilDone: boolean,
): Promise<Flooded> {
	const { url } = settingsOf(sandbox);
	const began = performance.now();
	const answers: Array<Promise<boolean>> = [];
	const others: Other[] = [];
	let isOver = false;
	const askOther = async () => {
		while (!isOver) {
			others.push(new Other(other, others.length));
			await delay(1_000);
		}
	};
	const { cpuMs, result } = await measureUsage(n8n.pid!, async () => {
		const asking = askOther();
		while (answers.length < bodies.length) {
			const due = Math.ceil(((performance.now() - began) * POSTS_PER_SECOND) / 1000);
			for (const body of bodies.slice(answers.length, due)) answers.push(isAnsweredInTime(url, body));
			await delay(5);
		}
		const seconds = (performance.now() - began) / 1000;
		const inTime = (await Promise.all(answers)).filter(Boolean).length;
		isOver = true;
		await asking;
		const slowest = others.reduce((one, another) => (another.ms > one.ms ? another : one));
		const found = { seconds, inTime, otherSlowestMs: slowest.ms, isOtherWaiting: slowest.isWaiting };
		if (untilDone) await untilIdle(n8n.pid!);
		return found;
	});
	return untilDone ? { ...result, cpuMs } : result;
}

/** A post to another workflow, which nobody gives up. */
class Other {
	isWaiting = true;
	private readonly sent = performance.now();
	private took = 0;

	constructor(url: string, index: number) {
		const end = () => {
			this.took = this.ms;
			this.isWaiting = false;
		};
		post(url, tap(`other ${index}`)).then(end, () => undefined);
	}

	/** How long it took, or has taken so far. */
	get ms(): number {
		return this.isWaiting ? performance.now() - this.sent : this.took;
	}
}

/** Posts and gives up as 99digital does. */
async function isAnsweredInTime(url: string, body: object): Promise<boolean> {
	const signal = AbortSignal.timeout(TIMEOUT_MS);
	return await axios.post(url, body, { signal, proxy: false }).then(
		({ status }) => status === 200,
		() => false,
	);
}

/** What 99digital posts of a campaign's messages while the account's switches are as they are. */
function statusesOf({ sandbox }: World, campaign: string, messages: number): object[] {
	const { readStatus, system } = settingsOf(sandbox);
	const ofMessage = (_: unknown, index: number) =>
		statusesOfMessage(`${campaign} ${index}`, index % FAILS === 0, { readStatus, system });
	return Array.from({ length: messages }, ofMessage).flat();
}

/** What 99digital posts of one message: acknowledgements, and a notice of a failure, each if its switch is on. */
function statusesOfMessage(
	unique: string,
	fails: boolean,
	switches: { readStatus: boolean; system: boolean },
): object[] {
	const { from, to } = { from: CUSTOMER, to: '972771234567' };
	const acks = (fails ? [1, 0] : [1, 2, 3]).map((ack) => ({ status: 'OK', hook: 'update', unique, from, to, ack }));
	const notice = { status: 'OK', hook: 'system', type: 'messages', unique, messageUpdate: 7, messageTo: from, to };
	return [...(switches.readStatus ? acks : []), ...(fails && switches.system ? [notice] : [])];
}

/** How many runs there are when no more begin. */
async function runsOf({ session }: World, { id }: Workflow): Promise<number> {
	const query = { filter: JSON.stringify({ workflowId: id }), limit: '1' };
	const count = async () => (await session.call<{ count: number }>('GET', '/rest/executions', { query })).count;
	return await poll(
		async () => {
			const before = await count();
			await delay(QUIET_MS);
			return (await count()) === before ? before : undefined;
		},
		{ what: 'the end of all runs' },
	);
}

/** The section of the page that tells it. */
export const statusesSection = (results: readonly StatusesResult[]): string => `## The statuses of a campaign

A campaign of ${thousands(results[0]!.messages)} messages, ${LIMIT} of them a second, of which one in ${FAILS} cannot be delivered, and what 99digital posts of it while the account's switches are as the trigger has set them, or found them: up to ${POSTS_PER_SECOND} posts a second, which come whether n8n keeps up or not (those of failures alone at once). What is not answered within 5 seconds is given up; 99digital would post it again later, which is done for *repeats* alone, over and over. *Lazy* n8n.

${statusesTable(results)}

${statusesAdvice(results)}`;

function statusesTable(results: readonly StatusesResult[]): string {
	return table(
		['Statuses', 'Posts', 'Came within', 'Answered in time', 'Another webhook', 'Runs', 'CPU'],
		results.map(({ choice, posts, seconds, inTime, otherSlowestMs, isOtherWaiting, done }) => [
			choices[choice],
			thousands(posts),
			`${seconds.toFixed(1)} s`,
			`${thousands(inTime)} (${percent(inTime / posts)})`,
			`${isOtherWaiting ? 'not within' : 'within'} ${(otherSlowestMs / 1000).toFixed(1)} s`,
			done ? thousands(done.runs) : 'not waited for',
			done ? `${(done.cpuMs / 1000).toFixed(1)} s` : 'not waited for',
		]),
	);
}

/** How far n8n falls behind, and what to do about it. */
function statusesAdvice(results: readonly StatusesResult[]): string {
	const { posts, inTime } = results.find(({ choice }) => choice === 'all')!;
	return `Each status that starts a run is a run for n8n, of which it makes fewer a second than a campaign has statuses: it answers ${thousands(inTime)} of ${thousands(posts)} in time and falls further behind from the first seconds on, and every other workflow of this n8n waits too. So leave only *Failed* under **Statuses** unless something is done with each status, and have nobody else turn *readStatus* on; or send more slowly (*Most per Second*), or give n8n more processes ([queue mode](queue-mode.md)).`;
}
