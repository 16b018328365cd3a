import { SIGNATURE_SECRET } from './instance';
import { parse, stringify } from 'flatted';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { validateUrlSignature, WebhookContext, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type IDataObject,
	type INodeExecutionData,
	type IRun,
	type IRunExecutionData,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { STARTING_UP } from '../../host/startingUp';
import { NinetyNineDigital } from '../../nodes/NinetyNineDigital/NinetyNineDigital.node';
import type { Credential } from './credentials';
import { express, readRequest } from './triggerHttp';
import { additionalData, NODE, START, workflowWith, type FailureSettings } from './workflow';

const action = new NinetyNineDigital();

/** One execution as n8n has stored it. */
export interface Sleeper {
	id: string;
	status: 'running' | 'waiting' | 'success' | 'error' | 'crashed';
	/** Items by output; empty while it waits. */
	outputs: INodeExecutionData[][];
	error?: { message: string; description?: string | null };
	hints: string[];
	waitTill?: Date | null;
	/** How often it has gone on after sleeping. */
	woken: number;
	/** In flatted's form, as the database has it. */
	stored: string;
}

export interface AskOptions extends FailureSettings {
	parameters: IDataObject;
	credential: Credential;
	items?: IDataObject[];
	/** The type under which n8n runs the node. */
	type?: string;
}

/**
 * The executions of an n8n that ask and sleep. What they are made of is n8n-core's own: the engine, the contexts, the
 * signature; between two steps each is kept as text, as in n8n's database.
 */
export class SleepingHost {
	readonly sleepers: Sleeper[] = [];

	/** @param url where this n8n believes to be reached */
	constructor(private readonly url: () => string) {}

	/** Runs the node until it sleeps or ends. */
	async ask(options: AskOptions): Promise<Sleeper> {
		const { items = [{}] } = options;
		const id = String(this.sleepers.length + 1);
		const workflow = this.workflow(options);
		const data = createRunExecutionData({
			executionData: {
				nodeExecutionStack: [
					{ node: workflow.getNode(START)!, data: { main: [items.map((json) => ({ json }))] }, source: null },
				],
			},
		});
		const sleeper: Sleeper = { id, status: 'running', outputs: [], hints: [], woken: 0, stored: '' };
		this.sleepers.push(sleeper);
		this.options.set(id, options);
		await this.proceed(sleeper, data);
		return sleeper;
	}

	/** Lets the time of a sleeping execution be over. */
	async expire(sleeper: Sleeper): Promise<void> {
		sleeper.woken += 1;
		await this.proceed(sleeper, parse(sleeper.stored) as IRunExecutionData);
	}

	/**
	 * With what status the process that has the resume addresses answers whatever comes: 200 and then 404 while it starts,
	 * 500 without its database; undefined when it works.
	 */
	failing: 200 | 404 | 500 | undefined;

	/** Requests to the resume addresses, in the order in which they came. */
	readonly requests: string[] = [];

	/** Serves the resume addresses. */
	serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const url = new URL(request.url ?? '', this.url());
		this.requests.push(url.pathname + url.search);
		if (this.failing === 500) return refuse(response, 500, 'Database connection is not available');
		if (this.failing)
			return void response
				.writeHead(this.failing, { 'content-type': 'text/html' })
				.end(this.failing === 200 ? STARTING_UP : '<pre>Cannot POST</pre>');
		const [, segment, id = '', nodeId] = url.pathname.split('/');
		const sleeper = this.sleepers.find((each) => each.id === id);
		if (segment !== 'webhook-waiting') return refuse(response, 404, 'There is no such address.');
		if (!sleeper) return refuse(response, 404, `The execution "${id}" does not exist.`);
		const signature = url.searchParams.get('signature');
		if (!signature || !validateUrlSignature(signature, url, SIGNATURE_SECRET))
			return void response.writeHead(401).end();
		if (sleeper.status === 'running') return refuse(response, 409, `The execution "${id}" is running already.`);
		if (sleeper.status === 'error') return refuse(response, 409, `The execution "${id}" has finished with error.`);
		if (sleeper.status === 'crashed')
			return refuse(response, 500, "Cannot read properties of undefined (reading 'node')");
		if (sleeper.status === 'success') return void response.writeHead(200).end('<p>No action required</p>');
		await this.resume(sleeper, nodeId!, request, response, url);
	};

	private readonly options = new Map<string, AskOptions>();

	private workflow({ parameters, type, items, credential, ...settings }: AskOptions) {
		const workflow = workflowWith({ operation: 'sendAndWait', ...parameters }, settings);
		if (type) workflow.getNode(NODE)!.type = type;
		return workflow;
	}

	private additionalData({ id }: Sleeper): IWorkflowExecuteAdditionalData {
		const { credential } = this.options.get(id)!;
		const base = { webhookWaitingBaseUrl: `${this.url()}/webhook-waiting`, executionId: id };
		return { ...additionalData(credential), ...base };
	}

	private async proceed(sleeper: Sleeper, data: IRunExecutionData): Promise<void> {
		sleeper.status = 'running';
		const execution = new WorkflowExecute(this.additionalData(sleeper), 'webhook', data);
		const run = await execution.processRunExecutionData(this.workflow(this.options.get(sleeper.id)!));
		this.store(sleeper, run);
	}

	private store(sleeper: Sleeper, run: IRun): void {
		const task = run.data.resultData.runData[NODE]?.at(-1);
		sleeper.waitTill = run.waitTill;
		sleeper.stored = stringify(run.data);
		sleeper.error = task?.error as Sleeper['error'];
		sleeper.hints = (task?.hints ?? []).map(({ message }) => message);
		sleeper.outputs = (task?.data?.main ?? []).map((items) => items ?? []);
		sleeper.status = run.waitTill ? 'waiting' : run.data.resultData.error ? 'error' : 'success';
	}

	private async resume(
		sleeper: Sleeper,
		nodeId: string,
		request: IncomingMessage,
		response: ServerResponse,
		url: URL,
	): Promise<void> {
		const data = parse(sleeper.stored) as IRunExecutionData;
		const [task] = data.executionData!.nodeExecutionStack;
		task!.node.disabled = true;
		data.waitTill = undefined;
		data.resultData.runData[NODE]!.pop();
		const res = express(response);
		const httpRequest = await readRequest(request, res, url.searchParams);
		const context = new WebhookContext(
			...this.contextOf(sleeper, nodeId, { httpRequest, httpResponse: res } as never),
			[],
			data,
		);
		const result = await action.webhook.call(context);
		if (!result.workflowData) {
			if (!result.noWebhookResponse) res.status(200).json(result.webhookResponse);
			return;
		}
		if (sleeper.status !== 'waiting') return refuse(response, 500, 'The execution sleeps no more.');
		task!.data.main = result.workflowData as INodeExecutionData[][];
		task!.metadata = { ...task!.metadata, forwardAllOutputs: true };
		sleeper.woken += 1;
		const running = this.proceed(sleeper, data);
		if (typeof result.webhookResponse === 'string') res.status(200).end(result.webhookResponse);
		else res.status(200).setHeader('content-type', 'application/json').end(JSON.stringify(result.webhookResponse));
		await running;
	}

	private contextOf(
		sleeper: Sleeper,
		path: string,
		http: Pick<IWorkflowExecuteAdditionalData, 'httpRequest' | 'httpResponse'>,
	) {
		const workflow = this.workflow(this.options.get(sleeper.id)!);
		const data = { ...this.additionalData(sleeper), ...http };
		const webhook = {
			httpMethod: 'POST',
			node: NODE,
			path,
			webhookDescription: action.description.webhooks![1]!,
			workflowId: 'workflow',
			workflowExecuteAdditionalData: data,
		} as IWebhookData;
		return [workflow, workflow.getNode(NODE)!, data, 'webhook', webhook] as const;
	}
}

const refuse = (response: ServerResponse, code: number, message: string): void =>
	void response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify({ code, message }));
