import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IHookFunctions,
	INodeCredentialTestResult,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { testCredential } from './account/credentialTest';
import { announceQuestions, handOverQuestions, learnQuestions } from './sendAndWait/handOver';
import { stay } from './sendAndWait/openQuestions';
import { serveFile } from './files/serveFile';
import { eventKinds } from './trigger/events/eventKinds';
import { eventOutputsExpression } from './trigger/events/eventOutputs';
import { fileKeyOf } from './trigger/fileKey';
import { receive } from './trigger/receive';
import { isRegistered, register, unregister } from './trigger/registration/register';
import { memoryOf } from './trigger/triggerMemory';
import { triggerProperties } from './trigger/triggerProperties';

/** One of the two names that n8n has for webhooks. Here are fetched the files that go out with messages. */
const FILES = 'setup';

const labels = Object.fromEntries(eventKinds.map(({ name, label }) => [name, label.toLowerCase()]));

export class NinetyNineDigitalTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: '99digital Trigger',
		name: 'ninetyNineDigitalTrigger',
		icon: { light: 'file:../../icons/99digital.svg', dark: 'file:../../icons/99digital.dark.svg' },
		group: ['trigger'],
		// For each post to a node of version 1, n8n evaluates an expression of its own, which takes longer than all the rest.
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: `={{ $parameter["events"].map((name) => (${JSON.stringify(labels)})[name]).join(", ") }}`,
		description:
			'Starts the workflow when a customer writes or taps on WhatsApp, or when 99digital has news of a message',
		eventTriggerDescription: 'Tap or write on your phone',
		activationMessage: 'Messages and taps of your customers now start this workflow.',
		defaults: { name: '99digital Trigger' },
		inputs: [],
		outputs: eventOutputsExpression,
		credentials: [
			{
				name: 'ninetyNineDigitalApi',
				required: true,
				displayOptions: { hide: { registration: ['manual'] } },
				testedBy: 'test99digital',
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: 'webhook',
				ndvHideUrl: '={{ $parameter["registration"] !== "manual" }}',
			},
			{
				name: FILES,
				httpMethod: 'GET,HEAD',
				responseMode: 'onReceived',
				path: 'file/:token/:name',
				ndvHideUrl: true,
			},
		],
		properties: triggerProperties,
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
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				const memory = memoryOf(this);
				stay(memory);
				return await isRegistered(this, memory);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				const memory = memoryOf(this);
				return await register(this, memory, async (before) => await learnQuestions(this, memory, before));
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				const memory = memoryOf(this);
				const { registration } = memory;
				const announce = async (next: string) => await announceQuestions(this, memory, next);
				const isUnregistered = await unregister(this, memory, announce);
				await handOverQuestions(this, memory, registration);
				return isUnregistered;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		if (this.getWebhookName() === FILES) return await serveFile(this, await fileKeyOf(this));
		return await receive(this);
	}
}
