import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	type ResourceMapperFields,
} from 'n8n-workflow';

import { accountReads, readProperties } from './account';
import { readAccount } from './account/read';
import { toOperation, toProperties } from './core/properties';
import { subtitleOf } from './core/subtitle';
import { hints } from './hints';
import { messageKinds } from './messages';
import { searchTemplates } from './methods/templates';
import { getFallbackVariables, getTemplateVariables } from './methods/variables';
import { sendMessages } from './send/messages';
import { CREDENTIAL } from './transport/post';
import { questionProperties } from './wait';
import { ask } from './wait/ask';
import { outputsExpression } from './wait/outputs';
import { question } from './wait/question';
import { resume } from './wait/resume';
import { webhooks } from './wait/webhooks';

const subtitle = subtitleOf([
	...messageKinds,
	question,
	...accountReads.map(({ operation, action }) => ({ operation, label: action })),
]);

const resources = [{ name: 'Message', value: 'message' }, ...accountReads.map(({ resource }) => resource)];

const operations = [...messageKinds, question].map(toOperation).sort((a, b) => a.name.localeCompare(b.name, 'en'));

export class NinetyNineDigital implements INodeType {
	description: INodeTypeDescription = {
		displayName: '99digital',
		name: 'ninetyNineDigital',
		icon: { light: 'file:../../icons/99digital.svg', dark: 'file:../../icons/99digital.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle,
		description: 'Send WhatsApp buttons, lists and approved templates with 99digital',
		defaults: { name: '99digital' },
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsExpression,
		usableAsTool: true,
		credentials: [{ name: CREDENTIAL, required: true }],
		hints,
		waitingNodeTooltip: 'Waiting for the answer on WhatsApp',
		webhooks,
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				default: 'message',
				options: resources,
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				default: 'sendButtons',
				displayOptions: { show: { resource: ['message'] } },
				options: operations,
			},
			...messageKinds.flatMap(toProperties),
			...questionProperties,
			...accountReads.flatMap(readProperties),
			{
				displayName: 'Simplify',
				name: 'simplify',
				type: 'boolean',
				default: true,
				description: 'Whether to return a simplified version of the response instead of the raw data',
			},
		],
	};

	methods = {
		listSearch: {
			async searchTemplates(
				this: ILoadOptionsFunctions,
				filter?: string,
				page?: string,
			): Promise<INodeListSearchResult> {
				return await searchTemplates(this, filter, page);
			},
		},
		resourceMapping: {
			async getFallbackVariables(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
				return await getFallbackVariables(this);
			},
			async getTemplateVariables(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
				return await getTemplateVariables(this);
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = this.getNodeParameter('operation', 0);
		const read = accountReads.find((candidate) => candidate.operation === operation);
		if (read) return [await readAccount(this, read)];
		if (operation === question.operation) return await ask(this);
		const kind = messageKinds.find((candidate) => candidate.operation === operation);
		return kind ? [await sendMessages(this, kind)] : [[]];
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await resume(this);
	}
}
