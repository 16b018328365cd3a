import './quietLogs';
import { ExecutionLifecycleHooks } from 'n8n-core';
import {
	NodeConnectionTypes,
	Workflow,
	type ICredentialsHelper,
	type IDataObject,
	type INode,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { NinetyNineDigital } from '../../nodes/NinetyNineDigital/NinetyNineDigital.node';
import { credentialsHelper, type Credential } from './credentials';

export const START = 'Start';
export const NODE = '99digital';

const ACTION = 'n8n-nodes-99digital.ninetyNineDigital';

/** The start of every test workflow: n8n's engine hands it the input items, and it hands them on. */
const start: INodeType = {
	description: {
		displayName: START,
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

const action = new NinetyNineDigital();

/** As n8n lists the node, and as the review step that it makes of it for AI agents. */
const nodeTypesByName: Record<string, INodeType> = { start, [ACTION]: action, [`${ACTION}HitlTool`]: action };

const nodeTypes: INodeTypes = {
	getByName: (name) => nodeTypesByName[name]!,
	getByNameAndVersion: (name) => nodeTypesByName[name]!,
	getKnownTypes: () => ({}),
};

/** How the node goes on when an item fails; `continueOnFail` is the form of workflows saved by old versions of n8n. */
export type FailureSettings = Pick<INode, 'onError' | 'continueOnFail' | 'retryOnFail'>;

/** A shop's workflow: a start node and the action node behind it. */
export function workflowWith(parameters: IDataObject, settings: FailureSettings = {}): Workflow {
	const nodes: INode[] = [
		{ id: 'start', name: START, type: 'start', typeVersion: 1, position: [0, 0], parameters: {} },
		{
			id: 'node',
			name: NODE,
			type: ACTION,
			typeVersion: 1,
			position: [200, 0],
			parameters: { resource: 'message', ...parameters } as INode['parameters'],
			credentials: { ninetyNineDigitalApi: { id: '1', name: '99digital' } },
			...settings,
		},
	];
	const connections = { [START]: { main: [[{ node: NODE, type: NodeConnectionTypes.Main, index: 0 }]] } };
	return new Workflow({
		id: 'workflow',
		nodes,
		connections,
		active: false,
		nodeTypes,
		settings: { timezone: 'Asia/Jerusalem' },
	});
}

/** Only for addresses that n8n hands to expressions; nothing listens there. */
const ORIGIN = 'http://localhost:5678';

/**
 * What n8n-core leaves to its host.
 *
 * @param origin where this n8n believes to be reached
 */
export const additionalData = (credential: Credential, origin = ORIGIN): IWorkflowExecuteAdditionalData =>
	({
		credentialsHelper: credentialsHelper(credential) as ICredentialsHelper,
		hooks: new ExecutionLifecycleHooks('manual', 'execution', {} as never),
		executionId: 'execution',
		currentNodeParameters: {},
		variables: {},
		restApiUrl: origin,
		instanceBaseUrl: origin,
		formWaitingBaseUrl: origin,
		webhookBaseUrl: origin,
		webhookWaitingBaseUrl: `${origin}/webhook-waiting`,
		webhookTestBaseUrl: origin,
		setExecutionStatus: () => {},
		sendDataToUI: () => {},
		logAiEvent: () => {},
	}) as unknown as IWorkflowExecuteAdditionalData;
