import { randomUUID } from 'node:crypto';

import { executionIds, finishedExecution, getExecution } from '../../host/editor/executions';
import type { Execution, Workflow, WorkflowFile } from '../../host/editor/types';
import { createAndPublish, publishWorkflow, unpublishWorkflow } from '../../host/editor/workflows';
import { N8n } from '../../host/n8n';
import { poll } from '../../host/poll';
import { provisionHost } from '../../host/provision';
import { ACTION } from '../support/n8n/flow';
import { node, to } from '../support/n8n/nodes';
import { output } from '../support/n8n/run';
import { report } from '../support/n8n/sharedN8n';
import { PREFIX, startTlsProxy, type TlsProxy } from '../support/n8n/tlsProxy';
import { mediaOf } from '../support/n8n/uploads';
import { testWorld } from '../support/n8n/world';
import { CUSTOMER } from '../support/provider';

const TRIGGER_TYPE = 'n8n-nodes-99digital.ninetyNineDigitalTrigger';

const CRM = 'https://crm.example.com/hook';

/** Other words than n8n's own in the addresses of webhooks. */
const endpoints = {
	N8N_PROXY_HOPS: '1',
	N8N_ENDPOINT_WEBHOOK: 'hooks',
	N8N_ENDPOINT_WEBHOOK_TEST: 'hooks-test',
	N8N_ENDPOINT_WEBHOOK_WAIT: 'hooks-waiting',
};

let proxy: TlsProxy;
let port: number;
let moved: N8n | undefined;

const world = testWorld(endpoints, async (free) => {
	port = free;
	proxy = await startTlsProxy(port);
	const more = { N8N_PATH: `${PREFIX}/`, WEBHOOK_URL: `${proxy.url}${PREFIX}/`, NODE_EXTRA_CA_CERTS: proxy.caFile };
	return { more, sandboxCa: proxy.ca };
});

afterAll(async () => {
	await moved?.stop();
	await proxy?.close();
});

/** Whoever writes gets a file; the account is looked at; then they are asked something. */
function conversation(): WorkflowFile {
	const { credential } = world();
	const credentials = { [credential.type]: credential };
	const action = (name: string, parameters: object) =>
		node(name, ACTION, 1, { parameters: { ...parameters }, credentials });
	const webhookId = randomUUID();
	const nodes = [
		node('Trigger', TRIGGER_TYPE, 1.1, { webhookId, parameters: { events: ['message'] }, credentials }),
		node('Price List', 'n8n-nodes-base.convertToFile', 1.1, {
			parameters: { operation: 'toText', sourceProperty: 'text', options: { fileName: 'prices.pdf' } },
		}),
		action('Send', { resource: 'message', operation: 'sendFile', to: CUSTOMER, fileFrom: 'binary' }),
		action('Check', { resource: 'account', operation: 'check' }),
		action('Ask', { resource: 'message', operation: 'sendAndWait', to: CUSTOMER, message: 'Shall we call you?' }),
	];
	const ways = nodes.slice(0, -1).map(({ name }, index) => [name, { main: [to(nodes[index + 1]!.name)] }]);
	return { name: 'e2e', nodes, connections: Object.fromEntries(ways), settings: { executionOrder: 'v1' } };
}

let workflow: Workflow;

/** Lets the customer write, and gives what has become of the execution that starts. */
async function write(): Promise<Execution> {
	const { session, sandbox } = world();
	const before = await executionIds(session, workflow);
	sandbox.provider.phone(CUSTOMER).write('Hello');
	const started = async () => (await executionIds(session, workflow)).find((id) => !before.includes(id));
	return await finishedExecution(session, await poll(started, { what: 'the execution' }));
}

it('with a part that a proxy takes off, and other words for webhooks: events come, files go, a question is refused', async () => {
	const { session, account } = world();
	account.webhook.url = CRM;
	workflow = await createAndPublish(session, conversation());
	const run = await write();
	expect(await mediaOf(world(), output(run, 'Send')[0]?.json.messageId)).toMatchObject({
		url: expect.stringMatching(`^${proxy.url}${PREFIX}/hooks/`),
		file: { name: 'prices.pdf' },
	});
	expect(output(run, 'Check')).toMatchObject([{ json: { healthy: true, eventsGoTo: 'thisN8n' } }]);
	expect(run).toMatchObject({ status: 'error', error: { message: expect.stringContaining('takes a part off') } });
});

describe('when n8n has got another public address, one of IPv6', () => {
	beforeAll(async () => {
		const { n8n, userFolder } = world();
		await n8n.stop();
		const environment = { ...endpoints, WEBHOOK_URL: proxy.url6, NODE_EXTRA_CA_CERTS: proxy.caFile };
		moved = await N8n.start({ host: await provisionHost({ report }), userFolder, port, environment });
	});

	it('the check tells the owner, and a question is refused', async () => {
		const run = await write();
		expect(output(run, 'Check')).toMatchObject([{ json: { healthy: false, eventsGoTo: 'anotherAddress' } }]);
		expect(run).toMatchObject({ status: 'error', error: { message: expect.stringContaining('elsewhere') } });
	});

	it('all is well once the workflow is published again, and at its end the account has its own address back', async () => {
		const { session, sandbox, account } = world();
		await unpublishWorkflow(session, workflow);
		await publishWorkflow(session, workflow);
		expect(account.webhook.url).toContain(`${proxy.url6}/hooks/`);
		const run = await write();
		expect(output(run, 'Check')).toMatchObject([{ json: { healthy: true, eventsGoTo: 'thisN8n' } }]);
		expect(await mediaOf(world(), output(run, 'Send')[0]?.json.messageId)).toMatchObject({
			url: expect.stringContaining(`${proxy.url6}/hooks/`),
			file: { name: 'prices.pdf' },
		});
		expect(run.status).toBe('waiting');
		sandbox.provider.phone(CUSTOMER).tap('Approve');
		const answered = async () => {
			const now = await getExecution(session, run.id);
			return now.status === 'success' ? now : undefined;
		};
		expect(output(await poll(answered, { what: 'the answer' }), 'Ask')).toMatchObject([{ json: { approved: true } }]);
		await unpublishWorkflow(session, workflow);
		expect(account.webhook.url).toBe(CRM);
	});
});
