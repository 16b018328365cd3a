import fc from 'fast-check';

import type { Outcome } from '../../../../nodes/NinetyNineDigital/run/outcome';
import { OnceKeys } from '../../../../nodes/NinetyNineDigital/send/sendOnce/keys';
import { SendOnce } from '../../../../nodes/NinetyNineDigital/send/sendOnce/sendOnce';
import { withSharedKeys, type KeysContext } from '../../../../nodes/NinetyNineDigital/send/sendOnce/sharedKeys';
import { SharedMemory } from '../../../support/memory';
import { nameOf, OnceWorld, type Fate, type ProcessPlan } from '../../../support/onceWorld';
import { SimulatedClock } from '../../../support/simulation';

const kindOf = (outcome: Outcome) => (outcome.done ? (outcome.idle ?? 'sent') : outcome.failure.sent);

const kinds = (outcomes: Map<string, Outcome>) => [...outcomes.values()].map(kindOf);

const range = (length: number, from = 0) => Array.from({ length }, (_, index) => from + index);

/** In simulated milliseconds; what any of these worlds needs at most. */
const BOUND = 1_800_000;

const process = (killedAt: fc.Arbitrary<number | undefined>) =>
	fc.record({
		executions: fc.array(fc.array(fc.nat(12), { maxLength: 10 }), { minLength: 1, maxLength: 3 }),
		startsAt: fc.nat(3_000),
		killedAt,
		atOnce: fc.integer({ min: 1, max: 5 }),
		slowest: fc.constantFrom(1, 20, 200, 1_000, 2_000),
	});

const seeds = fc.integer();
const fates = fc.array(fc.constantFrom<Fate>('taken', 'taken', 'refused', 'unknown'), { minLength: 1, maxLength: 6 });

function expectNothingTwice(world: OnceWorld) {
	expect([...world.taken].filter(([, times]) => times > 1)).toEqual([]);
}

/** What was taken is remembered as sent, so that no later run sends it again. */
function expectNothingForgotten(world: OnceWorld) {
	const remembered = world.memory.entries('node');
	for (const key of world.taken.keys()) expect(remembered).toContain(`sent ${key}`);
}

describe('any interleaving of processes and executions over a database that may be slow', () => {
	it('sends nothing twice, forgets nothing, hangs nowhere, and calls unknown only what is', () =>
		fc.assert(
			fc.asyncProperty(
				seeds,
				fc.array(process(fc.constant(undefined)), { minLength: 1, maxLength: 4 }),
				fates,
				async (seed, plans, says) => {
					const world = new OnceWorld(seed, says);
					const outcomes = await world.run(plans);
					expect(world.clock.now()).toBeLessThan(BOUND);
					expectNothingTwice(world);
					expectNothingForgotten(world);
					for (const [index, { executions }] of plans.entries()) {
						for (const [execution, keys] of executions.entries()) {
							for (const key of keys) {
								const outcome = outcomes[index]![execution]!.get(nameOf(key))!;
								if (outcome.done) expect(world.taken.get(nameOf(key))).toBe(1);
								else if (outcome.failure.sent === 'unknown') expect(world.inDoubt).toContain(nameOf(key));
								else expect(outcome.failure.message).toBe('no');
							}
						}
					}
				},
			),
			{ numRuns: 80 },
		));

	it('after processes were killed at any step, another run sends what was not sent, and reports the few in doubt', () =>
		fc.assert(
			fc.asyncProperty(
				seeds,
				fc.array(process(fc.integer({ min: 1, max: 20_000 })), { minLength: 1, maxLength: 2 }),
				process(fc.constant(undefined)),
				async (seed, killed, survivor) => {
					const world = new OnceWorld(seed);
					const every = [...new Set([...killed, survivor].flatMap(({ executions }) => executions.flat()))];
					const last: ProcessPlan = { ...survivor, executions: [every], startsAt: 2_000 };
					const [[outcomes]] = (await world.run([last, ...killed])) as [[Map<string, Outcome>]];
					expect(world.clock.now()).toBeLessThan(BOUND);
					expectNothingTwice(world);
					expectNothingForgotten(world);
					expect(outcomes.size).toBe(every.length);
					for (const [key, outcome] of outcomes) {
						if (outcome.done) expect(world.taken.get(key)).toBe(1);
						else expect(outcome.failure.sent).toBe('unknown');
					}
				},
			),
			{ numRuns: 60 },
		));
});

describe('a process that has crashed', () => {
	const MINUTE = 60_000;
	const one = (key: number, startsAt: number): ProcessPlan => ({
		executions: [[key]],
		startsAt,
		atOnce: 1,
		slowest: 50,
	});

	it('with the lock in its hands holds up the others for less than a minute, however many wait and since when', () =>
		fc.assert(
			fc.asyncProperty(seeds, fc.array(fc.nat(20_000), { minLength: 1, maxLength: 8 }), async (seed, starts) => {
				const world = new OnceWorld(seed);
				world.memory.put('workflow', 'n8n-nodes-99digital is writing', 'a beat');
				const outcomes = await world.run(starts.map((startsAt, key) => one(key, startsAt)));
				expect(outcomes.flat().flatMap(kinds)).toEqual(starts.map(() => 'sent'));
				expect(world.clock.now()).toBeLessThan(MINUTE);
			}),
			// Two that take over enter their tokens within the same 50 ms.
			{ numRuns: 60, examples: [[966756801, [2415, 4, 435, 5101]]] },
		));

	it('leaves keys in doubt for no longer than a message takes, and once the time that its lock takes', async () => {
		const world = new OnceWorld(1);
		world.memory.put('workflow', 'n8n-nodes-99digital is writing', 'a beat');
		world.memory.put('node', 'open order 1', 'sent order 1');
		const [[outcomes]] = (await world.run([one(1, 0)])) as [[Map<string, Outcome>]];
		expect(kinds(outcomes)).toEqual(['unknown']);
		expect(world.clock.now()).toBeLessThan(1.5 * MINUTE);
	});
});

describe('many executions over a database that takes 200 ms a step', () => {
	const plan = (executions: number[][]): ProcessPlan => ({ executions, startsAt: 0, atOnce: 5, slowest: 400 });

	it('8 processes with 5 executions each send the same 40 messages once, and none is called unknown', async () => {
		const world = new OnceWorld(1);
		const outcomes = await world.run(range(8).map(() => plan(range(5).map(() => range(40)))));
		const all = outcomes.flat().flatMap(kinds);
		expect(all.filter((kind) => kind === 'sent')).toHaveLength(40);
		expect(all.filter((kind) => kind === 'skipped')).toHaveLength(39 * 40);
		expectNothingTwice(world);
	});

	it('20 executions in 4 processes remember all of their 160 keys', async () => {
		const world = new OnceWorld(2);
		const keysOf = (process: number, execution: number) => range(8, 40 * process + 8 * execution);
		await world.run(range(4).map((process) => plan(range(5).map((execution) => keysOf(process, execution)))));
		expect(world.taken.size).toBe(160);
		expectNothingForgotten(world);
		const again = await world.run([plan([range(160)])]);
		expect(new Set(kinds(again[0]![0]!))).toEqual(new Set(['skipped']));
	});
});

describe('a holder of the lock', () => {
	const clock = () => new SimulatedClock();
	const once = (keys: OnceKeys) => new SendOnce(keys, { cancelled: () => false });
	const sent: Outcome = { done: true, json: [{}] };

	it('keeps it as long as it lives, however long one step takes', async () => {
		const time = clock();
		const memory = new SharedMemory();
		const slow = memory.forProcess(() => time.sleep(5));
		const { checkProcessedAndRecord } = slow;
		slow.checkProcessedAndRecord = async (items, scope, options) => {
			if (scope === 'node') await time.sleep(120_000);
			return await checkProcessedAndRecord(items, scope, options);
		};
		const send = jest.fn(async () => sent);
		const first = once(new OnceKeys(slow, time)).send('order 1', {}, send);
		const second = time.sleep(1_000).then(() =>
			once(
				new OnceKeys(
					memory.forProcess(() => time.sleep(5)),
					time,
				),
			).send('order 1', {}, send),
		);
		const [one, other] = await time.until(Promise.all([first, second]));
		expect(kindOf(one)).toBe('sent');
		expect(other).toMatchObject({ later: true });
		expect(send).toHaveBeenCalledTimes(1);
	});

	it('that was as good as dead finds its lock gone, and says of its message that it was not sent', async () => {
		const time = clock();
		const memory = new SharedMemory();
		let frozen = false;
		const sleeper = memory.forProcess(async () => {
			await time.sleep(5);
			if (frozen) await time.sleep(90_000);
		});
		const { checkProcessedAndRecord } = sleeper;
		sleeper.checkProcessedAndRecord = async (items, scope, options) => {
			const noted = await checkProcessedAndRecord(items, scope, options);
			if (scope === 'node') {
				frozen = true;
				await time.sleep(90_000);
			}
			return noted;
		};
		const send = jest.fn(async () => sent);
		const first = once(new OnceKeys(sleeper, time)).send('order 1', {}, send);
		const other = new OnceKeys(
			memory.forProcess(() => time.sleep(5)),
			time,
		);
		const second = time.sleep(1_000).then(() => once(other).send('order 2', {}, send));
		const [lost, won] = await time.until(Promise.all([first, second]));
		expect(lost).toMatchObject({
			failure: { sent: 'no', retryable: true, message: expect.stringContaining('too long') },
		});
		expect(kindOf(won)).toBe('sent');
		expect(send).toHaveBeenCalledTimes(1);
	});

	it('is waited for without one write', async () => {
		const time = clock();
		const memory = new SharedMemory();
		memory.put('workflow', 'n8n-nodes-99digital is writing');
		const waiting = memory.forProcess(() => time.sleep(5));
		const writes = jest.spyOn(waiting, 'checkProcessedAndRecord');
		void once(new OnceKeys(waiting, time)).send('order 1', {}, async () => sent);
		await time.until(time.sleep(9_000));
		expect(writes).not.toHaveBeenCalled();
	});

	it('of an earlier version that has crashed is succeeded, and its keys are known', async () => {
		const time = clock();
		const memory = new SharedMemory();
		memory.put('workflow', 'n8n-nodes-99digital is writing');
		memory.put('node', 'open order 1', 'sent order 1', 'sent order 2');
		const keys = new OnceKeys(
			memory.forProcess(() => time.sleep(5)),
			time,
		);
		const claims = Promise.all(['order 1', 'order 2', 'order 3'].map((key) => keys.claim(key)));
		expect(await time.until(claims)).toEqual(['open', 'used', 'free']);
	});
});

it('two keys one directly after the other are both answered', async () => {
	const time = new SimulatedClock();
	const memory = new SharedMemory();
	const keys = new OnceKeys(
		memory.forProcess(() => Promise.resolve()),
		time,
	);
	for (const key of range(20).map(nameOf)) {
		expect(await time.until(keys.claim(key))).toBe('free');
		const [noted, next] = [keys.flush(), keys.claim(`${key} b`)];
		await time.until(noted);
		expect(await time.until(next)).toBe('free');
	}
});

it('a claim that took minutes, while n8n was starting, lets nobody wait for many times as long', async () => {
	const time = new SimulatedClock();
	const memory = new SharedMemory();
	memory.put('node', 'open order 1', 'sent order 1');
	const requests = [150_000];
	const keys = new OnceKeys(
		memory.forProcess(() => time.sleep(requests.pop() ?? 5)),
		time,
	);
	const once = new SendOnce(keys, { cancelled: () => false });
	const ask = async () => await time.until(once.send('order 1', {}, () => Promise.reject(new Error('sent twice'))));
	let outcome = await ask();
	const since = time.now();
	for (; !outcome.done && outcome.later; outcome = await ask()) await time.until(time.sleep(1_000));
	expect(kindOf(outcome)).toBe('unknown');
	expect(time.now() - since).toBeLessThan(180_000);
});

it('executions of one node share what they know, and leave nothing behind', async () => {
	const time = new SimulatedClock();
	const memory = new SharedMemory();
	const context = {
		getNode: () => ({ id: 'node' }),
		getWorkflow: () => ({ id: 'workflow' }),
		helpers: memory.forProcess(() => time.sleep(5)),
	} as unknown as KeysContext;
	const used: OnceKeys[] = [];
	const claim = async (keys: OnceKeys) => {
		used.push(keys);
		return await keys.claim('order 1');
	};
	const both = Promise.all([withSharedKeys(context, time, claim), withSharedKeys(context, time, claim)]);
	expect((await time.until(both)).sort()).toEqual(['free', 'open']);
	expect(used[0]).toBe(used[1]);
	await time.until(withSharedKeys(context, time, claim));
	expect(used[2]).not.toBe(used[0]);
});

describe('one process', () => {
	const alone = (keys: readonly number[]): ProcessPlan[] => [
		{ executions: [keys], startsAt: 0, atOnce: 3, slowest: 5 },
	];
	const run = async (world: OnceWorld, keys: readonly number[]) => kinds((await world.run(alone(keys)))[0]![0]!);

	it('skips in a second run what the first one sent', async () => {
		const world = new OnceWorld(1);
		expect(await run(world, [1, 2, 3])).toEqual(['sent', 'sent', 'sent']);
		expect((await run(world, [1, 2, 3, 4])).sort()).toEqual(['sent', 'skipped', 'skipped', 'skipped']);
	});

	it('sends again what the provider surely refused', async () => {
		const world = new OnceWorld(1, ['refused', 'taken']);
		expect(await run(world, [1])).toEqual(['no']);
		expect(await run(world, [1])).toEqual(['sent']);
		expect(world.taken.get('order 1')).toBe(1);
	});

	it('never sends again what has an unknown fate, and says so', async () => {
		const world = new OnceWorld(1, ['unknown']);
		expect(await run(world, [1])).toEqual(['unknown']);
		expect(await run(world, [1])).toEqual(['unknown']);
		expect(world.taken.get('order 1')).toBe(1);
	});

	it('leaves nothing behind but the keys that were used', async () => {
		const world = new OnceWorld(1, ['taken', 'refused']);
		await run(world, [1, 2]);
		expect(world.memory.entries('node')).toHaveLength(1);
		expect(world.memory.entries('workflow')).toEqual([]);
	});

	it('refuses to send where another node keeps a list for the whole workflow, and leaves that list alone', async () => {
		const world = new OnceWorld(1);
		world.memory.put('workflow', 'a', 'b');
		expect(await run(world, range(30))).toEqual(range(30).map(() => 'no'));
		expect(world.memory.entries('workflow')).toEqual(['a', 'b']);
		expect(world.taken.size).toBe(0);
		expect(world.clock.now()).toBeLessThan(15_000);
	});

	it('refuses to send when n8n cannot note the key', async () => {
		const time = new SimulatedClock();
		const broken = new SharedMemory().forProcess(() => Promise.reject(new Error('disk full')));
		const once = new SendOnce(new OnceKeys(broken, time), { cancelled: () => false });
		const send = jest.fn();
		const outcome = await time.until(once.send('order 1', {}, send));
		expect(outcome).toMatchObject({ failure: { sent: 'no', message: expect.stringContaining('disk full') } });
		expect(send).not.toHaveBeenCalled();
	});
});
