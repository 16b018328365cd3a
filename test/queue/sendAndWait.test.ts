import { getExecution } from '../../host/editor/executions';
import { postToWebhook } from '../../host/editor/webhook';
import { createAndPublish } from '../../host/editor/workflows';
import { allBecome, allExecutions, allStarted, noOp, triggerFlow } from '../support/n8n/triggerEditor';
import { after, waitFlow } from '../support/n8n/waitFlow';
import { customers, letAllWrite } from '../support/n8n/customers';
import { testQueueWorld } from '../support/n8n/queueWorld';

const world = testQueueWorld({ workers: 2, webhookProcesses: 2, concurrency: 10, byAddress: true });

const numbers = customers(20);
const LABELS = ['Yes 👍', 'לא'];

/** Which button a customer taps. */
const choice = (index: number) => index % LABELS.length;

it('a worker asks, it dies, and the taps wake each execution on the other one', async () => {
	const { session, credential, sandbox, entrance, workers } = world();
	letAllWrite(world(), numbers);
	const trigger = await createAndPublish(session, triggerFlow(credential, {}, [noOp]));
	const buttons = { responseType: 'buttons', buttons: { button: LABELS.map((text) => ({ text, id: text })) } };
	const asking = await createAndPublish(session, waitFlow(credential, buttons, 3));

	for (const to of numbers) expect(await postToWebhook(entrance, asking, { to })).toMatchObject({ status: 200 });
	await allBecome(session, asking, { status: 'waiting', count: numbers.length });
	await workers[0]!.kill();

	for (const [index, number] of numbers.entries()) sandbox.provider.phone(number).tap(LABELS[choice(index)]!);
	await allBecome(session, asking, { status: 'success', count: numbers.length });

	for (const { id } of await allExecutions(session, asking)) {
		const { runs } = await getExecution(session, id);
		const reached = [0, 1, 2].filter((output) => runs[after(output)]);
		expect(reached).toHaveLength(1);
		const { json } = runs[after(reached[0]!)]![0]!.data!.main[0]![0]!;
		const index = numbers.indexOf(String(json.linked));
		expect(json).toMatchObject({ from: numbers[index], index: choice(index), output: choice(index) });
	}
	expect(await allStarted(session, trigger)).toEqual([]);
});
