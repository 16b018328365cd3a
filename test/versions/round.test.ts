import { mkdirSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { testCredential } from '../../host/editor/credentials';
import { executionIds, finishedExecution, listExecutions } from '../../host/editor/executions';
import type { Workflow, WorkflowFile } from '../../host/editor/types';
import { postToWebhook } from '../../host/editor/webhook';
import { createAndPublish, unpublishWorkflow } from '../../host/editor/workflows';
import { poll } from '../../host/poll';
import { inProject } from '../../host/project';
import { credentialData } from '../../host/world';
import { ACTION, flow, names, sendButtons } from '../support/n8n/flow';
import { node, to } from '../support/n8n/nodes';
import { output, publishAndPost } from '../support/n8n/run';
import { noOp, triggerFlow } from '../support/n8n/triggerEditor';
import { after, ASK, waitFlow } from '../support/n8n/waitFlow';
import { startTlsProxy, type TlsProxy } from '../support/n8n/tlsProxy';
import { testWorld } from '../support/n8n/world';
import { message, post } from '../support/triggerPosts';
import { CUSTOMER } from '../support/provider';
import { tested } from './tested';

const { version, folder, waits } = tested(process.env.TESTED_N8N);

let proxy: TlsProxy;

const environment = {
	N8N_PROXY_HOPS: '1',
	// An older n8n does not start if it does not know a module that is to be left out.
	N8N_DISABLED_MODULES: '',
	// In memory, as n8n 1 keeps files unless told otherwise, no link leads to them.
	N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
};

const world = testWorld(environment, async (port) => {
	proxy = await startTlsProxy(port);
	return { version: folder, more: { WEBHOOK_URL: proxy.url, NODE_EXTRA_CA_CERTS: proxy.caFile }, sandboxCa: proxy.ca };
});

afterAll(async () => await proxy?.close());

/** What the table of versions says of each part. */
const cells: Record<string, string> = {};

afterAll(() => {
	mkdirSync(inProject('build', 'versions'), { recursive: true });
	writeFileSync(inProject('build', 'versions', `${version}.json`), JSON.stringify(cells));
});

/** A test of one row of the table; its cell stays empty when it is red. */
const row = (name: string, work: () => Promise<string | void>) =>
	it(name, async () => {
		const cell = await work();
		cells[name] = cell ?? '✓';
	});

const account = () => world().sandbox.provider.accounts.get();

const received = () =>
	account()
		.customers.at(CUSTOMER)
		.messages.filter(({ by }) => by === 'business');

async function send(parameters: Record<string, unknown>, items: object[] = [{}]) {
	const { credential } = world();
	const file = flow({
		parameters,
		onError: 'continueErrorOutput',
		credentials: { [credential.type]: credential },
	});
	return (await publishAndPost(world(), file, { items })).execution;
}

const template = { __rl: true, mode: 'list', value: 'appointment_reminder_he' };

beforeEach(() => {
	world().sandbox.provider.reset();
	world().sandbox.provider.phone(CUSTOMER).write('Hello');
});

describe(`n8n ${version}`, () => {
	row('The package is loaded', async () => {
		const types = await world().session.call<Array<{ name: string }>>('GET', '/types/nodes.json');
		expect(types.map(({ name }) => name)).toEqual(expect.arrayContaining([ACTION, `${ACTION}Trigger`]));
	});

	row('Test of the credential, and its refusals', async () => {
		const { session, credential, sandbox } = world();
		const test = async (change: object) =>
			await testCredential(session, credential, { ...credentialData(sandbox), ...change });
		expect(await test({})).toMatchObject({ status: 'OK' });
		expect(await test({ apiKey: 'another-key' })).toMatchObject({ status: 'Error' });
		expect(await test({ from: '972770000000' })).toMatchObject({ status: 'Error' });
	});

	row('Send buttons, a list, a template', async () => {
		const [to_, body] = [CUSTOMER, 'What can we do for you?'];
		await send({ ...sendButtons, to: to_, body });
		const items = { item: [{ title: 'Order', description: '', id: 'order' }] };
		await send({ resource: 'message', operation: 'sendList', to: to_, body, buttonText: 'Menu', items });
		const value = { bodyVariable1: 'דנה', bodyVariable2: 'מחר', bodyVariable3: '10:30' };
		const variables = { mappingMode: 'defineBelow', value };
		await send({ resource: 'message', operation: 'sendTemplate', to: to_, template, variables });
		expect(received().map(({ kind }) => kind)).toEqual(['buttons', 'list', 'template']);
		expect(received()[2]).toMatchObject({ text: expect.stringContaining('דנה') as unknown });
	});

	row('Bad items go to the error output', async () => {
		const parameters = { resource: 'message', operation: 'sendText', to: '={{ $json.to }}', body: 'Hello' };
		const execution = await send(parameters, [{ to: CUSTOMER }, { to: 'call me' }]);
		expect(output(execution, names.action)).toHaveLength(1);
		expect(output(execution, names.action, 1)).toHaveLength(1);
	});

	row('List of templates and fields of their variables', async () => {
		const { session, credential } = world();
		const body = (more: object) => ({
			nodeTypeAndVersion: { name: ACTION, version: 1 },
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
			currentNodeParameters: { resource: 'message', operation: 'sendTemplate', template },
			...more,
		});
		const asked = async (kind: string, more: object) =>
			JSON.stringify(await session.call('POST', `/rest/dynamic-node-parameters/${kind}`, { body: body(more) }));
		const picker = { path: 'parameters.template', methodName: 'searchTemplates' };
		expect(await asked('resource-locator-results', picker)).toContain('appointment_reminder_he');
		const mapper = { path: 'parameters.variables', methodName: 'getTemplateVariables' };
		expect(await asked('resource-mapper-fields', mapper)).toContain('bodyVariable3');
	});

	row('Send Once Key', async () => {
		const { credential, session, n8n } = world();
		const parameters = { ...sendButtons, options: { sendOnceKey: '={{ $json.key }}' } };
		const credentials = { [credential.type]: credential };
		const workflow = await createAndPublish(session, flow({ parameters, credentials }));
		const items = [1, 2].map(() => ({ to: CUSTOMER, body: 'Once', key: 'order 7' }));
		for (let time = 0; time < 2; time++) await postToWebhook(n8n.url, workflow, { items });
		expect(received()).toHaveLength(1);
	});

	describe('with a published trigger', () => {
		let workflow: Workflow;

		beforeEach(async () => {
			account().webhook.url = 'https://crm.example.com/hook';
			workflow = await createAndPublish(world().session, triggerFlow(world().credential, {}, [noOp]));
		});
		afterEach(async () => {
			if (account().webhook.url.includes('localhost')) await unpublishWorkflow(world().session, workflow);
		});

		/** The trigger's address past the proxy, whose certificate the tests do not know. */
		const listener = () => {
			const { pathname, search } = new URL(account().webhook.url);
			return `${world().n8n.url}${pathname}${search}`;
		};

		const runs = async (count: number) =>
			await poll(
				async () => {
					const executions = await listExecutions(world().session, workflow);
					return executions.length >= count && executions.every(({ status }) => status === 'success')
						? executions.length
						: undefined;
				},
				{ what: `${count} runs of the trigger` },
			);

		row('Trigger: publish, event, repeat, forgery, unpublish', async () => {
			const url = listener();
			expect(url).toMatch(/secret=/);
			expect(await post(url, message('M1'))).toMatchObject({ status: 200 });
			expect(await post(url, message('M1'))).toMatchObject({ status: 200 });
			expect((await post(url.replace(/secret=.*/, 'secret=guessed'), message('M2'))).status).not.toBe(200);
			expect(await post(url, message('M3'))).toMatchObject({ status: 200 });
			expect(await runs(2)).toBe(2);
			await unpublishWorkflow(world().session, workflow);
			expect(account().webhook.url).toBe('https://crm.example.com/hook');
		});

		row('Send a file of the workflow', async () => {
			const path = randomUUID();
			const { credential, session, n8n } = world();
			const parameters = { resource: 'message', operation: 'sendFile', to: CUSTOMER, fileFrom: 'binary' };
			const file: WorkflowFile = {
				name: `file ${path}`,
				nodes: [
					node('Webhook', 'n8n-nodes-base.webhook', 2, {
						webhookId: path,
						parameters: { path, httpMethod: 'POST', responseMode: 'lastNode', options: {} },
					}),
					node('Make a file', 'n8n-nodes-base.convertToFile', 1.1, {
						parameters: {
							operation: 'toText',
							sourceProperty: 'body.text',
							options: { fileName: 'הזמנה 7.txt' },
						},
					}),
					node(names.action, ACTION, 1, { parameters, credentials: { [credential.type]: credential } }),
				],
				connections: { Webhook: { main: [to('Make a file')] }, 'Make a file': { main: [to(names.action)] } },
				settings: { executionOrder: 'v1' },
			};
			const asking = await createAndPublish(session, file);
			await postToWebhook(n8n.url, asking, { text: 'Seven shoes' });
			const [newest] = await executionIds(session, asking);
			const execution = await finishedExecution(session, newest!);
			expect(execution.error).toBeUndefined();
			const media = await poll(() => received()[0]?.media?.file ?? received()[0]?.media?.problem, { what: 'the file' });
			expect(media).toMatchObject({ name: 'הזמנה 7.txt', bytes: 11 });
		});

		const question = {
			responseType: 'approval',
			approvalType: 'double',
		};

		/** Asks, and gives the execution once it waits or has ended. */
		async function ask(more: object = {}) {
			const { session, credential, n8n } = world();
			const asking = await createAndPublish(session, waitFlow(credential, { ...question, ...more }, 3));
			await postToWebhook(n8n.url, asking, { to: CUSTOMER });
			const ended = async (...statuses: string[]) =>
				await poll(
					async () => {
						const [newest] = await listExecutions(session, asking);
						return newest && statuses.includes(newest.status) ? newest : undefined;
					},
					{ what: `the question to be ${statuses.join(' or ')}`, timeoutMs: 240_000 },
				);
			return { ended, first: await ended('waiting', 'error', 'success') };
		}

		const reached = async (id: string) => {
			const { runs: ran } = await finishedExecution(world().session, id);
			return [0, 1, 2].filter((index) => ran[after(index)]);
		};

		row('Send and Wait: Approve, Decline, No Answer', async () => {
			if (!waits) {
				const { first } = await ask();
				const { runs: ran, error } = await finishedExecution(world().session, first.id);
				expect(JSON.stringify([ran[ASK], error])).toContain('Send and Wait needs n8n 2.39 or newer');
				expect(received()).toEqual([]);
				return 'says that it needs n8n 2.39, and sends nothing';
			}
			for (const choice of [0, 1]) {
				const { ended } = await ask();
				const { unique, buttons = [] } = received().at(-1)!;
				world().sandbox.provider.phone(CUSTOMER).tap(buttons[choice]!.text, unique);
				expect(await reached((await ended('success')).id)).toEqual([choice]);
			}
			const { ended } = await ask({ waitAmount: 1, waitUnit: 'minutes' });
			expect(await reached((await ended('success')).id)).toEqual([2]);
			return undefined;
		});
	});
});
