import { poll } from '../../host/poll';
import {
	createAndPublish,
	createWorkflow,
	publishWorkflow,
	unpublishWorkflow,
	updateWorkflow,
} from '../../host/editor/workflows';
import type { Workflow } from '../../host/editor/types';
import { serve, type Server } from '../support/server';
import { allExecutions, allStarted, listenForTest, noOp, triggerFlow } from '../support/n8n/triggerEditor';
import { message, post } from '../support/triggerPosts';
import { testWorld } from '../support/n8n/world';

const world = testWorld();

const CUSTOMER = '972501234567';

let crm: Server;

beforeEach(async () => {
	crm = await serve({});
	world().sandbox.provider.reset();
	webhook().url = `${crm.url}/hook?token=crm`;
});

afterEach(() => crm.close());

const webhook = () => world().sandbox.provider.accounts.get().webhook;

const phone = () => world().sandbox.provider.phone(CUSTOMER);

const reply = (name: string, body: string) => ({
	name,
	type: 'n8n-nodes-99digital.ninetyNineDigital',
	parameters: {
		resource: 'message',
		operation: 'sendButtons',
		to: '={{ $json.from }}',
		body,
		buttons: {
			button: [
				{ text: 'Yes 👍', id: 'yes' },
				{ text: 'No', id: 'no' },
			],
		},
	},
});

async function publish(parameters: Record<string, unknown>, followers = [noOp]): Promise<Workflow> {
	const { session, credential } = world();
	const workflow = await createAndPublish(session, triggerFlow(credential, parameters, followers));
	return workflow;
}

/** What the customer has received so far. */
const received = () =>
	world()
		.sandbox.provider.accounts.get()
		.customers.at(CUSTOMER)
		.messages.filter(({ by }) => by === 'business')
		.map(({ text }) => text);

const runs = async (workflow: Workflow, count: number) =>
	await poll(
		async () => {
			const started = await allExecutions(world().session, workflow);
			return started.length >= count && started.every(({ status }) => status === 'success') ? started : undefined;
		},
		{ what: `${count} runs` },
	);

describe('a published workflow', () => {
	it('registers, answers a tap on its own question, and leaves the account as it was', async () => {
		const { session, n8n } = world();
		const workflow = await publish({ outputs: 'perAnswer', answers: { answer: [{ match: 'yes' }, { match: 'No' }] } }, [
			reply('Yes', '=See you, {{ $json.name }}!'),
			reply('No', 'Another time.'),
			reply('Other', 'Coming tomorrow?'),
		]);
		expect(webhook().url).toMatch(new RegExp(`^${n8n.url}/webhook/.*[?]secret=[\\w-]{43}$`));

		phone().write('Hello');
		await poll(() => (received().length === 1 ? true : undefined), { what: 'the question' });
		phone().tap('yes');
		await poll(() => (received().length === 2 ? true : undefined), { what: 'the answer to Yes' });
		phone().tap('No');
		await poll(() => (received().length === 3 ? true : undefined), { what: 'the answer to No' });
		expect(received()).toEqual(['Coming tomorrow?', 'See you, Customer!', 'Another time.']);

		await runs(workflow, 3);
		const [no, yes] = await allStarted(session, workflow);
		expect(yes!.items[0]!.json).toMatchObject({
			event: 'button',
			from: CUSTOMER,
			answerId: 'yes',
			answerText: 'Yes 👍',
		});
		expect(no!.items[0]!.json).toMatchObject({ answerId: 'no' });
		expect(crm.requests).toHaveLength(3);

		await unpublishWorkflow(session, workflow);
		expect(webhook().url).toBe(`${crm.url}/hook?token=crm`);
	});

	it('is known after a restart of n8n, and knows its repeats', async () => {
		const { session, n8n } = world();
		const workflow = await publish({});
		const { url } = webhook();
		await post(url, message('M1'));
		await n8n.stop();
		await n8n.start();
		expect(await post(url, message('M1'))).toMatchObject({ status: 200 });
		expect(await post(url, message('M2'))).toMatchObject({ status: 200 });
		await runs(workflow, 2);
		expect(await allExecutions(session, workflow)).toHaveLength(2);
		await unpublishWorkflow(session, workflow);
		expect(webhook().url).toBe(`${crm.url}/hook?token=crm`);
	});

	it('may be changed and published again', async () => {
		const { session, credential } = world();
		const workflow = await publish({});
		const { name, nodes, connections } = triggerFlow(credential, { events: ['status'] }, [noOp]);
		const [, ...others] = workflow.nodes;
		const changed = { ...nodes[0]!, id: workflow.nodes[0]!.id, webhookId: workflow.nodes[0]!.webhookId };
		const again = await updateWorkflow(session, workflow.id, { name, connections, nodes: [changed, ...others] });
		await publishWorkflow(session, again);
		expect(webhook()).toMatchObject({ readStatus: true });
		await unpublishWorkflow(session, again);
		expect(webhook()).toMatchObject({ url: `${crm.url}/hook?token=crm`, readStatus: false });
	});

	it('is unpublished while 99digital is down, with a warning', async () => {
		const { session, sandbox, n8n } = world();
		const workflow = await publish({});
		sandbox.provider.behaviours.add({ effect: 'http502' });
		await unpublishWorkflow(session, workflow);
		expect(n8n.log()).toContain('could not be put back');
	});

	it('is not published with a wrong key, and says which field is wrong', async () => {
		const { session, sandbox, credential } = world();
		sandbox.provider.behaviours.add({ effect: 'refuse', reason: 3, operation: 'getWebhook' });
		const workflow = await createWorkflow(session, triggerFlow(credential, {}, [noOp]));
		await expect(publishWorkflow(session, workflow)).rejects.toThrow('API key');
		expect(webhook().url).toBe(`${crm.url}/hook?token=crm`);
	});
});

describe('a test in the editor, while the same workflow is published', () => {
	it('gets the event, and so do the published workflow and the CRM', async () => {
		const { session } = world();
		const workflow = await publish({});
		const live = webhook().url;
		await listenForTest(session, workflow);
		expect(webhook().url).toContain('/webhook-test/');
		phone().write('Hello');
		const started = await runs(workflow, 2);
		expect(started.map(({ mode }) => mode).sort()).toEqual(['manual', 'webhook']);
		await poll(() => (webhook().url === live ? true : undefined), { what: 'the address of the published workflow' });
		expect(crm.requests).toHaveLength(1);
		await unpublishWorkflow(session, workflow);
		expect(webhook().url).toBe(`${crm.url}/hook?token=crm`);
	});
});

it.each([
	['null', null, 400],
	['a list', [], 400],
	['a text', '"hook"', 400],
	['no JSON', '{', 422],
	['an event in the prototype', '{"__proto__":{"hook":"new","unique":"M1","from":"1"}}', 400],
	['a thousand levels', `{"hook":"new","unique":"M1","from":"1","body":${'['.repeat(1000)}${']'.repeat(1000)}}`, 400],
])('junk starts nothing and breaks nothing: %s', async (_, body, status) => {
	const { session } = world();
	const workflow = await publish({});
	expect(await post(webhook().url, body)).toMatchObject({ status });
	expect(await post(webhook().url.split('?')[0]!, body)).toMatchObject({ status: status === 422 ? 422 : 401 });
	expect(await allExecutions(session, workflow)).toEqual([]);
	await unpublishWorkflow(session, workflow);
});
