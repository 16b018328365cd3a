import { randomUUID } from 'node:crypto';

import { executionIds, getExecution } from '../../host/editor/executions';
import type { Execution, Workflow, WorkflowFile } from '../../host/editor/types';
import { postToWebhook } from '../../host/editor/webhook';
import { createAndPublish } from '../../host/editor/workflows';
import { poll } from '../../host/poll';
import { allExecutions, noOp, triggerFlow } from '../support/n8n/triggerEditor';
import { after, ASK, waitFlow } from '../support/n8n/waitFlow';
import { testWorld } from '../support/n8n/world';

const world = testWorld();

const CUSTOMERS = ['972501111111', '972502222222', '972503333333'];

let trigger: Workflow;

beforeAll(async () => {
	const { session, credential, sandbox } = world();
	for (const number of CUSTOMERS) sandbox.provider.phone(number).write('Hi');
	trigger = await createAndPublish(session, triggerFlow(credential, {}, [noOp]));
});

const newest = async (workflow: Workflow): Promise<Execution | undefined> => {
	const [id] = await executionIds(world().session, workflow);
	return id === undefined ? undefined : await getExecution(world().session, id);
};

const questionsTo = (number: string) =>
	world()
		.account.customers.find(number)!
		.messages.filter(({ by }) => by === 'business').length;

it('any reply finds its execution, though n8n has died in between', async () => {
	const { session, credential, sandbox, n8n } = world();
	const workflow = await createAndPublish(session, waitFlow(credential, { responseType: 'anyReply' }, 2));
	await Promise.all(CUSTOMERS.map(async (to) => await postToWebhook(n8n.url, workflow, { to })));
	const statuses = async () => (await allExecutions(session, workflow)).map(({ status }) => status);
	await poll(async () => (await statuses()).filter((status) => status === 'waiting').length === 3 || undefined, {
		what: 'all executions to wait',
	});
	await n8n.kill();
	await n8n.start();
	for (const number of CUSTOMERS) sandbox.provider.phone(number).write(`I am ${number}`);
	await poll(async () => (await statuses()).every((status) => status === 'success') || undefined, {
		what: 'all executions to end',
	});
	for (const { id } of await allExecutions(session, workflow)) {
		const { runs } = await getExecution(session, id);
		const { json } = runs[after(0)]![0]!.data!.main[0]![0]!;
		expect(json).toMatchObject({ answered: true, from: json.linked, answerText: `I am ${json.linked}` });
	}
	expect(await allExecutions(session, trigger)).toEqual([]);
});

/** One question after the other, to each customer of the post. */
function loopFlow(file: WorkflowFile): WorkflowFile {
	const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
	const node = (name: string, type: string, typeVersion: number, parameters: Record<string, unknown>) => ({
		id: randomUUID(),
		name,
		type,
		typeVersion,
		position: [0, 0] as [number, number],
		parameters,
	});
	return {
		...file,
		nodes: [
			...file.nodes.filter(({ name }) => name === 'Webhook' || name === ASK),
			node('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.items', options: {} }),
			node('Loop', 'n8n-nodes-base.splitInBatches', 3, { options: {} }),
			node('Done', 'n8n-nodes-base.noOp', 1, {}),
		],
		connections: {
			Webhook: { main: [to('Items')] },
			Items: { main: [to('Loop')] },
			Loop: { main: [to('Done'), to(ASK)] },
			[ASK]: { main: [to('Loop'), to('Loop'), to('Loop')] },
		},
	};
}

it('asks one after the other in a loop, and an old button answers no later question', async () => {
	const { session, credential, sandbox, n8n } = world();
	const parameters = { to: '={{ $json.to }}', message: '=Question for {{ $json.to }}' };
	const workflow = await createAndPublish(session, loopFlow(waitFlow(credential, parameters, 3)));
	const [first, second] = CUSTOMERS as [string, string];
	const before = [questionsTo(first), questionsTo(second)];
	await postToWebhook(n8n.url, workflow, { items: [{ to: first }, { to: second }] });
	const asleep = async (count: number) =>
		await poll(
			async () => {
				const execution = await newest(workflow);
				return execution?.status === 'waiting' && execution.runs[ASK]?.length === count ? execution : undefined;
			},
			{ what: `question ${count}` },
		);

	await asleep(1);
	expect([questionsTo(first), questionsTo(second)]).toEqual([before[0]! + 1, before[1]]);
	sandbox.provider.phone(first).tap('Approve');
	await asleep(2);
	sandbox.provider.phone(first).tap('Decline');
	await poll(async () => (await allExecutions(session, trigger)).length > 0 || undefined, { what: 'the late tap' });
	expect((await newest(workflow))?.status).toBe('waiting');
	sandbox.provider.phone(second).tap('Decline');
	const { runs } = await poll(
		async () => {
			const execution = await newest(workflow);
			return execution?.status === 'success' ? execution : undefined;
		},
		{ what: 'the loop to end' },
	);
	const answers = runs.Done![0]!.data!.main[0]!.map(({ json }) => [json.from, json.approved]);
	expect(answers).toEqual([
		[first, true],
		[second, false],
	]);
});
