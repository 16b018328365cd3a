import { EventEmitter } from 'node:events';
import * as n8nWorkflow from 'n8n-workflow';
import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { NinetyNineDigitalTrigger } from '../../nodes/NinetyNineDigital/NinetyNineDigitalTrigger.node';

const N8N = 'https://n8n.example.com';

export const CRM = 'https://crm.example.com/hook?token=crm';

interface Settings {
	url: string;
	system: boolean;
	readStatus: boolean;
	retry: boolean;
}

/** Nobody here takes his time, so that whoever waits for that waits for ever. */
const sleep = async (milliseconds: number): Promise<void> => {
	if (milliseconds > 0) await new Promise(() => {});
};

/** The package as one process of n8n has loaded it: what its modules remember ends with it. */
function loadPackage(): NinetyNineDigitalTrigger {
	let loaded: NinetyNineDigitalTrigger | undefined;
	jest.isolateModules(() => {
		jest.doMock('n8n-workflow', () => ({ ...n8nWorkflow, sleep }));
		const path = '../../nodes/NinetyNineDigital/NinetyNineDigitalTrigger.node';
		const module = jest.requireActual<{ NinetyNineDigitalTrigger: new () => NinetyNineDigitalTrigger }>(path);
		loaded = new module.NinetyNineDigitalTrigger();
	});
	return loaded!;
}

interface TriggerState {
	isPublished: boolean;
	/** What n8n keeps over restarts. */
	stored: IDataObject;
	/** What a test remembers while it listens, in the memory of the main process. */
	test?: IDataObject;
}

interface Sent {
	status: number;
	body: unknown;
}

/**
 * One account at 99digital, a CRM, and n8n with several triggers, whose requests are calls: no network and no waiting.
 * Everything that outlives a process is JSON.
 */
export class RegistrationWorld {
	account: Settings;
	readonly triggers: TriggerState[];
	/** What the CRM has got, by the event's ID. */
	readonly atCrm: string[] = [];
	/** While it is set, n8n's own addresses do not respond in time. */
	isSilent = false;
	private main: NinetyNineDigitalTrigger;
	private webhooks: NinetyNineDigitalTrigger;

	/** @param isQueue whether another process than main takes the posts, as in n8n's queue mode */
	constructor(
		count: number,
		private readonly isQueue: boolean,
		private readonly former: Settings,
	) {
		this.account = { ...former };
		this.triggers = Array.from({ length: count }, () => ({ isPublished: false, stored: {} }));
		this.main = loadPackage();
		this.webhooks = isQueue ? loadPackage() : this.main;
	}

	async publish(index: number): Promise<void> {
		const trigger = this.triggers[index]!;
		if (trigger.isPublished) await this.unpublish(index);
		trigger.isPublished = true;
		await this.register(index);
	}

	async unpublish(index: number): Promise<void> {
		const trigger = this.triggers[index]!;
		if (!trigger.isPublished) return;
		await this.main.webhookMethods.default.delete.call(this.hook(index, false, trigger.stored));
		trigger.isPublished = false;
	}

	async test(index: number): Promise<void> {
		const trigger = this.triggers[index]!;
		if (trigger.test) return;
		trigger.test = {};
		const context = this.hook(index, true, trigger.test);
		if (!(await this.main.webhookMethods.default.checkExists.call(context)))
			await this.main.webhookMethods.default.create.call(context);
	}

	async endTest(index: number): Promise<void> {
		const trigger = this.triggers[index]!;
		if (!trigger.test) return;
		await this.main.webhookMethods.default.delete.call(this.hook(index, true, trigger.test));
		delete trigger.test;
	}

	/** All processes die and come back. Older versions of n8n then register what is published once more. */
	async crash(registersAgain: boolean): Promise<void> {
		this.main = loadPackage();
		this.webhooks = this.isQueue ? loadPackage() : this.main;
		for (const trigger of this.triggers) delete trigger.test;
		if (!registersAgain) return;
		for (const [index, { isPublished }] of this.triggers.entries()) if (isPublished) await this.register(index);
	}

	/** 99digital sends an event to the account's address. */
	async event(unique: string, hook = 'new'): Promise<Sent> {
		const body = { hook, unique, from: '972501234567', ack: 1, type: 'text', body: 'שלום 👋' };
		return await this.send(this.account.url, Buffer.from(JSON.stringify(body)), {});
	}

	/** Whether a post to the account's address is taken by anybody. */
	get isServed(): boolean {
		return this.account.url === this.former.url || this.serverOf(this.account.url) !== undefined;
	}

	private async register(index: number): Promise<void> {
		const { stored } = this.triggers[index]!;
		const context = this.hook(index, false, stored);
		if (!(await this.main.webhookMethods.default.checkExists.call(context)))
			await this.main.webhookMethods.default.create.call(context);
	}

	private serverOf(url: string): { index: number; isTest: boolean } | undefined {
		const [, kind, index] = /\/(webhook|webhook-test)\/(\d)\/webhook/.exec(url) ?? [];
		const trigger = this.triggers[Number(index)];
		const isTest = kind === 'webhook-test';
		if (!url.startsWith(N8N) || !(isTest ? trigger?.test : trigger?.isPublished)) return undefined;
		return { index: Number(index), isTest };
	}

	private async send(url: string, body: unknown, headers: object): Promise<Sent> {
		const parsed: IDataObject = Buffer.isBuffer(body) ? JSON.parse(body.toString()) : (body as IDataObject);
		if (url === CRM) this.atCrm.push(String(parsed.unique));
		if (!url.startsWith(N8N)) return { status: 200, body: {} };
		const server = this.serverOf(url);
		if (!server) return { status: 404, body: {} };
		if (this.isSilent) throw Object.assign(new Error('timeout'), { code: 'ECONNABORTED' });
		return await this.post(server, url, parsed, headers);
	}

	private async post(
		{ index, isTest }: { index: number; isTest: boolean },
		url: string,
		body: IDataObject,
		headers: object,
	): Promise<Sent> {
		const trigger = this.triggers[index]!;
		const memory = structuredClone(isTest ? trigger.test! : trigger.stored);
		const response = new FakeResponse();
		const context = {
			...this.common(index, isTest, memory),
			getQueryData: () => Object.fromEntries(new URL(url).searchParams),
			getBodyData: () => body,
			getHeaderData: () => headers,
			getRequestObject: () => ({ rawBody: Buffer.from(JSON.stringify(body)), body, res: response }),
			getResponseObject: () => response,
		} as unknown as IWebhookFunctions;
		const result = await (isTest ? this.main : this.webhooks).webhook.call(context);
		await new Promise(setImmediate);
		if (!isTest) trigger.stored = structuredClone(memory);
		if (!result.noWebhookResponse) response.status(200).json(result.webhookResponse ?? {});
		return { status: response.statusCode, body: response.body };
	}

	private hook(index: number, isTest: boolean, memory: IDataObject): IHookFunctions {
		const common = this.common(index, isTest, memory);
		return { ...common, getActivationMode: () => (isTest ? 'manual' : 'activate') } as unknown as IHookFunctions;
	}

	private common(index: number, isTest: boolean, memory: IDataObject) {
		const parameters: IDataObject = { registration: 'automatic', events: ['message'], outputs: 'single' };
		return {
			getNodeParameter: (name: string, fallback?: unknown) => parameters[name] ?? fallback,
			getNodeWebhookUrl: () => `${N8N}/${isTest ? 'webhook-test' : 'webhook'}/${index}/webhook`,
			getCredentials: async () => ({ apiKey: 'key', from: '972771234567', baseUrl: 'https://api.example.com' }),
			getWorkflow: () => ({ id: `workflow ${index}` }),
			getNode: () => ({ id: `node ${index}`, name: '99digital Trigger' }),
			getWebhookName: () => 'default',
			getMode: () => (isTest ? 'manual' : 'webhook'),
			getWorkflowStaticData: () => memory,
			logger: { warn: () => {} },
			helpers: {
				httpRequest: async ({ url, body, headers }: { url: string; body: unknown; headers?: object }) => {
					const { status, body: data } = await this.send(url, body, headers ?? {});
					const json = { 'content-type': 'application/json' };
					return { statusCode: status, headers: json, body: Object.assign(data as object, { destroy: () => {} }) };
				},
				httpRequestWithAuthentication: async (_: string, { url, body }: { url: string; body: IDataObject }) => {
					if (url.endsWith('setWebhook')) this.set(body);
					return { statusCode: 200, body: { status: 'OK', reason: 1, ...this.account } };
				},
			},
		};
	}

	private set({ url, system, readStatus, retry }: IDataObject): void {
		const [isSystem, isStatus, isRetry] = [system, readStatus, retry].map((value) => value === 1);
		this.account = { url: String(url).trim(), system: isSystem!, readStatus: isStatus!, retry: isRetry! };
	}
}

class FakeResponse extends EventEmitter {
	statusCode = 200;
	body: unknown = {};
	writableEnded = false;

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	json(body: unknown): void {
		this.body = body;
		this.writableEnded = true;
		this.emit('finish');
	}
}
