import { getExecution } from '../../host/editor/executions';
import { postToWebhook } from '../../host/editor/webhook';
import { createAndPublish } from '../../host/editor/workflows';
import { poll } from '../../host/poll';
import { customers, inParallel, shuffled } from '../support/n8n/customers';
import { allBecome, allExecutions, allStarted, noOp, triggerFlow } from '../support/n8n/triggerEditor';
import { after, ASK, waitFlow } from '../support/n8n/waitFlow';
import { testWorld } from '../support/n8n/world';
import { message, post } from '../support/triggerPosts';

/** The one setting that the documentation advises for bursts. */
const world = testWorld({ N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' });

/** As many questions are open at once; 300 by hand, for they take four minutes on a busy machine. */
const CUSTOMERS = Number(process.env.QUESTIONS ?? 24);

const PATIENCE_MS = 5 * 60_000;

const LABELS = ['Confirm', 'Move', 'Cancel'];

const numbers = customers(CUSTOMERS);

const customer = (index: number) => numbers[index]!;

const choice = (index: number) => (index * 7) % LABELS.length;

it(`${CUSTOMERS} questions by template, n8n dies and comes back, and each is woken by its own answer alone`, async () => {
	const { session, credential, sandbox, account, n8n } = world();
	const { provider } = sandbox;
	// What is told here is who is woken by what, not how soon a busy machine responds.
	provider.webhooks.settings.timeoutMs = PATIENCE_MS;
	const trigger = await createAndPublish(session, triggerFlow(credential, {}, [noOp]));
	const asking = await createAndPublish(
		session,
		waitFlow(
			credential,
			{
				sendAs: 'template',
				template: { __rl: true, mode: 'name', value: 'appointment_reminder' },
				variables: {
					mappingMode: 'defineBelow',
					value: { bodyVariable1: 'נועה', bodyVariable2: 'Sunday', bodyVariable3: '10:00' },
				},
				responseType: 'buttons',
				buttons: { button: LABELS.map((text) => ({ text, id: '' })) },
			},
			LABELS.length + 1,
		),
	);
	const everybody = Array.from({ length: CUSTOMERS }, (_, index) => index);
	await inParallel(everybody, async (index) => {
		expect(await postToWebhook(n8n.url, asking, { to: customer(index) })).toMatchObject({ status: 200 });
	});
	const all = { count: CUSTOMERS, timeoutMs: PATIENCE_MS };
	await allBecome(session, asking, { ...all, status: 'waiting' });
	await n8n.kill();
	await n8n.start();
	await allBecome(session, asking, { ...all, status: 'waiting' });

	const questionOf = (index: number) =>
		account.customers.find(customer(index))!.messages.find(({ by }) => by === 'business')!;
	const { url } = provider.accounts.get().webhook;
	/** As 99digital does: what is answered with 503 comes again. */
	const bring = async (event: object) => {
		await poll(async () => ((await post(url, event)).status === 200 ? true : undefined), {
			what: 'the event to be taken',
			timeoutMs: PATIENCE_MS,
		});
	};
	const tap = (unique: string, index: number, more: object) =>
		message(unique, {
			from: customer(index),
			type: 'button',
			body: LABELS[choice(index)],
			quoteUnique: questionOf(index).unique,
			...more,
		});

	// Of every tenth customer: another message's quote, somebody else's tap, a typing mistake.
	const misses = shuffled(CUSTOMERS).filter((index) => index % 10 === 0);
	await inParallel(misses, async (index) => {
		await bring(tap(`other quote ${index}`, index, { quoteUnique: questionOf((index + 1) % CUSTOMERS).unique }));
		await bring(tap(`stranger ${index}`, index, { from: `97259${String(index).padStart(7, '0')}` }));
		await bring(tap(`typo ${index}`, index, { type: 'text', body: `${LABELS[choice(index)]}m` }));
	});
	const statuses = (await allExecutions(session, asking)).map(({ status }) => status);
	expect(statuses).toEqual(Array(CUSTOMERS).fill('waiting'));

	// By turns: with the quote, without it, typed with it, typed without it.
	const forms = [{}, { quoteUnique: false }, { type: 'text' }, { type: 'text', quoteUnique: false }];
	await inParallel(shuffled(CUSTOMERS), async (index) => await bring(tap(`answer ${index}`, index, forms[index % 4]!)));
	await allBecome(session, asking, { ...all, status: 'success' });

	const executions = await allExecutions(session, asking);
	expect(executions).toHaveLength(CUSTOMERS);
	const answered = new Set<string>();
	for (const { id } of executions) {
		const { runs } = await getExecution(session, id);
		const reached = LABELS.concat('No Answer').flatMap((_, output) => (runs[after(output)] ? [output] : []));
		expect([runs[ASK]?.length, reached.length]).toEqual([1, 1]);
		const { json } = runs[after(reached[0]!)]![0]!.data!.main[0]![0]!;
		const index = numbers.indexOf(String(json.linked));
		answered.add(String(json.linked));
		expect(json).toMatchObject({ index: choice(index), from: customer(index), messageId: `answer ${index}` });
		expect(reached).toEqual([choice(index)]);
	}
	expect(answered.size).toBe(CUSTOMERS);
	expect(await allStarted(session, trigger)).toHaveLength(3 * misses.length);
});
