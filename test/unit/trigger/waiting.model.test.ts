import { EventEmitter } from 'node:events';
import fc from 'fast-check';
import * as n8nWorkflow from 'n8n-workflow';
import type { IDataObject, IHttpRequestOptions, IWebhookResponseData } from 'n8n-workflow';

import type { Payload } from '../../../nodes/NinetyNineDigital/trigger/events/payload';
import type { TriggerMemory } from '../../../nodes/NinetyNineDigital/trigger/triggerMemory';
import type { TriggerSettings } from '../../../nodes/NinetyNineDigital/trigger/triggerSettings';

type Process = typeof import('../../../nodes/NinetyNineDigital/trigger/receiveEvent') &
	Pick<typeof import('../../../nodes/NinetyNineDigital/trigger/quiet'), 'adoptWaiting'>;

/** The modules as one process has loaded them. */
function load(): Process {
	let loaded: Process | undefined;
	jest.isolateModules(() => {
		jest.doMock('n8n-workflow', () => n8nWorkflow);
		const receive = jest.requireActual<Process>('../../../nodes/NinetyNineDigital/trigger/receiveEvent');
		const quiet = jest.requireActual<Process>('../../../nodes/NinetyNineDigital/trigger/quiet');
		loaded = { ...receive, adoptWaiting: quiet.adoptWaiting };
	});
	return loaded!;
}

const ADDRESS = 'https://n8n.example.com/webhook/a/webhook';

const START = Date.UTC(2026, 10, 20);

const SECONDS = 5;

const settings: TriggerSettings = {
	...{ events: ['message'], statuses: undefined, outputs: { mode: 'single' }, simplify: true, from: '' },
	...{ downloadMedia: false, ignoreRepeats: true, keepFeeding: true, secret: '', allowedIps: '' },
	batchSeconds: SECONDS,
};

class FakeResponse extends EventEmitter {
	writableEnded = false;
	statusCode = 200;
}

/** One n8n, which may die, and the runs that it starts. It saves what a post has changed as soon as the node is done. */
class World {
	readonly runs: string[][] = [];
	private stored: TriggerMemory = { registration: { id: 'registration', since: START, address: ADDRESS } };
	private node = load();
	private life = 0;

	/** A message of a customer; 99digital sends it again until it is answered. */
	async write(unique: string, from: string, latency: number): Promise<void> {
		const { life } = this;
		while (!this.stored.registration) await n8nWorkflow.sleep(500);
		const payload = { hook: 'new', type: 'text', unique, from, to: '1', body: unique } as Payload;
		await this.post(latency, async (post) => await this.node.receiveEvent(post, payload));
		if (life !== this.life) await this.write(unique, from, latency);
	}

	die(): void {
		this.life++;
		this.node = load();
	}

	/**
	 * The trigger is unpublished and published again. Each of n8n's hooks saves the copy of the memory that it began with,
	 * also over what posts have saved meanwhile.
	 *
	 * @param takes for each hook, in milliseconds
	 */
	async republish([leaving, coming]: readonly [number, number]): Promise<void> {
		for (const [takes, registration] of [
			[leaving, undefined],
			[coming, { id: `registration ${Date.now()}`, since: Date.now(), address: ADDRESS }],
		] as const) {
			const memory = structuredClone(this.stored);
			await n8nWorkflow.sleep(takes);
			this.stored = { ...memory, registration };
		}
	}

	private async post(
		latency: number,
		handle: (post: Parameters<Process['receiveEvent']>[0]) => Promise<IWebhookResponseData>,
	): Promise<IDataObject | undefined> {
		const { life } = this;
		const res = new FakeResponse();
		const memory = structuredClone(this.stored);
		const context = this.context(res, life) as unknown as Parameters<Process['receiveEvent']>[0]['context'];
		this.node.adoptWaiting(context, memory, SECONDS);
		const { registration } = memory;
		const result = await handle({ context, settings, memory, registration, since: Date.now() });
		if (life !== this.life) return undefined;
		const [[item] = []] = result.workflowData ?? [];
		if (item) this.runs.push((item.json.messages as IDataObject[]).map(({ messageId }) => String(messageId)));
		this.stored = JSON.parse(JSON.stringify(memory)) as TriggerMemory;
		await n8nWorkflow.sleep(latency);
		if (life !== this.life) return undefined;
		res.writableEnded = true;
		res.emit('finish');
		return result.webhookResponse as IDataObject;
	}

	private context(res: FakeResponse, life: number) {
		const httpRequest = async ({ body }: IHttpRequestOptions) => {
			if (life !== this.life) return await new Promise(() => {});
			if (!this.stored.registration) return { statusCode: 404, body: {} };
			const { customer } = body as { customer: string };
			const response = await this.post(10, async (post) => await this.node.receiveQuiet(post, customer));
			return { statusCode: 200, body: response };
		};
		return {
			getHeaderData: () => ({}),
			getMode: () => 'webhook',
			getNode: () => ({ id: 'node', name: 'Trigger' }),
			getNodeWebhookUrl: () => ADDRESS,
			getQueryData: () => ({}),
			getRequestObject: () => ({ res }),
			getWorkflow: () => ({ id: 'workflow' }),
			helpers: { httpRequest },
			logger: console,
		};
	}
}

beforeEach(() => jest.useFakeTimers({ now: START, doNotFake: ['nextTick', 'setImmediate'] }));
afterEach(() => jest.useRealTimers());

const written = fc.record({
	after: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 15_000 })),
	from: fc.constantFrom('972501111111', '972502222222'),
	latency: fc.integer({ min: 0, max: 3_000 }),
	dies: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.boolean() }),
});

it('each message is in one run, with all that its customer wrote without a pause, though n8n dies in between', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(written, { minLength: 1, maxLength: 8 }), async (messages) => {
			const world = new World();
			for (const [index, { after, from, latency, dies }] of messages.entries()) {
				await jest.advanceTimersByTimeAsync(after);
				void world.write(`M${index}`, from, latency);
				await jest.advanceTimersByTimeAsync(1);
				if (dies) world.die();
			}
			await jest.advanceTimersByTimeAsync(60_000);
			void world.write('last', '972503333333', 0);
			await jest.advanceTimersByTimeAsync(60_000);

			const all = [...messages.keys()].map((index) => `M${index}`);
			expect(world.runs.flat().sort()).toEqual([...all, 'last'].sort());
			for (const run of world.runs) {
				const senders = new Set(run.map((name) => messages[Number(name.slice(1))]?.from));
				expect(senders.size).toBe(1);
			}
			if (messages.some(({ dies }) => dies)) return;
			const bursts = new Map<string, string[][]>();
			const last = new Map<string, number>();
			let now = 0;
			for (const [index, { after, from }] of messages.entries()) {
				now += after + (index === 0 ? 0 : 1);
				const own = bursts.get(from) ?? [];
				// A pause about as long as the quiet time may fall on either side.
				const pause = now - (last.get(from) ?? -Infinity);
				if (Math.abs(pause - SECONDS * 1000) < 100) return;
				if (pause > SECONDS * 1000) own.push([]);
				own.at(-1)!.push(`M${index}`);
				bursts.set(from, own);
				last.set(from, now);
			}
			const expected = [...bursts.values()].flat();
			const names = (runs: readonly string[][]) => runs.map((run) => run.join()).sort();
			expect(names(world.runs)).toEqual(names([...expected, ['last']]));
		}),
		{ numRuns: 60 },
	);
});

it('each message is in one run, though the trigger is published again meanwhile', async () => {
	const hook = fc.integer({ min: 0, max: 5_000 });
	await fc.assert(
		fc.asyncProperty(
			fc.array(written, { minLength: 1, maxLength: 8 }),
			fc.record({ before: fc.integer({ min: 0, max: 8 }), takes: fc.tuple(hook, hook) }),
			async (messages, { before, takes }) => {
				const world = new World();
				for (const [index, { after, from, latency }] of messages.entries()) {
					if (index === before) void world.republish(takes);
					await jest.advanceTimersByTimeAsync(after);
					void world.write(`M${index}`, from, latency);
				}
				await jest.advanceTimersByTimeAsync(100_000);
				void world.write('last', '972503333333', 0);
				await jest.advanceTimersByTimeAsync(60_000);
				const all = [...messages.keys()].map((index) => `M${index}`);
				expect(world.runs.flat().sort()).toEqual([...all, 'last'].sort());
			},
		),
		{ numRuns: 60 },
	);
});
