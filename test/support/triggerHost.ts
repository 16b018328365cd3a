import './quietLogs';
import 'reflect-metadata';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { HookContext, WebhookContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	type IWebhookData,
	type IWebhookResponseData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowActivateMode,
} from 'n8n-workflow';

import { NinetyNineDigitalTrigger } from '../../nodes/NinetyNineDigital/NinetyNineDigitalTrigger.node';
import type { Credential } from './credentials';
import { express, readRequest } from './triggerHttp';
import { additionalData } from './workflow';

const TYPE = 'n8n-nodes-99digital.ninetyNineDigitalTrigger';

const trigger = new NinetyNineDigitalTrigger();

export interface TriggerOptions {
	credential?: Credential;
	parameters?: IDataObject;
	webhookId?: string;
}

/** One started run: the items of each output. */
export type Run = INodeExecutionData[][];

/**
 * n8n as far as one trigger sees it: its addresses over real HTTP, n8n-core's own contexts, and static data that each
 * post gets as a copy of what is stored and that is saved when the run has started, before the post is answered. Like
 * n8n 2.41, it makes a second workflow of the same copy when it starts a run, which forgets that the data has changed.
 */
export class TriggerHost {
	parameters: IDataObject;
	credential: Credential | undefined;
	/** Runs of the published workflow, in the order in which they were started. */
	readonly runs: Run[] = [];
	/** Runs of the test in the editor. */
	readonly testRuns: Run[] = [];
	/** What n8n keeps over restarts. */
	stored: IDataObject = {};
	/** Where n8n believes to be reached, if not where it listens. */
	publicUrl?: string;
	/** Serves what is asked for at other addresses of this n8n. */
	elsewhere: (request: IncomingMessage, response: ServerResponse) => void = (_, response) =>
		void response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify({ code: 404 }));
	/** Stands between a post and its run; rejects if n8n cannot start the run. */
	startRun: () => Promise<void> = async () => {};

	private readonly webhookId: string;
	private readonly server: Server;
	private testStored?: IDataObject;
	/** n8n answers 404 at the address of a workflow that it has unpublished. */
	private isUnpublished = false;

	private constructor({ credential, parameters = {}, webhookId = 'b8c1d2e3' }: TriggerOptions) {
		this.credential = credential;
		this.parameters = parameters;
		this.webhookId = webhookId;
		this.server = createServer((request, response) => void this.serve(request, response));
	}

	static async start(options: TriggerOptions): Promise<TriggerHost> {
		const host = new TriggerHost(options);
		await new Promise<void>((resolve) => host.server.listen(0, '127.0.0.1', resolve));
		return host;
	}

	/** Where it listens. */
	get local(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	get url(): string {
		return this.publicUrl ?? this.local;
	}

	/** Publishes as n8n does: asks whether the webhook exists, creates it if not, and deletes it if that fails. */
	async publish(activation: WorkflowActivateMode = 'activate'): Promise<void> {
		const workflow = this.workflow(structuredClone(this.stored));
		this.isUnpublished = false;
		try {
			await this.createIfMissing(workflow, false, activation);
		} catch (error) {
			await trigger.webhookMethods.default.delete.call(this.hook(workflow, false, 'update'));
			throw error;
		} finally {
			this.stored = saved(workflow);
		}
	}

	async unpublish(): Promise<void> {
		const workflow = this.workflow(structuredClone(this.stored));
		await trigger.webhookMethods.default.delete.call(this.hook(workflow, false, 'update'));
		this.stored = saved(workflow);
		this.isUnpublished = true;
	}

	/** Listens for a test event in the editor. What the node remembers of it is never stored with the workflow. */
	async listen(): Promise<void> {
		const workflow = this.workflow({});
		await this.createIfMissing(workflow, true, 'manual');
		this.testStored = saved(workflow);
	}

	async stopListening(): Promise<void> {
		const workflow = this.workflow(this.testStored ?? {});
		this.testStored = undefined;
		await trigger.webhookMethods.default.delete.call(this.hook(workflow, true, 'update'));
	}

	close(): Promise<void> {
		return new Promise((resolve) => {
			this.server.close(() => resolve());
			this.server.closeAllConnections();
		});
	}

	private async createIfMissing(workflow: Workflow, isTest: boolean, activation: WorkflowActivateMode) {
		const { checkExists, create } = trigger.webhookMethods.default;
		const exists = await checkExists.call(this.hook(workflow, isTest, activation));
		if (!exists) await create.call(this.hook(workflow, isTest, activation));
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { pathname, searchParams } = new URL(request.url ?? '', this.url);
		const [, token, name] = this.fileAddress.exec(pathname) ?? [];
		if (name !== undefined && !this.isUnpublished)
			return await this.serveFile(request, response, { token, name: decodeURIComponent(name) });
		const isTest = pathname === `/webhook-test/${this.webhookId}/webhook`;
		const isLive = !this.isUnpublished && pathname === `/webhook/${this.webhookId}/webhook`;
		if (!isLive && !(isTest && this.testStored)) return this.elsewhere(request, response);
		const res = express(response);
		try {
			const req = await readRequest(request, res, searchParams);
			const result = await this.post(isTest, req, res);
			if (!result.noWebhookResponse) {
				res.status(200).json(result.webhookResponse ?? { message: 'Webhook call received' });
			}
		} catch (error) {
			res
				.status(error instanceof SyntaxError ? 422 : 500)
				.json({ message: 'There was a problem executing the workflow' });
		}
	}

	/** As n8n finds an address with changing parts: by the webhook's ID, and by as many parts behind it. */
	private get fileAddress(): RegExp {
		return new RegExp(`^/webhook/${this.webhookId}/${this.webhookId}/file/([^/]+)/([^/]+)$`);
	}

	private async serveFile(request: IncomingMessage, response: ServerResponse, params: object): Promise<void> {
		const workflow = this.workflow(structuredClone(this.stored));
		const httpRequest = Object.assign(request, { params, query: {} });
		const data = { ...this.additionalData(), httpRequest, httpResponse: express(response) };
		const webhookData = { ...this.webhookData(false, data as never), webhookDescription: FILES };
		const context = new WebhookContext(workflow, node(workflow), data as never, 'webhook', webhookData, [], null);
		await trigger.webhook.call(context);
	}

	private async post(isTest: boolean, httpRequest: unknown, httpResponse: unknown): Promise<IWebhookResponseData> {
		const copy = structuredClone(isTest ? {} : this.stored);
		const workflow = this.workflow(copy);
		if (isTest) workflow.setTestStaticData(structuredClone(this.testStored ?? {}));
		const data = { ...this.additionalData(), httpRequest, httpResponse } as IWorkflowExecuteAdditionalData;
		const mode = isTest ? 'manual' : 'webhook';
		const context = new WebhookContext(workflow, node(workflow), data, mode, this.webhookData(isTest, data), [], null);
		const result = await trigger.webhook.call(context);
		if (result.workflowData) {
			this.workflow(copy);
			await delay(DATABASE_MS);
			await this.startRun();
			(isTest ? this.testRuns : this.runs).push(result.workflowData as Run);
		}
		if (!isTest && workflow.staticData.__dataChanged) this.stored = saved(workflow);
		return result;
	}

	private hook(workflow: Workflow, isTest: boolean, activation: WorkflowActivateMode): HookContext {
		const data = this.additionalData();
		return new HookContext(workflow, node(workflow), data, 'trigger', activation, this.webhookData(isTest, data));
	}

	private webhookData(isTest: boolean, workflowExecuteAdditionalData: IWorkflowExecuteAdditionalData): IWebhookData {
		const [webhookDescription] = trigger.description.webhooks!;
		const path = `${this.webhookId}/webhook`;
		return {
			httpMethod: 'POST',
			node: NODE,
			path,
			webhookDescription: webhookDescription!,
			workflowId: 'workflow',
			workflowExecuteAdditionalData,
			isTest,
		};
	}

	private additionalData(): IWorkflowExecuteAdditionalData {
		const addresses = { webhookBaseUrl: `${this.url}/webhook`, webhookTestBaseUrl: `${this.url}/webhook-test` };
		const { credential = { apiKey: '', from: '', baseUrl: '' } } = this;
		return { ...additionalData(credential), ...addresses, currentNodeParameters: undefined };
	}

	private workflow(staticData: IDataObject): Workflow {
		return new Workflow({
			id: 'workflow',
			nodes: [
				{
					id: 'node',
					name: NODE,
					type: TYPE,
					typeVersion: 1.1,
					position: [0, 0],
					webhookId: this.webhookId,
					parameters: this.parameters as INodeParameters,
					...(this.credential && { credentials: { ninetyNineDigitalApi: { id: '1', name: '99digital' } } }),
				},
			],
			connections: {},
			active: true,
			nodeTypes: { getByName: () => trigger, getByNameAndVersion: () => trigger, getKnownTypes: () => ({}) },
			staticData,
		});
	}
}

const NODE = '99digital Trigger';

const FILES = trigger.description.webhooks![1]!;

/** n8n waits for its database several times before a run has started. */
const DATABASE_MS = 5;

const node = (workflow: Workflow) => workflow.getNode(NODE)!;

/** As n8n's database keeps it. */
const saved = ({ staticData }: Workflow): IDataObject => JSON.parse(JSON.stringify(staticData));
