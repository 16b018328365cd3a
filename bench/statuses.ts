import { setTimeout as delay } from 'node:timers/promises';
import type { Workflow } from '../host/editor/types';
import { createAndPublish, unpublishWorkflow } from '../host/editor/workflows';
import { poll } from '../host/poll';
import type { World } from '../host/world';
import { noOp, triggerFlow } from '../test/support/n8n/triggerEditor';
import { CUSTOMER } from '../test/support/provider';
import { floodWith, type Flood } from './trigger';

type Choice = 'all' | 'failed' | 'failedAmongAll';

/** What a campaign's statuses cost n8n. */
export interface StatusesResult {
	choice: Choice;
	messages: number;
	flood: Flood;
	runs: number;
}

const choices: Readonly<Record<Choice, string>> = {
	all: 'all, as it comes',
	failed: '*Failed* alone',
	failedAmongAll: '*Failed* alone, but somebody else has *readStatus* on',
};

/** One message in so many cannot be delivered. */
const FAILS = 100;

/** How long nothing has to begin before all runs are taken to have begun, in milliseconds. */
const QUIET_MS = 2_000;

/** Posts the statuses of a campaign as 99digital does, which asks the account's switches what to post. */
export async function measureStatuses(world: World, messages: number): Promise<StatusesResult[]> {
	const results: StatusesResult[] = [];
	for (const choice of Object.keys(choices) as Choice[]) results.push(await measureChoice(world, choice, messages));
	return results;
}

async function measureChoice(world: World, choice: Choice, messages: number): Promise<StatusesResult> {
	const { sandbox, session, credential } = world;
	sandbox.provider.reset();
	const { webhook } = sandbox.provider.accounts.get();
	if (choice === 'failedAmongAll') webhook.readStatus = true;
	const options = choice === 'all' ? {} : { statuses: ['failed'] };
	const parameters = { events: ['status'], options };
	const workflow = await createAndPublish(session, triggerFlow(credential, parameters, [noOp]));
	const { url, readStatus, system } = sandbox.provider.accounts.get().webhook;
	const posts = Array.from({ length: messages }, (_, index) =>
		statusesOf(`M${index}`, index % FAILS === 0, { readStatus, system }),
	).flat();
	const flood = await floodWith(world, url, posts, 200);
	const runs = await runsOf(world, workflow);
	await unpublishWorkflow(session, workflow);
	return { choice, messages, flood, runs };
}

/** What 99digital posts of one message: acknowledgements, and a notice of a failure, each if its switch is on. */
function statusesOf(unique: string, fails: boolean, switches: { readStatus: boolean; system: boolean }): object[] {
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

A campaign of ${results[0]!.messages.toLocaleString('en')} messages, of which one in ${FAILS} cannot be delivered, and what 99digital posts of it while the account's switches are as the trigger has set them, or found them. Ten posts under way at once; *lazy* n8n. Measured alone by \`npm run bench -- --statuses\`.

${statusesTable(results)}`;

function statusesTable(results: readonly StatusesResult[]): string {
	const rows = results.map(({ choice, flood, runs }) =>
		[
			choices[choice],
			flood.posts.toLocaleString('en'),
			flood.answered.toLocaleString('en'),
			runs.toLocaleString('en'),
			`${(flood.ms / 1000).toFixed(1)} s`,
			`${(flood.cpuMs / 1000).toFixed(1)} s`,
		].join(' | '),
	);
	return [
		'| Statuses | Posts | Answered right | Runs | Time | CPU |',
		'| --- | --- | --- | --- | --- | --- |',
		...rows.map((row) => `| ${row} |`),
	].join('\n');
}
