import type { Workflow } from './editor/types';
import {
	createWorkflow,
	findWorkflow,
	getWorkflow,
	publishWorkflow,
	unpublishWorkflow,
	updateWorkflow,
} from './editor/workflows';
import { postToWebhook } from './editor/webhook';
import { exampleId, examples, readExample, type Example } from './examples';
import { drawPhone } from './phoneDrawing';
import { SetupError } from './setupError';
import type { State } from './state';
import type { Connected } from './world';

/** The example that is run to show that all is well. */
const shown: Example = examples.crmEvent;

/**
 * Imports and publishes the examples, and lets customers write where a message may only follow one. An example that was
 * published before keeps what was done to it in the editor, unless its file has changed.
 * @param state is brought up to date
 */
export async function publishExamples(world: Connected, state: State): Promise<Workflow[]> {
	const workflows: Workflow[] = [];
	for (const example of Object.values<Example>(examples)) {
		workflows.push(await keepPublished(world, example, state));
		if (example.question) world.sandbox.provider.phone(example.customer).write(example.question);
	}
	return workflows;
}

async function keepPublished({ session, credential }: Connected, example: Example, state: State): Promise<Workflow> {
	const id = exampleId(example);
	const { workflow, hash } = await readExample(example, credential);
	const stored = await findWorkflow(session, id);
	if (stored?.active && state.examples[id] === hash) {
		if (registers(stored)) {
			await unpublishWorkflow(session, stored);
			await publishWorkflow(session, stored);
		}
		return stored;
	}

	const current = stored ? await updateWorkflow(session, id, workflow) : await createWorkflow(session, workflow, id);
	await publishWorkflow(session, current);
	state.examples[id] = hash;
	return current;
}

/** Whether its address has to be made known to the sandbox, which forgets everything when it ends. */
const registers = ({ nodes }: Workflow): boolean =>
	nodes.some(({ type }) => type.endsWith('.ninetyNineDigitalTrigger'));

/**
 * Runs one example through its production webhook.
 * @returns lines that show the customer's phone
 * @throws SetupError when nothing arrives there
 */
export async function runExample({ n8n, session, account }: Connected): Promise<string[]> {
	const workflow = await getWorkflow(session, exampleId(shown));
	const { status, body } = await postToWebhook(n8n.url, workflow, shown.event);
	const messages = account.customers.find(shown.customer)?.messages ?? [];
	if (status !== 200 || messages.length === 0) {
		throw new SetupError(`"${workflow.name}" sent nothing: n8n answered ${status} ${JSON.stringify(body)}`);
	}
	const phone = drawPhone({ business: account.profile.displayName, messages });
	return ['', `"${workflow.name}" ran. The phone of ${shown.customer} shows:`, ...phone];
}
