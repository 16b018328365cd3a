import { EventEmitter } from 'node:events';
import fc from 'fast-check';
import * as n8nWorkflow from 'n8n-workflow';
import type { IWebhookFunctions } from 'n8n-workflow';

import type { Registration } from '../../../nodes/NinetyNineDigital/trigger/registration/registration';
import type { TriggerMemory } from '../../../nodes/NinetyNineDigital/trigger/triggerMemory';

type Repeats = typeof import('../../../nodes/NinetyNineDigital/trigger/repeats');

/** The module as one process has loaded it. */
function load(): Repeats {
	let loaded: Repeats | undefined;
	jest.isolateModules(() => {
		jest.doMock('n8n-workflow', () => n8nWorkflow);
		loaded = jest.requireActual<Repeats>('../../../nodes/NinetyNineDigital/trigger/repeats');
	});
	return loaded!;
}

const ADDRESS = 'https://n8n.example/webhook/trigger';

const START = Date.UTC(2026, 10, 20);

/** How long 99digital waits for its response. */
const TIMEOUT_MS = 5_000;

const MINUTE_MS = 60_000;

/** Waits before the further tries; the last try is the sixth. */
const LADDER_MS = [5_000, 5 * MINUTE_MS, 20 * MINUTE_MS, 60 * MINUTE_MS, 240 * MINUTE_MS, 1440 * MINUTE_MS];

/** One try of an event as n8n takes it. Times in milliseconds. */
interface Try {
	/** On the way, and until n8n asks the node. */
	readonly before: number;
	/** Until n8n has started the run and saved the memory. */
	readonly untilStart: number;
	/** From then to the end of the response. */
	readonly untilEnd: number;
	readonly ends: 'well' | 'noRun' | 'n8n dies before the run' | 'n8n dies after the run';
}

const times = (max: number) => fc.integer({ min: 0, max });

const someTry: fc.Arbitrary<Try> = fc.record({
	before: times(2_000),
	untilStart: fc.oneof(times(200), times(9_000)),
	untilEnd: fc.oneof(times(50), times(3_000)),
	ends: fc.constantFrom('well', 'well', 'well', 'noRun', 'n8n dies before the run', 'n8n dies after the run'),
});

class FakeResponse extends EventEmitter {
	writableEnded = false;
	statusCode = 200;
}

interface Step {
	readonly at: number;
	readonly act: () => void;
}

/** One n8n and 99digital, whose clock is moved from one thing that happens to the next. */
class World {
	readonly runs = new Map<string, number>();
	readonly delivered = new Set<string>();
	private stored: TriggerMemory = { registration: { id: 'registration', since: START, address: ADDRESS } };
	private registrations = 0;
	private repeats = load();
	private life = 0;
	private readonly steps: Step[] = [];

	/** @param isFlooded whether so many other events come that the few which are kept for a while are forgotten */
	constructor(private readonly isFlooded: boolean) {}

	send(key: string, at: number, tries: readonly Try[], ladder: readonly number[] = LADDER_MS): void {
		const [now, ...later] = tries;
		if (!now) return;
		const again = (from: number) => {
			const [wait, ...rest] = ladder;
			if (wait !== undefined) this.send(key, from + wait, later, rest);
		};
		this.plan(at + now.before, () => this.take(key, at, now, again));
	}

	run(): void {
		for (;;) {
			this.steps.sort((a, b) => a.at - b.at);
			const next = this.steps.shift();
			if (!next) return;
			jest.setSystemTime(next.at);
			next.act();
		}
	}

	/**
	 * The trigger is unpublished and published again. Each of n8n's hooks saves the copy of the memory that it began with,
	 * also over what posts have saved meanwhile.
	 *
	 * @param takes for each hook, in milliseconds
	 */
	republish(at: number, takes: readonly [number, number]): void {
		const change = (from: number, until: number, registration: () => Registration | undefined) => {
			this.plan(from, () => {
				const { registration: _, ...memory } = structuredClone(this.stored);
				this.plan(until, () => (this.stored = { ...memory, registration: registration() }));
			});
		};
		const between = at + takes[0];
		change(at, between, () => undefined);
		change(between, between + takes[1], () => ({
			id: `registration ${++this.registrations}`,
			since: Date.now(),
			address: ADDRESS,
		}));
	}

	private plan(at: number, act: () => void): void {
		this.steps.push({ at, act });
	}

	private take(key: string, sent: number, now: Try, again: (from: number) => void): void {
		const { life } = this;
		const response = new FakeResponse();
		const memory = structuredClone(this.stored);
		// n8n lets nothing in, or the trigger asks for it once more.
		if (!memory.registration) return this.end(key, sent, response, 503, life, again);
		const context = { getRequestObject: () => ({ res: response }), getNode: () => ({ id: 'node' }) } as unknown;
		const arrived = Date.now();
		const claimed = this.repeats.claim(context as IWebhookFunctions, memory, key, arrived);
		const end = (statusCode: number, after: number) =>
			this.plan(Date.now() + after, () => this.end(key, sent, response, statusCode, life, again));
		if (claimed !== 'new') return end(claimed === 'open' ? 503 : 200, 0);
		this.plan(arrived + now.untilStart, () => {
			if (life !== this.life) return again(Date.now());
			if (now.ends === 'noRun') return end(500, 0);
			if (now.ends === 'n8n dies before the run') return this.die(again);
			this.repeats.rememberEvents(memory, [key], arrived);
			this.stored = structuredClone(memory);
			this.runs.set(key, (this.runs.get(key) ?? 0) + 1);
			return now.ends === 'well' ? end(200, now.untilEnd) : this.die(again);
		});
	}

	private end(
		key: string,
		sent: number,
		response: FakeResponse,
		statusCode: number,
		life: number,
		again: (from: number) => void,
	): void {
		if (life !== this.life) return again(Date.now());
		const isLate = Date.now() - sent > TIMEOUT_MS;
		Object.assign(response, { writableEnded: true, statusCode });
		if (!isLate) response.emit('finish');
		if (isLate || statusCode >= 500) return again(isLate ? sent + TIMEOUT_MS : Date.now());
		this.delivered.add(key);
		if (this.isFlooded) this.flood();
	}

	/** n8n dies and comes back. */
	private die(again: (from: number) => void): void {
		this.life++;
		this.repeats = load();
		again(Date.now());
	}

	private flood(): void {
		const memory = structuredClone(this.stored);
		this.repeats.rememberEvents(memory, [], Date.now());
		this.stored = { ...memory, recent: { ...memory.recent, done: '' } };
	}
}

beforeEach(() => jest.useFakeTimers({ now: START }));
afterEach(() => jest.useRealTimers());

const alive = someTry.filter(({ ends }) => ends === 'well' || ends === 'noRun');

const eventOf = (tries: fc.Arbitrary<Try>) =>
	fc.record({ at: times(10_000), tries: fc.array(tries, { minLength: 7, maxLength: 7 }) });

const republished = fc.record({ at: times(30_000), takes: fc.tuple(times(10_000), times(10_000)) });

it.each([
	['several events, while n8n is slow or has no database', alive, 5, 0],
	['several events, while the trigger is published again', alive, 5, 3],
	['an event, while n8n dies', someTry, 1, 0],
])('each event starts one run, also flooded by others: %s', (_, tries, maxEvents, maxTimes) => {
	const all = fc.array(eventOf(tries), { minLength: 1, maxLength: maxEvents });
	fc.assert(
		fc.property(fc.boolean(), all, fc.array(republished, { maxLength: maxTimes }), (isFlooded, events, changes) => {
			const world = new World(isFlooded);
			for (const [index, { at, tries: each }] of events.entries()) world.send(`event ${index}-`, START + at, each);
			for (const { at, takes } of changes) world.republish(START + at, takes);
			world.run();
			for (const index of events.keys()) {
				const key = `event ${index}-`;
				const runs = world.runs.get(key) ?? 0;
				expect({ runs }).toEqual({ runs: world.delivered.has(key) ? 1 : Math.min(runs, 1) });
			}
		}),
		{ numRuns: 100 },
	);
});

it('each event starts one run, of thousands that are under way at the same time', () => {
	const EVENTS = 1_500;
	const world = new World(false);
	const slow = { before: 0, untilStart: 60_000, untilEnd: 50, ends: 'well' } as const;
	const keyOf = (index: number) => `e${String(index).padStart(7, '0')}`;
	for (let index = 0; index < EVENTS; index++) world.send(keyOf(index), START + index * 4, Array(7).fill(slow));
	world.run();
	const runs = Array.from({ length: EVENTS }, (_, index) => world.runs.get(keyOf(index)));
	expect(new Set(runs)).toEqual(new Set([1]));
	expect(world.delivered.size).toBe(EVENTS);
});
