import fc from 'fast-check';

import type { Outcome } from '../../../../nodes/NinetyNineDigital/run/outcome';
import { SendOnce } from '../../../../nodes/NinetyNineDigital/send/sendOnce/sendOnce';
import { SharedMemory } from '../../../support/memory';
import { SimulatedClock } from '../../../support/simulation';

type Fate = 'taken' | 'refused' | 'unknown';

const ANSWERS: Record<Fate, Outcome> = {
	taken: { done: true, json: [{ sent: true }] },
	refused: { done: false, failure: failure('no') },
	unknown: { done: false, failure: failure('unknown') },
};

function failure(sent: 'no' | 'unknown') {
	return { by: 'provider' as const, message: sent, description: '', reason: null, retryable: false, sent };
}

/** A process that sends each key of a set, several at once, until it is killed. */
interface Worker {
	keys: readonly number[];
	/** In milliseconds after the start. */
	startsAt: number;
	killedAt: number;
	/** Milliseconds for a request to the database, one after the other. */
	delays: readonly number[];
	atOnce: number;
}

/** A provider that counts, and workers that share a database. */
class World {
	readonly clock = new SimulatedClock();

	readonly memory = new SharedMemory();

	/** How often the provider took the message of each key. */
	readonly taken = new Map<string, number>();

	/** Keys of requests that left and of which nobody heard again. */
	readonly inDoubt = new Set<string>();

	constructor(private readonly fates: readonly Fate[] = ['taken']) {}

	private requests = 0;

	/** What came out for each key; nothing for the keys that a killed worker was at. */
	async work({ keys, startsAt, killedAt, delays, atOnce }: Worker): Promise<Map<string, Outcome>> {
		const { clock } = this;
		const outcomes = new Map<string, Outcome>();
		await clock.sleep(startsAt);
		const gone = () => clock.now() >= startsAt + killedAt;
		const dies = new Promise<never>(() => {});
		let request = 0;
		const pause = async () => {
			await clock.sleep(delays[request++ % delays.length]!);
			if (gone()) await dies;
		};
		const once = new SendOnce(this.memory.forProcess(pause), { clock, cancelled: () => false });
		const waiting = [...keys];
		const lane = async () => {
			for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
				const name = `order ${key}`;
				const outcome = await this.ask(() => once.send(name, { key: name }, () => this.send(name, gone)));
				if (gone()) return;
				outcomes.set(name, outcome);
			}
		};
		const all = Promise.all(Array.from({ length: atOnce }, lane)).then(() => once.close());
		await Promise.race([all, clock.sleep(killedAt)]);
		return outcomes;
	}

	private async ask(send: () => Promise<Outcome>): Promise<Outcome> {
		for (;;) {
			const outcome = await send();
			if (outcome.done || !outcome.later) return outcome;
			await this.clock.sleep(1_000);
		}
	}

	private async send(key: string, gone: () => boolean): Promise<Outcome> {
		if (gone()) return await new Promise<never>(() => {});
		const fate = this.fates[this.requests++ % this.fates.length]!;
		this.inDoubt.add(key);
		await this.clock.sleep(30);
		if (fate !== 'refused') this.taken.set(key, (this.taken.get(key) ?? 0) + 1);
		await this.clock.sleep(30);
		if (gone()) return await new Promise<never>(() => {});
		if (fate !== 'unknown') this.inDoubt.delete(key);
		return ANSWERS[fate];
	}
}

const NEVER = 3_600_000;
const delays = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 7 });
const worker = (killedAt: fc.Arbitrary<number>) =>
	fc.record({
		keys: fc.array(fc.nat(12), { maxLength: 15 }),
		startsAt: fc.nat(300),
		killedAt,
		delays,
		atOnce: fc.integer({ min: 1, max: 5 }),
	});
const fates = fc.array(fc.constantFrom<Fate>('taken', 'taken', 'refused', 'unknown'), { minLength: 1, maxLength: 6 });

it('workers that share keys send each one at most once, and none is lost', () =>
	fc.assert(
		fc.asyncProperty(
			fc.array(worker(fc.constant(NEVER)), { minLength: 1, maxLength: 4 }),
			fates,
			async (workers, answers) => {
				const world = new World(answers);
				const outcomes = await world.clock.until(Promise.all(workers.map((each) => world.work(each))));
				for (const times of world.taken.values()) expect(times).toBe(1);
				for (const [index, { keys }] of workers.entries()) {
					for (const key of keys) {
						const outcome = outcomes[index]!.get(`order ${key}`)!;
						if (outcome.done) expect(world.taken.get(`order ${key}`)).toBe(1);
						else if (outcome.failure.sent === 'unknown') expect(world.inDoubt).toContain(`order ${key}`);
					}
				}
			},
		),
		{ numRuns: 150 },
	));

it('after workers were killed, another run sends what was not sent, and reports the few in doubt', () =>
	fc.assert(
		fc.asyncProperty(
			fc.array(worker(fc.integer({ min: 1, max: 900 })), { minLength: 1, maxLength: 3 }),
			worker(fc.constant(NEVER)),
			async (killed, survivor) => {
				const world = new World();
				const all = [...new Set([...killed, survivor].flatMap(({ keys }) => keys))];
				const last = { ...survivor, keys: all, startsAt: 2_000 };
				const [outcomes] = await world.clock.until(
					Promise.all([world.work(last), ...killed.map((each) => world.work(each))]),
				);
				for (const times of world.taken.values()) expect(times).toBe(1);
				const doubtful = [...outcomes].filter(([, outcome]) => !outcome.done);
				for (const [key, outcome] of outcomes) if (outcome.done) expect(world.taken.get(key)).toBe(1);
				const inFlight = killed.reduce((sum, { atOnce }) => sum + 2 * atOnce, 0);
				expect(doubtful.length).toBeLessThanOrEqual(inFlight);
			},
		),
		{ numRuns: 150 },
	));

describe('one worker', () => {
	const alone = (keys: readonly number[]): Worker => ({ keys, startsAt: 0, killedAt: NEVER, delays: [5], atOnce: 3 });
	const kinds = (outcomes: Map<string, Outcome>) =>
		[...outcomes.values()].map((outcome) => (outcome.done ? (outcome.idle ?? 'sent') : outcome.failure.sent));

	it('skips in a second run what the first one sent', async () => {
		const world = new World();
		expect(kinds(await world.clock.until(world.work(alone([1, 2, 3]))))).toEqual(['sent', 'sent', 'sent']);
		expect(kinds(await world.clock.until(world.work(alone([1, 2, 3, 4]))))).toEqual([
			'skipped',
			'skipped',
			'skipped',
			'sent',
		]);
	});

	it('sends again what the provider surely refused', async () => {
		const world = new World(['refused', 'taken']);
		expect(kinds(await world.clock.until(world.work(alone([1]))))).toEqual(['no']);
		expect(kinds(await world.clock.until(world.work(alone([1]))))).toEqual(['sent']);
		expect(world.taken.get('order 1')).toBe(1);
	});

	it('never sends again what has an unknown fate, and says so', async () => {
		const world = new World(['unknown']);
		expect(kinds(await world.clock.until(world.work(alone([1]))))).toEqual(['unknown']);
		expect(kinds(await world.clock.until(world.work(alone([1]))))).toEqual(['unknown']);
		expect(world.taken.get('order 1')).toBe(1);
	});

	it('leaves nothing behind but the keys that were used', async () => {
		const world = new World(['taken', 'refused']);
		await world.clock.until(world.work(alone([1, 2])));
		expect(world.memory.entries('node')).toEqual(['sent order 1']);
		expect(world.memory.entries('workflow')).toEqual([]);
	});

	it('refuses to send where another node keeps a list for the whole workflow, and leaves that list alone', async () => {
		const world = new World();
		world.memory.put('workflow', 'a', 'b');
		expect(kinds(await world.clock.until(world.work(alone([1]))))).toEqual(['no']);
		expect(world.memory.entries('workflow')).toEqual(['a', 'b']);
		expect(world.taken.size).toBe(0);
	});

	it('refuses to send when n8n cannot note the key', async () => {
		const world = new World();
		const broken = world.memory.forProcess(() => Promise.reject(new Error('disk full')));
		const once = new SendOnce(broken, { clock: world.clock, cancelled: () => false });
		const send = jest.fn();
		const outcome = await world.clock.until(once.send('order 1', {}, send));
		expect(outcome).toMatchObject({ failure: { sent: 'no', message: expect.stringContaining('disk full') } });
		expect(send).not.toHaveBeenCalled();
	});
});
