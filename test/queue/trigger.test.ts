import { poll } from '../../host/poll';
import type { Workflow } from '../../host/editor/types';
import { createAndPublish, unpublishWorkflow } from '../../host/editor/workflows';
import { serve, type Server } from '../support/server';
import { allExecutions, allStarted, noOp, triggerFlow } from '../support/n8n/triggerEditor';
import { message, post } from '../support/triggerPosts';
import { testQueueWorld } from '../support/n8n/queueWorld';

const world = testQueueWorld({ workers: 1, webhookProcesses: 2, concurrency: 10 });

const webhook = () => world().account.webhook;

const tap = (unique: string) => message(unique, { type: 'button', body: 'Yes', buttonId: `id-${unique}` });

let crm: Server;
let workflow: Workflow;

beforeEach(async () => {
	crm = await serve({});
	webhook().url = `${crm.url}/hook?token=crm`;
	const { session, credential } = world();
	workflow = await createAndPublish(session, triggerFlow(credential, {}, [noOp]));
});

afterEach(async () => {
	await unpublishWorkflow(world().session, workflow);
	await crm.close();
});

/** The registered address, at one of the processes instead of the entrance to all. */
const at = (process: number): string => {
	const { pathname, search } = new URL(webhook().url);
	return `${world().webhookProcesses[process]!.url}${pathname}${search}`;
};

/** What the runs were about, when all have ended: n8n stores each one before it answers the post. */
async function answerIds(): Promise<unknown[]> {
	const { session } = world();
	const haveEnded = async () => {
		const executions = await allExecutions(session, workflow);
		return executions.every(({ status }) => status === 'success') || undefined;
	};
	await poll(haveEnded, { what: 'the end of all runs' });
	const started = await allStarted(session, workflow);
	return started.map(({ items }) => items[0]?.json.answerId).sort();
}

const uniques = (count: number) => Array.from({ length: count }, (_, index) => `M${String(index).padStart(3, '0')}`);
const idsOf = (names: readonly string[]) => names.map((unique) => `id-${unique}`);

it('registers the entrance to the webhook processes, and puts the former address back', async () => {
	expect(webhook().url).toMatch(new RegExp(`^${world().entrance}/webhook/.*[?]secret=[\\w-]{43}$`));
	await unpublishWorkflow(world().session, workflow);
	expect(webhook().url).toBe(`${crm.url}/hook?token=crm`);
});

it('starts one run for each tap that either process takes, many at once, and feeds the former address', async () => {
	const names = uniques(60);
	const answers = await Promise.all(names.map(async (unique) => await post(webhook().url, tap(unique))));
	expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
	expect(await answerIds()).toEqual(idsOf(names));
	expect(crm.requests).toHaveLength(names.length);
});

it('takes a forged post at no process', async () => {
	for (const process of [0, 1]) {
		const forged = at(process).replace(/secret=.*/, `secret=${'x'.repeat(43)}`);
		expect(await post(forged, tap('M1'))).toMatchObject({ status: 401 });
	}
	expect(await answerIds()).toEqual([]);
	expect(crm.requests).toEqual([]);
});

it('starts nothing for a repeat, whichever process takes it', async () => {
	const names = uniques(8);
	for (const [index, unique] of names.entries()) await post(at(index % 2), tap(unique));
	for (const process of [0, 1]) for (const unique of names) await post(at(process), tap(unique));
	expect(await answerIds()).toEqual(idsOf(names));
});

it('starts nothing for repeats among many at once, where one process takes all posts of the address', async () => {
	const names = uniques(40);
	const posts = names.flatMap((unique) => [unique, unique]);
	const answers = await Promise.all(posts.map(async (unique) => await post(at(0), tap(unique))));
	// A repeat of an event that is still being handled is to come again.
	expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(names.length);
	expect(answers.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
	expect(await answerIds()).toEqual(idsOf(names));
});
