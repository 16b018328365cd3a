import { EventEmitter } from 'node:events';
import * as n8nWorkflow from 'n8n-workflow';
import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { NinetyNineDigitalTrigger } from '../../nodes/NinetyNineDigital/NinetyNineDigitalTrigger.node';
import { openReplyChannel } from '../../nodes/NinetyNineDigital/sendAndWait/replyChannel';
import { tokenKeyFrom } from '../../nodes/NinetyNineDigital/sendAndWait/token';

const N8N = 'https://n8n.example.com';

const CRM = 'https://crm.example.com/hook?token=crm';

interface Settings {
	url: string;
	system: boolean;
	readStatus: boolean;
	retry: boolean;
}

/** What the account has before any trigger is published. */
export const FORMER: Readonly<Settings> = { url: CRM, system: false, readStatus: false, retry: false };

type Sleep = (milliseconds: number) => Promise<void>;

/** The package as one process of n8n has loaded it: what its modules remember ends with it. */
function loadPackage(sleep: Sleep): NinetyNineDigitalTrigger {
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

/** An execution that waits for any reply of a customer of its own. */
interface WaitingQuestion {
	customer: string;
	/** The event by which it was woken. */
	wokenBy?: string;
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
	/** While it is set, n8n's own addresses answer with a page; it has started as soon as somebody waits. */
	isStarting = false;
	/** By number, how many runs each published workflow has had for the latest event. */
	runs: number[] = [];
	/** While it is set, the clock of the test, which must be a fake one, goes on with whoever sleeps. */
	timePasses = false;
	/** Nobody here takes his time, so that whoever waits for that waits for ever. */
	private readonly sleep: Sleep = async (milliseconds) => {
		if (this.timePasses) return void jest.setSystemTime(Date.now() + milliseconds);
		if (milliseconds > 0 && !this.isStarting) await new Promise(() => {});
		if (milliseconds > 0) this.isStarting = false;
	};
	/** By the number of the execution. */
	readonly questions: WaitingQuestion[] = [];
	/** What happens while somebody asks the account. */
	private meanwhile?: () => Promise<void>;
	/** Under which the account has known the triggers. */
	private readonly addresses = new Map<number, string>();
	private main: NinetyNineDigitalTrigger;
	private webhooks: NinetyNineDigitalTrigger;

	/** @param isQueue whether another process than main takes the posts, as in n8n's queue mode */
	constructor(
		count: number,
		private readonly isQueue: boolean,
	) {
		this.account = { ...FORMER };
		this.triggers = Array.from({ length: count }, () => ({ isPublished: false, stored: {} }));
		this.main = loadPackage(this.sleep);
		this.webhooks = isQueue ? loadPackage(this.sleep) : this.main;
	}

	async publish(index: number): Promise<void> {
		const trigger = this.triggers[index]!;
		if (trigger.isPublished) await this.unpublish(index);
		trigger.isPublished = true;
		await this.register(index);
	}

	/**
	 * Publishes, and when the trigger first asks the account, 99digital sends an event once more to the address at which it
	 * has sent it before.
	 * @returns how the trigger responded; undefined if the account has never had its address
	 */
	async publishMeanwhile(index: number, unique: string): Promise<number | undefined> {
		await this.unpublish(index);
		const url = this.addresses.get(index);
		let status: number | undefined;
		const repeat = async () => {
			if (url !== undefined) status = (await this.send(url, bodyOf(unique), {})).status;
		};
		await this.during(async () => await this.publish(index), 0, repeat);
		return status;
	}

	/** Publishes, and n8n dies before it has asked the account so many times, or before it has saved what it remembers. */
	async publishAndDie(index: number, requests: number): Promise<void> {
		await this.unpublish(index);
		const { stored } = this.triggers[index]!;
		await new Promise<void>((dead) => {
			const die = async () => {
				dead();
				await new Promise(() => {});
			};
			void this.during(async () => await this.publish(index), requests, die).then(dead);
		});
		delete this.meanwhile;
		this.triggers[index]!.stored = stored;
		await this.crash(false);
	}

	/** Does something when the account has been asked so many times while something else is done. */
	async during(work: () => Promise<void>, requests: number, meanwhile: () => Promise<void>): Promise<void> {
		let left = requests;
		this.meanwhile = async () => {
			if (left-- > 0) return;
			delete this.meanwhile;
			await meanwhile();
		};
		await work();
		delete this.meanwhile;
	}

	/**
	 * A node of a workflow asks a customer of its own, and something happens while the question goes out.
	 *
	 * @returns the number of its execution; undefined if it was not asked, since no answer could come back
	 */
	async ask(meanwhile = async () => {}): Promise<number | undefined> {
		const number = this.questions.length;
		const customer = `9725${String(number).padStart(8, '0')}`;
		const path = `/webhook-waiting/${number}/reply?q=${'0'.repeat(12)}&signature=${'0'.repeat(64)}`;
		const addresses = { answer: () => '', reply: () => path, page: () => N8N + path };
		const values = { responseType: 'anyReply', to: customer };
		const until = new Date(Date.now() + 3_600_000);
		const context = this.common(0, false, {}) as unknown as Parameters<typeof openReplyChannel>[0];
		const channel = await openReplyChannel(context, values, addresses, until, tokenKeyFrom('key'));
		if ('failure' in channel) return undefined;
		this.questions.push({ customer });
		await meanwhile();
		await channel.sent(`Q${number}`);
		return number;
	}

	/** The customer who was asked writes something. */
	async answer(number: number, unique: string): Promise<Sent> {
		this.runs = this.triggers.map(() => 0);
		return await this.send(this.account.url, bodyOf(unique, 'new', this.questions[number]!.customer), {});
	}

	async unpublish(index: number): Promise<void> {
		const trigger = this.triggers[index]!;
		if (!trigger.isPublished) return;
		const stored = structuredClone(trigger.stored);
		await this.main.webhookMethods.default.delete.call(this.hook(index, false, stored));
		Object.assign(trigger, { isPublished: false, stored });
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
		this.main = loadPackage(this.sleep);
		this.webhooks = this.isQueue ? loadPackage(this.sleep) : this.main;
		for (const trigger of this.triggers) delete trigger.test;
		if (!registersAgain) return;
		for (const [index, { isPublished }] of this.triggers.entries()) if (isPublished) await this.register(index);
	}

	/** 99digital sends an event to the account's address. */
	async event(unique: string, hook = 'new'): Promise<Sent> {
		this.runs = this.triggers.map(() => 0);
		return await this.send(this.account.url, bodyOf(unique, hook), {});
	}

	/** Whether a post to the account's address is taken by anybody. */
	get isServed(): boolean {
		return this.account.url === FORMER.url || this.serverOf(this.account.url) !== undefined;
	}

	private async register(index: number): Promise<void> {
		const trigger = this.triggers[index]!;
		const stored = structuredClone(trigger.stored);
		const context = this.hook(index, false, stored);
		if (!(await this.main.webhookMethods.default.checkExists.call(context)))
			await this.main.webhookMethods.default.create.call(context);
		// n8n saves what it has read before, over what a post has saved meanwhile.
		trigger.stored = stored;
	}

	private resume(number: number, { unique }: IDataObject): Sent {
		const question = this.questions[number]!;
		if (question.wokenBy !== undefined) return { status: 409, body: { message: 'It has finished already' } };
		question.wokenBy = String(unique);
		return { status: 200, body: { resumed: true } };
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
		if (this.isStarting) return { status: 404, body: 'Cannot POST' };
		const [, execution] = /webhook-waiting\/(\d+)\//.exec(url) ?? [];
		if (execution !== undefined) return this.resume(Number(execution), parsed);
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
		const { pathname, search, searchParams } = new URL(url);
		const rawBody = Buffer.from(JSON.stringify(body));
		const context = {
			...this.common(index, isTest, memory),
			getQueryData: () => Object.fromEntries(searchParams),
			getBodyData: () => body,
			getHeaderData: () => headers,
			getRequestObject: () => ({ originalUrl: pathname + search, rawBody, body, res: response }),
			getResponseObject: () => response,
		} as unknown as IWebhookFunctions;
		const result = await (isTest ? this.main : this.webhooks).webhook.call(context);
		if (result.workflowData && !isTest) this.runs[index]! += 1;
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
					return {
						statusCode: status,
						headers: json,
						body: typeof data === 'string' ? data : Object.assign(data as object, { destroy: () => {} }),
					};
				},
				httpRequestWithAuthentication: async (_: string, { url, body }: { url: string; body: IDataObject }) => {
					await this.meanwhile?.();
					if (url.endsWith('setWebhook')) this.set(body);
					return { statusCode: 200, body: { status: 'OK', reason: 1, ...this.account } };
				},
			},
		};
	}

	private set({ url, system, readStatus, retry }: IDataObject): void {
		const [isSystem, isStatus, isRetry] = [system, readStatus, retry].map((value) => value === 1);
		this.account = { url: String(url).trim(), system: isSystem!, readStatus: isStatus!, retry: isRetry! };
		const server = this.serverOf(this.account.url);
		if (server && !server.isTest) this.addresses.set(server.index, this.account.url);
	}
}

function bodyOf(unique: string, hook = 'new', from = '972501234567'): Buffer {
	return Buffer.from(JSON.stringify({ hook, unique, from, ack: 1, type: 'text', body: 'שלום 👋' }));
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
