import type { Item } from '../../host/editor/types';
import { executionIds, finishedExecution } from '../../host/editor/executions';
import { postToWebhook } from '../../host/editor/webhook';
import { createAndPublish } from '../../host/editor/workflows';
import { poll } from '../../host/poll';
import { flow, names } from '../support/n8n/flow';
import { output } from '../support/n8n/run';
import { testWorld } from '../support/n8n/world';

const world = testWorld();

const COUNT = 2_000;
const numbers = Array.from({ length: COUNT }, (_, index) => String(972_500_010_000 + index));
const items = numbers.map((to) => ({ to }));

const sendText = {
	resource: 'message',
	operation: 'sendTemplate',
	to: '={{ $json.to }}',
	template: { __rl: true, mode: 'name', value: 'login_code' },
	options: { otp: '123456', sendOnceKey: '={{ $json.to }}' },
};

async function publish() {
	const { session, credential } = world();
	const credentials = { [credential.type]: credential };
	const workflow = await createAndPublish(
		session,
		flow({ parameters: sendText, onError: 'continueErrorOutput', credentials }),
	);
	const post = () => postToWebhook(world().n8n.url, workflow, { items });
	const newest = async () => await finishedExecution(session, String((await executionIds(session, workflow))[0]));
	return { post, newest };
}

const messagesOf = (number: string) =>
	world()
		.sandbox.provider.accounts.get()
		.customers.find(number)
		?.messages.filter(({ by }) => by === 'business') ?? [];

const sentSoFar = () => numbers.filter((number) => messagesOf(number).length > 0).length;

const fieldOf = (outputItems: Item[], field: string) => outputItems.map(({ json }) => json[field]);

beforeEach(() => {
	world().sandbox.provider.reset();
	world().sandbox.provider.behaviours.add({ effect: 'latency', ms: 50 });
});

it('n8n is killed among 2,000 sends: the next run sends the rest, and doubles none', async () => {
	const { post, newest } = await publish();
	const interrupted = post().catch(() => undefined);
	await poll(() => sentSoFar() > COUNT / 3 || undefined, { what: 'a third of the messages' });
	await world().n8n.kill();
	await interrupted;
	const before = sentSoFar();
	expect(before).toBeLessThan(COUNT);

	await world().n8n.start();
	await post();
	const execution = await newest();
	const [sent, unknown] = [output(execution, names.action), output(execution, names.action, 1)];
	expect(Math.max(...numbers.map((number) => messagesOf(number).length))).toBe(1);
	expect(sent.length + unknown.length).toBe(COUNT);
	expect(fieldOf(sent, 'skipped').filter(Boolean).length).toBeGreaterThan(before - 100);
	expect(new Set(fieldOf(unknown, 'sent'))).toEqual(new Set(['unknown']));
	expect(unknown.length).toBeLessThanOrEqual(100);
	const reported = new Set(fieldOf(unknown, 'to'));
	expect(numbers.filter((number) => messagesOf(number).length === 0 && !reported.has(number))).toEqual([]);
});

it('two executions at once share the same list without one double', async () => {
	const { post, newest } = await publish();
	await Promise.all([post(), post()]);
	expect((await newest()).status).toBe('success');
	expect(numbers.map((number) => messagesOf(number).length)).toEqual(numbers.map(() => 1));
});
