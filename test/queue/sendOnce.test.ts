import { executionIds, finishedExecution } from '../../host/editor/executions';
import { postToWebhook } from '../../host/editor/webhook';
import { createAndPublish } from '../../host/editor/workflows';
import type { Workflow } from '../../host/editor/types';
import { poll } from '../../host/poll';
import { flow, names } from '../support/n8n/flow';
import { output } from '../support/n8n/run';
import { customers, letAllWrite, received } from '../support/n8n/customers';
import { testQueueWorld } from '../support/n8n/queueWorld';

/** The worker that is killed shall be missed soon: n8n's own figures are ten times as long. */
const world = testQueueWorld({
	workers: 2,
	webhookProcesses: 0,
	concurrency: 1,
	environment: {
		QUEUE_WORKER_LOCK_DURATION: '6000',
		QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
		QUEUE_WORKER_STALLED_INTERVAL: '2000',
	},
});

const MESSAGES = 2000;
const IN_FLIGHT = 50;

const numbers = customers(MESSAGES);
const items = numbers.map((to) => ({ to, body: `שלום 👋 ${to}` }));

const sendText = {
	resource: 'message',
	operation: 'sendText',
	to: '={{ $json.to }}',
	body: '={{ $json.body }}',
	options: { sendOnceKey: '=campaign-{{ $json.to }}', maxInFlight: IN_FLIGHT },
};

/** Starts the campaign and does not wait for its end. n8n lists an execution when a worker has begun it. */
async function begin(workflow: Workflow): Promise<string> {
	const { session, entrance } = world();
	const before = await executionIds(session, workflow);
	await postToWebhook(entrance, workflow, { items });
	const added = async () => (await executionIds(session, workflow)).find((id) => !before.includes(id));
	return await poll(added, { what: 'the execution' });
}

const accepted = () => world().sandbox.provider.counters().accepted;

async function publish(): Promise<Workflow> {
	const { session, credential } = world();
	const credentials = { [credential.type]: credential };
	const file = flow({ parameters: sendText, credentials, onError: 'continueRegularOutput' });
	file.nodes[0]!.parameters.responseMode = 'onReceived';
	const workflow = await createAndPublish(session, file);
	return workflow;
}

beforeEach(() => {
	world().sandbox.provider.reset();
	letAllWrite(world(), numbers);
	world().sandbox.provider.behaviours.add({ effect: 'latency', ms: 60 });
});

it('two workers that send the same set at once send nobody two', async () => {
	const { session } = world();
	const workflow = await publish();
	await Promise.all([begin(workflow), begin(workflow)]);
	const both = async () => {
		const ids = await executionIds(session, workflow);
		return ids.length === 2 ? ids : undefined;
	};
	const ids = await poll(both, { what: 'both executions' });
	const runs = await Promise.all(ids.map((id) => finishedExecution(session, id)));
	expect(runs.map(({ status }) => status)).toEqual(['success', 'success']);
	expect(numbers.map((number) => received(world(), number).length)).toEqual(numbers.map(() => 1));
	const skipped = runs.flatMap((run) => output(run, names.action).filter(({ json }) => json.skipped));
	expect(skipped).toHaveLength(MESSAGES);
});

it('a worker dies in the middle of 2,000 messages: the next run sends the rest, and nobody gets two', async () => {
	const { session, workers } = world();
	const workflow = await publish();

	const first = await begin(workflow);
	await poll(() => accepted() >= MESSAGES / 3 || undefined, { what: 'the first messages' });
	const busy = workers.find((worker) => worker.log().includes(`started execution ${first} `));
	await busy!.kill();
	expect(accepted()).toBeLessThan(MESSAGES);

	const second = await finishedExecution(session, await begin(workflow));
	expect(second.status).toBe('success');
	const out = output(second, names.action).map(({ json }) => json);
	expect(out).toHaveLength(MESSAGES);

	const unknown = numbers.filter((_, index) => out[index]!.sent === 'unknown');
	expect(unknown.length).toBeLessThanOrEqual(IN_FLIGHT);
	expect(out.filter(({ skipped }) => skipped === true).length).toBeGreaterThan(0);
	for (const [index, number] of numbers.entries()) {
		const { messageId, skipped, sent } = out[index]!;
		expect([messageId !== undefined, skipped === true, sent === 'unknown'].filter(Boolean)).toHaveLength(1);
		expect(received(world(), number).length).toBeLessThanOrEqual(1);
		if (sent !== 'unknown') expect(received(world(), number)).toEqual([items[index]!.body]);
	}

	// n8n notices that the worker is gone, and does not give its execution to another one.
	expect(await finishedExecution(session, first)).toMatchObject({ status: 'error' });
	expect(await executionIds(session, workflow)).toHaveLength(2);
});
