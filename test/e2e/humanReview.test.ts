import { randomUUID } from 'node:crypto';

import { executionIds, getExecution } from '../../host/editor/executions';
import { saveCredential } from '../../host/editor/credentials';
import type { Execution, Workflow, WorkflowFile, WorkflowNode } from '../../host/editor/types';
import { postToWebhook } from '../../host/editor/webhook';
import { createAndPublish } from '../../host/editor/workflows';
import { poll } from '../../host/poll';
import { node } from '../support/n8n/nodes';
import { noOp, triggerFlow } from '../support/n8n/triggerEditor';
import { startLlm, type Llm, type LlmAnswer, type LlmRequest } from '../support/n8n/llm';
import { sharedWorld } from '../support/n8n/world';

const world = sharedWorld();

const MANAGER = '972501112233';
const CUSTOMER = '972501234567';
const MESSAGE = 'Your refund of 200 ₪ is on its way';

/** An agent that wants to write to the customer, and then says what came of it. */
const script = ({ messages, tools }: LlmRequest): LlmAnswer => {
	const result = messages.find(({ role }) => role === 'tool');
	if (result) return { text: `I was told: ${JSON.stringify(result.content)}` };
	const given = { toolParameters: { customer: CUSTOMER, words: MESSAGE }, hitlParameters: { approved: true } };
	return { tool: tools[0]!.name, arguments: given };
};

let llm: Llm;
let workflow: Workflow;

const wire = (name: string, type: string) => ({ [type]: [[{ node: name, type, index: 0 }]] });

function agentFlow(credentials: WorkflowNode['credentials'], model: WorkflowNode['credentials']): WorkflowFile {
	const path = randomUUID();
	return {
		name: 'An agent that asks before it acts',
		nodes: [
			node('Webhook', 'n8n-nodes-base.webhook', 2.1, {
				webhookId: path,
				parameters: { path, httpMethod: 'POST', responseMode: 'onReceived', options: {} },
			}),
			node('AI Agent', '@n8n/n8n-nodes-langchain.agent', 3.1, {
				parameters: { promptType: 'define', text: 'Tell the customer that the refund is coming', options: {} },
			}),
			node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, {
				parameters: { model: { __rl: true, mode: 'id', value: 'stand-in' }, options: {} },
				credentials: model,
			}),
			node('Ask the manager', 'n8n-nodes-99digital.ninetyNineDigitalHitlTool', 1, {
				parameters: { to: MANAGER, approveLabel: 'מאשר 👍', disapproveLabel: 'לא' },
				credentials,
			}),
			node('Write to the customer', 'n8n-nodes-99digital.ninetyNineDigitalTool', 1, {
				parameters: {
					resource: 'message',
					operation: 'sendText',
					to: "={{ $fromAI('customer', 'The number', 'string') }}",
					body: "={{ $fromAI('words', 'What to write', 'string') }}",
				},
				credentials,
			}),
		],
		connections: {
			Webhook: wire('AI Agent', 'main'),
			Model: wire('AI Agent', 'ai_languageModel'),
			'Ask the manager': wire('AI Agent', 'ai_tool'),
			'Write to the customer': wire('Ask the manager', 'ai_tool'),
		} as unknown as WorkflowFile['connections'],
		settings: { executionOrder: 'v1' },
	};
}

beforeAll(async () => {
	llm = await startLlm(script);
	const { session, credential, sandbox } = world();
	sandbox.provider.phone(MANAGER).write('Good morning');
	sandbox.provider.phone(CUSTOMER).write('Where is my money?');
	const openAi = await saveCredential(session, {
		name: 'A model',
		type: 'openAiApi',
		data: { apiKey: 'none', url: llm.url },
	});
	await createAndPublish(session, triggerFlow(credential, {}, [noOp]));
	const file = agentFlow({ [credential.type]: credential }, { [openAi.type]: openAi });
	workflow = await createAndPublish(session, file);
});

afterAll(async () => await llm?.close());

const written = (number: string) =>
	world()
		.account.customers.find(number)!
		.messages.filter(({ by }) => by === 'business');

/** The newest execution, once it is in this state. */
const execution = async (status: Execution['status']) =>
	await poll(
		async () => {
			const [id] = await executionIds(world().session, workflow);
			const found = id === undefined ? undefined : await getExecution(world().session, id);
			if (found?.status === 'error') throw new Error(JSON.stringify(found.error ?? found.runs));
			return found?.status === status ? found : undefined;
		},
		{ what: `the agent to be ${status}`, timeoutMs: 120_000 },
	);

const outputOf = ({ runs }: Execution) => runs['AI Agent']!.at(-1)!.data!.main[0]![0]!.json.output;

it('n8n lists the node among those with which a person can review what an agent does', async () => {
	const types = await world().session.call<Array<{ name: string; properties: Array<{ name: string }> }>>(
		'GET',
		'/types/nodes.json',
	);
	const review = types.find(({ name }) => name === 'n8n-nodes-99digital.ninetyNineDigitalHitlTool');
	expect(review?.properties.map(({ name }) => name)).toEqual(expect.arrayContaining(['message', 'to', 'approvalType']));
});

it.each([
	['מאשר 👍', [MESSAGE], /messageId/],
	['לא', [], /rejected/],
])('the agent acts only as the manager says on WhatsApp: %s', async (label, messages, told) => {
	const { n8n, sandbox } = world();
	const before = written(CUSTOMER).length;
	const asked = written(MANAGER).length;
	expect(await postToWebhook(n8n.url, workflow, {})).toMatchObject({ status: 200 });
	await execution('waiting');
	expect(written(CUSTOMER)).toHaveLength(before);
	expect(written(MANAGER)).toHaveLength(asked + 1);
	expect(written(MANAGER).at(-1)!.text).toContain(`customer: "${CUSTOMER}"\nwords: "${MESSAGE}"`);

	sandbox.provider.phone(MANAGER).tap(label);
	const ended = await execution('success');
	expect(
		written(CUSTOMER)
			.slice(before)
			.map(({ text }) => text),
	).toEqual(messages);
	expect(outputOf(ended)).toMatch(told);
});
