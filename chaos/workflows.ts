import type { Credential, Workflow, WorkflowFile } from '../host/editor/types';
import { createAndPublish, createWorkflow } from '../host/editor/workflows';
import { flow } from '../test/support/n8n/flow';
import { noOp, triggerFlow } from '../test/support/n8n/triggerEditor';
import { waitFlow } from '../test/support/n8n/waitFlow';
import { campaignText, questionText } from './names';
import { CAMPAIGNS, type QuestionStyle } from './plan';
import type { Stage } from './stage/stage';

/** An event that a trigger can be told to start for. */
export type EventKind = 'message' | 'button';

/** A workflow that starts with a trigger of the account's number. */
export interface StormTrigger {
	name: string;
	workflow: Workflow;
	events: readonly EventKind[];
}

export interface Workflows {
	campaigns: Workflow[];
	questions: Record<QuestionStyle, Workflow>;
	/** In the order in which they are published: each one's former address is that of the one before. */
	triggers: StormTrigger[];
}

const CHOICES = ['כן 👍', 'לא'];

/** The number of outputs that lead on: one for each answer, and No Answer. */
export const outputsOf: Record<QuestionStyle, number> = { buttons: CHOICES.length + 1, anyReply: 2 };

/** Creates all workflows, and publishes them but for the triggers. */
export async function createWorkflows(stage: Stage): Promise<Workflows> {
	const { session, credential } = stage;
	const publish = async (file: WorkflowFile) => await createAndPublish(session, file);
	const campaigns: Workflow[] = [];
	for (let index = 0; index < CAMPAIGNS; index++) campaigns.push(await publish(campaignFlow(credential, index)));
	const buttons = { button: CHOICES.map((text, index) => ({ text, id: `choice-${index}` })) };
	const questions = {
		buttons: await publish(askFlow(credential, 'buttons', { responseType: 'buttons', buttons })),
		anyReply: await publish(askFlow(credential, 'anyReply', { responseType: 'anyReply' })),
	};
	const triggers = [await trigger(stage, 'A', ['message']), await trigger(stage, 'B', ['message', 'button'])];
	return { campaigns, questions, triggers };
}

function campaignFlow(credential: Credential, index: number): WorkflowFile {
	const common = {
		resource: 'message',
		to: '={{ $json.to }}',
		body: campaignText,
		options: { sendOnceKey: '={{ $json.key }}' },
	};
	const buttons = { operation: 'sendButtons', buttons: { button: [{ text: 'תודה 🙏', id: 'thanks' }] } };
	const parameters = { ...common, ...(index % 2 === 0 ? buttons : { operation: 'sendText' }) };
	const credentials = { [credential.type]: credential };
	const file = flow({ parameters, credentials, onError: 'continueRegularOutput' });
	file.nodes[0]!.parameters.responseMode = 'onReceived';
	return file;
}

const askFlow = (credential: Credential, style: QuestionStyle, parameters: Record<string, unknown>): WorkflowFile =>
	waitFlow(credential, { ...parameters, message: questionText }, outputsOf[style]);

async function trigger({ session, credential }: Stage, name: string, events: EventKind[]): Promise<StormTrigger> {
	return { name, events, workflow: await createWorkflow(session, triggerFlow(credential, { events }, [noOp])) };
}

/** The trigger whose webhook an address is. */
export function triggerAt(url: string, triggers: readonly StormTrigger[]): StormTrigger | undefined {
	return triggers.find(({ workflow }) => workflow.nodes.some(({ webhookId }) => webhookId && url.includes(webhookId)));
}
