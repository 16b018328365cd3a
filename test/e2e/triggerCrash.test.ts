import { poll } from '../../host/poll';
import { createAndPublish, unpublishWorkflow } from '../../host/editor/workflows';
import { allStarted, noOp, triggerFlow } from '../support/n8n/triggerEditor';
import { testWorld } from '../support/n8n/world';

const world = testWorld();

const CUSTOMERS = 60;
const MINUTE_MS = 60_000;

/** Longer than a busy machine takes from the answer to the last message until n8n is dead. */
const QUIET_SECONDS = 20;

/** The waits between the provider's tries. */
const LADDER_MS = [5, 20, 60, 240, 1440].map((minutes) => minutes * MINUTE_MS);

it('n8n dies while events come in: after its restart each has its run, and none a second one without need', async () => {
	const { session, credential, sandbox, n8n } = world();
	const { provider } = sandbox;
	const workflow = await createAndPublish(session, triggerFlow(credential, {}, [noOp]));
	const deliveries = () => provider.webhooks.deliveries.last(CUSTOMERS);
	const delivered = () => deliveries().filter(({ state }) => state === 'delivered').length;
	const settled = async () =>
		await poll(() => deliveries().every(({ state, nextAttempt }) => state !== 'pending' || nextAttempt) || undefined, {
			what: 'the tries under way',
			timeoutMs: 3 * MINUTE_MS,
		});
	// What is told here is a crash, not how soon a busy machine answers.
	provider.webhooks.settings.timeoutMs = 2 * MINUTE_MS;

	for (let index = 0; index < CUSTOMERS; index++) provider.phone(String(972_500_000_000 + index)).write('Hello');
	await poll(() => delivered() >= CUSTOMERS / 4 || undefined, { what: 'the first answers' });
	await n8n.kill();
	await settled();
	expect(delivered()).toBeLessThan(CUSTOMERS);

	await n8n.start();
	for (const wait of LADDER_MS) {
		provider.clock.advance(wait);
		await settled();
	}
	expect(deliveries().filter(({ state }) => state !== 'delivered')).toEqual([]);

	const started = await allStarted(session, workflow);
	const runsOf = (unique: unknown) => started.filter(({ stored }) => stored.includes(String(unique))).length;
	for (const { payload, attempts } of deliveries()) {
		const most = attempts.length === 1 ? 1 : 2;
		expect([1, most]).toContain(runsOf(payload.unique));
	}
	await unpublishWorkflow(session, workflow);
});

it('n8n dies while a customer is to be quiet: what was written comes out, in one run, after the next event', async () => {
	const { session, credential, sandbox, n8n } = world();
	const { provider } = sandbox;
	provider.reset();
	const options = { batchSeconds: QUIET_SECONDS };
	const workflow = await createAndPublish(session, triggerFlow(credential, { options }, [noOp]));
	const delivered = async (count: number) =>
		await poll(
			() => {
				const all = provider.webhooks.deliveries.last(count);
				return (all.length === count && all.every(({ state }) => state === 'delivered')) || undefined;
			},
			{ what: 'the answers' },
		);
	for (const text of ['שלום', 'יש נעליים?', 'מידה 38']) provider.phone('972500000001').write(text);
	await delivered(3);
	await n8n.kill();
	await n8n.start();
	expect(await allStarted(session, workflow)).toEqual([]);

	provider.phone('972500000002').write('Hello');
	await delivered(1);
	const started = await poll(
		async () => {
			const all = await allStarted(session, workflow);
			return all.length >= 2 && all.every(({ status }) => status === 'success') ? all : undefined;
		},
		{ what: 'two runs' },
	);
	const texts = started.map(({ items }) =>
		(items[0]?.json.messages as Array<{ text: string }>).map(({ text }) => text),
	);
	expect(texts.map((all) => all.sort()).sort()).toEqual([['Hello'], ['שלום', 'יש נעליים?', 'מידה 38'].sort()].sort());
});
