import {
	NodeConnectionTypes,
	NodeOperationError,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeCredentialTestResult,
	type INodeListSearchResult,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	type ResourceMapperFields,
} from 'n8n-workflow';

import { accountReads, readProperties } from './account';
import { readAccount } from './account/accountRead';
import { checkAccount } from './account/checkAccount';
import { testCredential } from './account/credentialTest';
import { toOperations, toProperties } from './form/properties';
import { subtitleOf } from './form/subtitle';
import { toolFields, toolOutput, withFields } from './form/toolOutput';
import { messageKinds } from './messages';
import { hints } from './send/editorHints';
import { sendMessages } from './send/messages';
import { ask } from './sendAndWait/ask';
import { questionProperties, questionForm } from './sendAndWait/questionForm';
import { questionOutputsExpression } from './sendAndWait/questionOutputs';
import { resume, webhooks } from './sendAndWait/resume';
import { searchTemplates } from './templates/templateSearch';
import { getFallbackVariables, getTemplateVariables } from './templates/variableFields';

const subtitle = subtitleOf([
	...messageKinds,
	questionForm,
	...accountReads.map(({ operation, action }) => ({ operation, label: action })),
]);

const resources = [{ name: 'Message', value: 'message' }, ...accountReads.map(({ resource }) => resource)];

const operations = toOperations([...messageKinds, questionForm]);

const forAgents = {
	show: { '@tool': [true], simplify: [true] },
	hide: { operation: [checkAccount.operation, questionForm.operation] },
};

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
		outputs: questionOutputsExpression,
		usableAsTool: true,
		credentials: [{ name: 'ninetyNineDigitalApi', required: true, testedBy: 'test99digital' }],
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
				displayOptions: { hide: { operation: [checkAccount.operation] } },
				description: 'Whether to return a simplified version of the response instead of the raw data',
			},
			{ ...toolOutput, displayOptions: forAgents },
			{ ...toolFields, displayOptions: { ...forAgents, show: { ...forAgents.show, [toolOutput.name]: ['selected'] } } },
		],
	};

	methods = {
		credentialTest: {
			async test99digital(
				this: ICredentialTestFunctions,
				credential: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				return await testCredential(this, credential);
			},
		},
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
		const parameter = (name: string) => this.getNodeParameter(name, 0, null);
		if (read) return [withFields(await readAccount(this, read), parameter)];
		if (operation === questionForm.operation) return await ask(this);
		const kind = messageKinds.find((candidate) => candidate.operation === operation);
		if (kind) return [withFields(await sendMessages(this, kind), parameter)];
		throw new NodeOperationError(this.getNode(), `99digital has no operation "${String(operation)}"`, {
			description: 'Nothing was sent. Choose one under Operation.',
		});
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await resume(this);
	}
}
