import { executionIds, getExecution } from '../../host/editor/executions';
import { postToWebhook } from '../../host/editor/webhook';
import { createAndPublish } from '../../host/editor/workflows';
import { flow, names, sendButtons } from '../support/n8n/flow';
import { output } from '../support/n8n/run';
import { customers, letAllWrite, received } from '../support/n8n/customers';
import { testQueueWorld } from '../support/n8n/queueWorld';

/** One execution at a time for each worker, so that both have to take part. */
const world = testQueueWorld({ workers: 2, webhookProcesses: 0, concurrency: 1 });

const EXECUTIONS = 6;
const MESSAGES = 100;

/** Each execution writes to all of them, five times in a row. */
const IN_A_ROW = 5;
const numbers = customers(MESSAGES / IN_A_ROW);

/** The provider's ceiling, and the share of it that two executions at once may use. */
const ACCOUNT_PER_SECOND = 120;
const SHARE = 50;

/** WhatsApp cannot take some of the messages at once; later ones to the same customer must not overtake them. */
const BUSY = { effect: 'refuse', reason: 6, times: 40 } as const;

const parameters = { ...sendButtons, options: { maxPerSecond: SHARE } };

const itemsOf = (execution: number) =>
	Array.from({ length: MESSAGES }, (_, index) => ({
		to: numbers[Math.floor(index / IN_A_ROW)]!,
		body: `שלום 👋 ${execution}.${index}`,
	}));

it('two workers deliver 600 messages of six executions, each once and in order', async () => {
	const { session, credential, entrance, workers, sandbox } = world();
	letAllWrite(world(), numbers);
	sandbox.provider.behaviours.add({ effect: 'latency', ms: 40 });
	sandbox.provider.behaviours.add({ effect: 'rateLimit', perSecond: ACCOUNT_PER_SECOND });
	sandbox.provider.behaviours.add(BUSY);
	const credentials = { [credential.type]: credential };
	const workflow = await createAndPublish(session, flow({ parameters, credentials }));

	const executions = Array.from({ length: EXECUTIONS }, (_, execution) => execution);
	const answers = await Promise.all(
		executions.map(async (execution) => await postToWebhook(entrance, workflow, { items: itemsOf(execution) })),
	);
	expect(answers.map(({ status }) => status)).toEqual(executions.map(() => 200));

	const ids = await executionIds(session, workflow);
	expect(ids).toHaveLength(EXECUTIONS);
	for (const id of ids) {
		const execution = await getExecution(session, id);
		expect(execution.status).toBe('success');
		expect(output(execution, names.action)).toHaveLength(MESSAGES);
	}
	for (const worker of workers) expect(worker.log()).toContain('started execution');

	for (const number of numbers) {
		const texts = received(world(), number);
		const expected = executions.map((execution) =>
			itemsOf(execution)
				.filter(({ to }) => to === number)
				.map(({ body }) => body),
		);
		expect([...texts].sort()).toEqual(expected.flat().sort());
		for (const [execution, ofExecution] of expected.entries()) {
			expect(texts.filter((text) => text.includes(` ${execution}.`))).toEqual(ofExecution);
		}
	}
});
