import 'reflect-metadata';
import './quietLogs';
import { DataDeduplicationService, LoadOptionsContext, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type IBinaryKeyData,
	type IDataObject,
	type IExecuteData,
	type ILoadOptionsFunctions,
	type INodeExecutionData,
	type INodeParameters,
	type IRun,
} from 'n8n-workflow';

import type { Credential } from './credentials';
import { SharedMemory } from './memory';
import { additionalData, NODE, START, workflowWith, type FailureSettings } from './workflow';

export interface RunOptions extends FailureSettings {
	parameters: IDataObject;
	credential: Credential;
	items?: IDataObject[];
	/** The files of each item. */
	files?: IBinaryKeyData[];
	/** Stops the execution as soon as the promise is fulfilled. */
	cancelOn?: Promise<unknown>;
	/** Where this n8n believes to be reached, if that matters. */
	origin?: string;
	/** What n8n remembers of earlier runs; nothing, unless it is given. */
	memory?: SharedMemory;
}

export interface NodeRun {
	/** Items by output; with `continueErrorOutput` the second one holds the errors. */
	outputs: INodeExecutionData[][];
	error?: { message: string; description?: string | null; httpCode?: string | null; context?: IDataObject };
	/** All that n8n would store about the execution. */
	stored: IRun;
}

let memoryOfRun: SharedMemory;

void DataDeduplicationService.init({
	checkProcessedAndRecord: (items, scope, _, options) =>
		memoryOfRun.helpers.checkProcessedAndRecord(items, scope, options),
	removeProcessed: (items, scope) => memoryOfRun.helpers.removeProcessed(items, scope),
	clearAllProcessedItems: (scope) => memoryOfRun.helpers.clearAllProcessedItems(scope),
	getProcessedDataCount: (scope) => memoryOfRun.helpers.getProcessedDataCount(scope),
});

/** Runs the action node behind a start node through n8n's own engine, with real expressions and real HTTP. */
export async function runNode(options: RunOptions): Promise<NodeRun> {
	const {
		parameters,
		credential,
		items = [{}],
		files = [],
		cancelOn,
		origin,
		memory = new SharedMemory(),
		...settings
	} = options;
	memoryOfRun = memory;
	const workflow = workflowWith(parameters, settings);
	const startData: IExecuteData = {
		node: workflow.getNode(START)!,
		data: { main: [items.map((json, index) => ({ json, binary: files[index] }))] },
		source: null,
	};
	const execution = new WorkflowExecute(
		additionalData(credential, origin),
		'manual',
		createRunExecutionData({ executionData: { nodeExecutionStack: [startData] } }),
	);
	const running = execution.processRunExecutionData(workflow);
	void cancelOn?.then(() => running.cancel());
	return toNodeRun(await running);
}

function toNodeRun(stored: IRun): NodeRun {
	const task = stored.data.resultData.runData[NODE]?.[0];
	const outputs = (task?.data?.main ?? []).map((items) => items ?? []);
	return { outputs, error: task?.error as NodeRun['error'], stored };
}

/** What n8n hands to the methods of the action node's panel: its parameters at this moment, and real HTTP. */
export function panelContext(parameters: IDataObject, credential: Credential): ILoadOptionsFunctions {
	const workflow = workflowWith(parameters);
	const node = workflow.getNode(NODE)!;
	const data = { ...additionalData(credential), currentNodeParameters: node.parameters as INodeParameters };
	return new LoadOptionsContext(workflow, node, data, 'parameters');
}
