import type { Credential, WorkflowNode } from '../host/editor/types';
import { ACTION } from '../test/support/n8n/flow';

/** What sends the messages of a measurement. */
export type Sender = 'node' | 'httpRequest' | 'httpRequestBatched' | BareLoop;

/** A loop outside of n8n. */
export type BareLoop = 'bareLoop' | 'bareLoopAnew';

export const isBareLoop = (sender: Sender): sender is BareLoop => sender === 'bareLoop' || sender === 'bareLoopAnew';

export const senderNames: Readonly<Record<Sender, string>> = {
	node: 'this node, as it comes',
	httpRequest: 'HTTP Request node, as it comes',
	httpRequestBatched: 'HTTP Request node, 50 per second',
	bareLoop: 'bare axios loop, 50 at once',
	bareLoopAnew: 'bare axios loop, a new connection each',
};

/** The body of one message, as the provider's page has it. */
export const messageTo = (to: string) => ({ to, body: `שלום 👋 ${to}`, header: 1, button1: 'Yes' });

type ActionNode = Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters' | 'credentials' | 'onError'>;

/** What sends, and where to. */
export interface ActionOptions {
	sender: Exclude<Sender, BareLoop>;
	/** The node's *Most at Once*; its preset when left out. */
	atOnce?: number;
	credential: Credential;
	baseUrl: string;
}

/** Each item has `to` and `body`. */
export function actionOf({ sender, atOnce, credential, baseUrl }: ActionOptions): ActionNode {
	const credentials = { [credential.type]: credential };
	const onError = 'continueRegularOutput';
	if (sender === 'node') {
		const parameters = atOnce === undefined ? nodeParameters : { ...nodeParameters, options: { maxInFlight: atOnce } };
		return { type: ACTION, typeVersion: 1, parameters, credentials, onError };
	}
	const options = sender === 'httpRequest' ? {} : { batching: { batch: { batchSize: 50, batchInterval: 1000 } } };
	const parameters = { ...httpParameters(credential, baseUrl), options };
	return { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, parameters, credentials, onError };
}

/** Puts its items out again: what the same workflow costs without any sending. */
export const nothing: ActionNode = { type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

export const nodeParameters = {
	resource: 'message',
	operation: 'sendButtons',
	to: '={{ $json.to }}',
	body: '={{ $json.body }}',
	buttons: { button: [{ text: 'Yes' }] },
};

const httpParameters = ({ type }: Credential, baseUrl: string) => ({
	method: 'POST',
	url: `${baseUrl}/sendButtons`,
	authentication: 'predefinedCredentialType',
	nodeCredentialType: type,
	sendBody: true,
	contentType: 'json',
	specifyBody: 'json',
	jsonBody: '={{ { to: $json.to, body: $json.body, header: 1, button1: "Yes" } }}',
});
