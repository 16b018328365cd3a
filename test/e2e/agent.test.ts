import { randomUUID } from 'node:crypto';
import { saveCredential } from '../../host/editor/credentials';
import type { Credential, WorkflowNode } from '../../host/editor/types';
import { createAndPublish, unpublishWorkflow } from '../../host/editor/workflows';
import { ReadyCustomer } from '../support/n8n/customer';
import { ACTION, names } from '../support/n8n/flow';
import { startLlm, toolAnswers, type Llm } from '../support/n8n/llm';
import { Ready } from '../support/n8n/ready';
import { publishAndPost } from '../support/n8n/run';
import { sharedWorld } from '../support/n8n/world';

const CUSTOMER = '972501234567';

const LANGCHAIN = '@n8n/n8n-nodes-langchain.';

const world = sharedWorld();

let llm: Llm;

beforeEach(() => world().sandbox.provider.reset());
afterEach(() => llm.close());

const customer = () => new ReadyCustomer(world(), CUSTOMER);

async function startModel(script: Parameters<typeof startLlm>[0]): Promise<Credential> {
	llm = await startLlm(script);
	const data = { apiKey: 'key-of-the-model', url: llm.url };
	return await saveCredential(world().session, { name: 'The model', type: 'openAiApi', data });
}

/** A field that the model fills in, as n8n's editor writes it. */
const fromAi = (key: string, description: string) => `={{ $fromAI('${key}', \`${description}\`, 'string') }}`;

const parameters = {
	resource: 'message',
	operation: 'sendButtons',
	to: fromAi('To', 'Phone number of the customer'),
	body: fromAi('Body', 'The question'),
	buttons: { button: [{ text: fromAi('Button', 'What the button says, at most 20 characters'), id: 'yes' }] },
};

/** A post `{ ask }` is handed to an agent whose only tool is the 99digital node; the agent's words are answered. */
async function ask(credential: Credential, onError?: WorkflowNode['onError'], output: object = {}) {
	const own = world().credential;
	const node = (name: string, type: string, typeVersion: number, rest: Partial<WorkflowNode>): WorkflowNode => ({
		...{ id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters: {} },
		...rest,
	});
	const webhookId = randomUUID();
	const webhook = { path: webhookId, httpMethod: 'POST', responseMode: 'lastNode', options: {} };
	const model = { model: { __rl: true, mode: 'id', value: 'gpt-5-mini' }, responsesApiEnabled: false, options: {} };
	const feeds = (type: string) => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] }) as never;
	const file = {
		name: `e2e ${webhookId}`,
		nodes: [
			node(names.trigger, 'n8n-nodes-base.webhook', 2.1, { webhookId, parameters: webhook }),
			node('Agent', `${LANGCHAIN}agent`, 3.1, { parameters: { promptType: 'define', text: '={{ $json.body.ask }}' } }),
			node('Model', `${LANGCHAIN}lmChatOpenAi`, 1.3, { parameters: model, credentials: { openAiApi: credential } }),
			node('WhatsApp', `${ACTION}Tool`, 1, {
				...{ parameters: { ...parameters, ...output }, onError },
				credentials: { [own.type]: own },
			}),
		],
		connections: {
			[names.trigger]: { main: [[{ node: 'Agent', type: 'main' as const, index: 0 }]] },
			Model: feeds('ai_languageModel'),
			WhatsApp: feeds('ai_tool'),
		},
		settings: { executionOrder: 'v1' },
	};
	return await publishAndPost(world(), file, { ask: 'Ask 050-123-4567 whether the shoes fit' });
}

const good = { tool: 'WhatsApp', arguments: { To: '050-123-4567', Body: 'Do the shoes fit? 👟', Button: 'Yes' } };

const bad = { tool: 'WhatsApp', arguments: { ...good.arguments, Button: 'Yes, they fit me very well' } };

/** A model that does not know the number. */
const invented = { ...good, arguments: { ...good.arguments, To: 'the customer' } };

const done = { text: 'I have asked.' };

/** No key of the account has been shown to the model. */
function expectNoKey(): void {
	const { apiKey } = world().sandbox.provider.accounts.get();
	for (const { seen } of llm.requests) expect(seen).not.toContain(apiKey);
}

describe('an AI agent with the 99digital node as its tool', () => {
	it('learns what the tool is for, sends with it, and hears what became of it', async () => {
		customer().phone.write('Hello');
		const { answer } = await ask(await startModel([good, done]));
		expect(answer).toMatchObject({ status: 200, body: { output: done.text } });

		const [first, second] = llm.requests;
		expect(first!.tools).toEqual([
			expect.objectContaining({
				name: 'WhatsApp',
				description: 'Send buttons in 99digital',
				parameters: expect.objectContaining({
					properties: {
						To: { type: 'string', description: 'Phone number of the customer' },
						Body: { type: 'string', description: 'The question' },
						Button: { type: 'string', description: 'What the button says, at most 20 characters' },
					},
					required: ['To', 'Body', 'Button'],
				}) as unknown,
			}),
		]);
		expect(customer().received).toEqual([
			expect.objectContaining({ kind: 'buttons', text: 'Do the shoes fit? 👟', buttons: [{ text: 'Yes', id: 'yes' }] }),
		]);
		const [told] = toolAnswers(second!);
		expect(told).toContain(customer().received[0]!.unique);
		expect(told).toMatch(/"windowMinutesLeft":\d+/);
		expectNoKey();
	});

	it.each([undefined, 'continueRegularOutput'] as const)(
		'is told in words what was wrong with its message, and does better (on error: %s)',
		async (onError) => {
			customer().phone.write('Hello');
			const { answer } = await ask(await startModel([bad, invented, good, done]), onError);
			expect(answer).toMatchObject({ status: 200, body: { output: done.text } });
			expect(toolAnswers(llm.requests[2]!)).toEqual([
				expect.stringContaining('26 characters; at most 20'),
				expect.stringMatching(/the customer.*must be a phone number/),
			]);
			expect(customer().received).toHaveLength(1);
			expectNoKey();
		},
	);

	it.each([undefined, 'continueRegularOutput'] as const)(
		'is told in words why 99digital has refused (on error: %s)',
		async (onError) => {
			const { answer } = await ask(await startModel([good, done]), onError);
			expect(answer).toMatchObject({ status: 200 });
			const [told] = toolAnswers(llm.requests[1]!);
			expect(told).toContain('24-hour window is closed: this customer has never written to you');
			// n8n hands an agent only the message of a node that fails, and the whole item of one that continues.
			if (onError) expect(told).toContain('Use Send Template for the first message');
			expectNoKey();
		},
	);
});

describe('an AI agent is handed of a message that went out', () => {
	it.each([
		[{ output: 'selected', outputFields: 'sentAs, windowMinutesLeft' }, ['sentAs', 'windowMinutesLeft']],
		[{ output: 'raw' }, ['reason', 'status', 'unique']],
	])('what its tool says: %j', async (output, fields) => {
		customer().phone.write('Hello');
		await ask(await startModel([good, done]), undefined, output);
		const [told] = toolAnswers(llm.requests[1]!);
		const [item] = [JSON.parse(told!) as object].flat() as object[];
		const known = ['reason', 'sentAs', 'sentAt', 'status', 'unique', 'windowMinutesLeft'];
		expect(
			Object.keys(item!)
				.filter((key) => known.includes(key))
				.sort(),
		).toEqual(fields);
	});
});

describe('the ready workflow ai-agent-answers', () => {
	let ready: Ready;

	afterEach(() => ready.unpublish());

	it('talks with a customer, and cannot write to anybody else', async () => {
		const model = await startModel([
			{
				tool: 'Offer_two_buttons',
				arguments: { question: 'איזו מידה? 👟', button1: '38', button2: '39', to: '972509999999' },
			},
			{ text: 'Sent.' },
			{ tool: 'Write_a_text', arguments: { text: 'We keep them for you.' } },
			{ text: 'Sent.' },
		]);
		ready = await Ready.publish(world(), 'ai-agent-answers', { credentials: [model] });
		customer().phone.write('יש נעלי ריצה?');
		expect(await customer().receives(1)).toMatchObject({
			kind: 'buttons',
			text: 'איזו מידה? 👟',
			buttons: [{ text: '38' }, { text: '39' }],
		});
		await ready.green(1);
		customer().phone.tap('38');
		expect(await customer().receives(2)).toMatchObject({ kind: 'text', text: 'We keep them for you.' });
		await ready.green(2);

		expect(world().account.customers.find('972509999999')).toBeUndefined();
		const { tools, messages } = llm.requests[2]!;
		for (const { description, parameters: schema } of tools) {
			expect(description).toContain('WhatsApp');
			expect(Object.keys(schema.properties)).not.toContain('to');
			for (const property of Object.values(schema.properties)) expect(property.description).toMatch(/\w+ \w+/);
		}
		expect(messages.map(({ content }) => content)).toEqual(
			expect.arrayContaining(['Customer writes: יש נעלי ריצה?', 'Customer writes: 38']),
		);
		expectNoKey();
	});
});

it('an agent and a memory at their defaults: two customers have two conversations, five quick messages one answer', async () => {
	const model = await startModel(() => ({ text: 'Sure 👟' }));
	const own = world().credential;
	const credentials = { [own.type]: own };
	const box = (name: string, type: string, typeVersion: number, rest: Partial<WorkflowNode>): WorkflowNode => ({
		...{ id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters: {} },
		...rest,
	});
	const gpt = { model: { __rl: true, mode: 'id', value: 'gpt-5-mini' }, responsesApiEnabled: false, options: {} };
	const answer = {
		...{ resource: 'message', operation: 'sendText', body: '={{ $json.output }}' },
		to: "={{ $('Customer writes').item.json.from }}",
	};
	const feeds = (type: string, to: string) => ({ [type]: [[{ node: to, type, index: 0 }]] }) as never;
	const workflow = await createAndPublish(world().session, {
		name: 'e2e conversations',
		nodes: [
			box('Customer writes', `${ACTION}Trigger`, 1.1, {
				...{ webhookId: randomUUID(), credentials },
				parameters: { options: { batchSeconds: 3 } },
			}),
			box('Agent', `${LANGCHAIN}agent`, 3.1, {}),
			box('Model', `${LANGCHAIN}lmChatOpenAi`, 1.3, { parameters: gpt, credentials: { openAiApi: model } }),
			box('Memory', `${LANGCHAIN}memoryBufferWindow`, 1.3, {}),
			box('Answer', ACTION, 1, { parameters: answer, credentials }),
		],
		connections: {
			'Customer writes': feeds('main', 'Agent'),
			Agent: feeds('main', 'Answer'),
			Model: feeds('ai_languageModel', 'Agent'),
			Memory: feeds('ai_memory', 'Agent'),
		},
		settings: { executionOrder: 'v1' },
	});
	try {
		const two = [customer(), new ReadyCustomer(world(), '972509999999')];
		const lines = ['שלום', 'יש נעליים?', 'נעלי ריצה', 'מידה 38', 'תודה'];
		for (const line of lines) for (const { phone, number } of two) phone.write(`${line} ${number}`);
		for (const one of two) expect(await one.receives(1)).toMatchObject({ text: 'Sure 👟' });
		for (const { phone, number } of two) phone.write(`And now? ${number}`);
		for (const one of two) await one.receives(2);

		expect(two.map(({ received }) => received.length)).toEqual([2, 2]);
		expect(llm.requests).toHaveLength(4);
		for (const { number } of two) {
			const others = two.filter((one) => one.number !== number).map((one) => one.number);
			const own = llm.requests.filter(({ seen }) => seen.includes(number));
			expect(own).toHaveLength(2);
			expect(own.filter(({ seen }) => others.some((other) => seen.includes(other)))).toEqual([]);
			for (const line of lines) for (const { seen } of own) expect(seen).toContain(`${line} ${number}`);
		}
	} finally {
		await unpublishWorkflow(world().session, workflow);
	}
});
