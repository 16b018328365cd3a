import fc from 'fast-check';

import { dispatch, type Verdict } from '../../../nodes/NinetyNineDigital/run/dispatch';
import { limiters, simulate, SimulatedClock, type Answer } from '../../support/simulation';

const everybodyElse = (count: number) => Array.from({ length: count }, (_, index) => `97250${1_000_000 + index}`);

const inputOrder = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Sends to an account that takes 80 a second. */
async function sendAtLimit(count: number, latency: number, allows: (now: number) => boolean) {
	const report = await simulate({
		recipients: everybodyElse(count),
		latency,
		answer: (now) => (allows(now) ? 'taken' : 'tooFast'),
	});
	expect([...report.taken].sort((a, b) => a - b)).toEqual(inputOrder(count));
	return { timesTheFloor: report.seconds / (count / 80), waste: report.refused / count, pace: report.pace };
}

/** Milliseconds from the beginning of the account's own second to the first message; counts in windows alone. */
const OFFSETS = [0, 130, 400, 700, 950];

const accounts = Object.entries(limiters).flatMap(([name, limiter]) =>
	(name.includes('window') ? OFFSETS : [0]).map((offset) => ({ name, offset, limiter: () => limiter(80, offset) })),
);

describe.each(accounts)('an account that counts 80 a second in $name, begun $offset ms before', ({ limiter }) => {
	it.each([30, 100, 300])('takes 1,000 messages at %i ms each once, near the floor, little wasted', async (latency) => {
		const { timesTheFloor, waste, pace } = await sendAtLimit(1000, latency, limiter());
		expect(timesTheFloor).toBeLessThan(1.15);
		expect(waste).toBeLessThan(0.05);
		expect(pace).toBeGreaterThan(60);
	});
});

it.each(Object.entries(limiters))('with 10,000 messages even less is wasted: %s', async (_, limiter) => {
	const { timesTheFloor, waste } = await sendAtLimit(10_000, 100, limiter(80, 130));
	expect(timesTheFloor).toBeLessThan(1.05);
	expect(waste).toBeLessThan(0.02);
});

it('finds a faster pace when the account allows more again', async () => {
	const slow = limiters['a sliding second']!(20, 0);
	const fast = limiters['a sliding second']!(200, 0);
	const report = await simulate({
		recipients: everybodyElse(3000),
		latency: 100,
		answer: (now) => ((now < 5000 ? slow(now) : fast(now)) ? 'taken' : 'tooFast'),
	});
	expect(report.outcomes).not.toContain('tooFast');
	expect(report.pace).toBeGreaterThan(120);
});

it.each([
	[1000, 1.11],
	[2000, 1.06],
])('sends %i nearly as fast as the connections allow where there is no limit', async (count, times) => {
	const report = await simulate({ recipients: everybodyElse(count), latency: 100, answer: () => 'taken' });
	const bareLoop = (count / 50) * 0.1;
	expect(report.seconds / bareLoop).toBeLessThan(times);
	expect(report.mostInFlight).toBe(50);
	expect(report.pace).toBeUndefined();
});

it('keeps below the ceiling that the user sets', async () => {
	const report = await simulate({
		recipients: everybodyElse(300),
		latency: 40,
		maxPerSecond: 25,
		answer: () => 'taken',
	});
	for (const { at } of report.left) {
		expect(report.left.filter((other) => other.at >= at && other.at < at + 1000).length).toBeLessThanOrEqual(26);
	}
});

const answers = fc.constantFrom<Answer>('taken', 'tooFast', 'tryAgain', 'no', 'unknown');

/** Messages to few recipients, and for each message what the account says to one try after the other. */
const worlds = fc.record({
	script: fc.array(fc.record({ to: fc.nat(8), says: fc.array(answers, { minLength: 1, maxLength: 5 }) }), {
		maxLength: 60,
	}),
	latency: fc.integer({ min: 1, max: 400 }),
	maxInFlight: fc.integer({ min: 1, max: 20 }),
	maxRetries: fc.integer({ min: 0, max: 4 }),
});

describe('whatever the account answers', () => {
	const run = async ({ script, ...limits }: typeof worlds extends fc.Arbitrary<infer W> ? W : never) => {
		const tries = script.map(() => 0);
		const report = await simulate({
			...limits,
			recipients: script.map(({ to }) => `customer ${to}`),
			answer: (_, index) => script[index]!.says[tries[index]!++] ?? 'taken',
		});
		return { report, tries };
	};

	it('each message has an outcome, and none is sent again unless it was surely not sent', () =>
		fc.assert(
			fc.asyncProperty(worlds, async (world) => {
				const { report, tries } = await run(world);
				for (const [index, { says }] of world.script.entries()) {
					const script = [...says, 'taken' as const];
					const final = script.findIndex((answer) => answer !== 'tooFast' && answer !== 'tryAgain');
					const last = Math.min(final, world.maxRetries);
					expect(tries[index]).toBe(last + 1);
					expect(report.outcomes[index]).toBe(script[last]);
				}
			}),
		));

	it('no customer has two messages in flight, and each gets them in input order', () =>
		fc.assert(
			fc.asyncProperty(worlds, async (world) => {
				const { report } = await run(world);
				expect(report.doubled).toEqual([]);
				for (const to of new Set(world.script.map((message) => message.to))) {
					const own = report.left.map(({ index }) => index).filter((index) => world.script[index]!.to === to);
					expect(own).toEqual([...own].sort((a, b) => a - b));
				}
			}),
		));

	it('never more requests are in flight than allowed', () =>
		fc.assert(
			fc.asyncProperty(worlds, async (world) => {
				const { report } = await run(world);
				expect(report.mostInFlight).toBeLessThanOrEqual(world.maxInFlight);
			}),
		));
});

describe('an account that refuses everything because of its rate limit', () => {
	it.each([1, 30, 100, 1000])('ends a run of %i within two minutes', async (count) => {
		const report = await simulate({ recipients: everybodyElse(count), latency: 100, answer: () => 'tooFast' });
		expect(report.seconds).toBeLessThan(120);
		expect(report.taken).toEqual([]);
		expect(report.gaveUp).toBe(count >= 30);
	});

	it('does not end a run if it takes one now and then', async () => {
		let arrived = 0;
		const answer = () => (arrived++ % 30 === 29 ? 'taken' : 'tooFast');
		const report = await simulate({ recipients: everybodyElse(20), latency: 100, maxRetries: 1000, answer });
		expect(report.gaveUp).toBe(false);
		expect(report.taken).toHaveLength(20);
	});

	it('ends no run that is under way when it begins to take again after half a minute', async () => {
		const answer = (now: number) => (now > 5_000 && now < 35_000 ? 'tooFast' : 'taken');
		const report = await simulate({ recipients: everybodyElse(2000), latency: 100, maxRetries: 50, answer });
		expect(report.taken).toHaveLength(2000);
	});
});

it('ends in bounded time, sends nothing twice and hangs nowhere, whatever the account answers for ever', () =>
	fc.assert(
		fc.asyncProperty(
			fc.array(answers, { minLength: 1, maxLength: 8 }),
			fc.array(fc.nat(8), { maxLength: 60 }),
			fc.integer({ min: 1, max: 400 }),
			fc.integer({ min: 0, max: 20 }),
			async (script, to, latency, maxRetries) => {
				let arrived = 0;
				const report = await simulate({
					recipients: to.map((customer) => `customer ${customer}`),
					latency,
					maxRetries,
					answer: () => script[arrived++ % script.length]!,
				});
				expect(report.seconds).toBeLessThan(60 * (1 + to.length) + maxRetries * 30 * Math.max(1, to.length));
				expect(new Set(report.taken).size).toBe(report.taken.length);
				expect(report.outcomes.every((outcome) => outcome !== undefined) || report.gaveUp).toBe(true);
			},
		),
	));

describe('when the execution is cancelled', () => {
	it.each<[string, Answer, number]>([
		['between two tries', 'tryAgain', 0],
		['for the account', 'tooFast', 0],
		['for the ceiling of the user', 'taken', 1],
	])('no wait %s goes on', async (_, says, maxPerSecond) => {
		const report = await simulate({
			recipients: everybodyElse(30),
			latency: 10,
			maxPerSecond,
			maxRetries: 20,
			cancelAt: 20_555,
			answer: () => says,
		});
		expect(report.seconds).toBe(20.555);
	});

	it('among 1,500 items that fail their check, n8n gets its turn, and the rest is not looked at', async () => {
		let now = 0;
		let prepared = 0;
		const cancel = new AbortController();
		const sleep = async () => {
			if (prepared >= 100) cancel.abort();
		};
		await dispatch<Answer>({
			count: 1500,
			prepare: () => {
				now += 1;
				prepared += 1;
				return { outcome: 'no' };
			},
			judge: () => 'failed',
			maxInFlight: 50,
			maxPerSecond: 0,
			maxRetries: 0,
			signal: cancel.signal,
			clock: { now: () => now, random: () => 0.5, sleep },
		});
		expect(prepared).toBeLessThan(110);
	});

	it('among items that wait for one customer, too', async () => {
		let now = 0;
		let prepared = 0;
		const cancel = new AbortController();
		await dispatch<Answer>({
			count: 1500,
			prepare: () => {
				now += 1;
				prepared += 1;
				return { job: { recipient: 'one', send: () => new Promise(() => {}) } };
			},
			judge: () => 'failed',
			maxInFlight: 50,
			maxPerSecond: 0,
			maxRetries: 0,
			signal: cancel.signal,
			clock: { now: () => now, random: () => 0.5, sleep: async () => void (prepared >= 100 && cancel.abort()) },
		});
		expect(prepared).toBeLessThan(110);
	});
});

it('sends nothing more once the execution is cancelled', async () => {
	const report = await simulate({
		recipients: everybodyElse(1000),
		latency: 100,
		cancelAt: 450,
		answer: () => 'taken',
	});
	expect(Math.max(...report.left.map(({ at }) => at))).toBeLessThan(450);
	expect(report.outcomes).toHaveLength(1000);
	expect(report.outcomes.filter((outcome) => outcome === undefined).length).toBeGreaterThan(700);
});

it('keeps a customer with very many messages from filling the memory', async () => {
	const recipients = Array.from({ length: 3000 }, (_, index) => (index % 100 === 99 ? `other ${index}` : 'one'));
	const report = await simulate({ recipients, latency: 10, answer: () => 'taken' });
	expect(report.taken).toHaveLength(3000);
	expect(report.doubled).toEqual([]);
});

it('ends with what a job threw, though none may', async () => {
	const recipients = everybodyElse(3);
	const answer = () => {
		throw new RangeError('impossible');
	};
	await expect(simulate({ recipients, latency: 10, answer })).rejects.toThrow('impossible');
});

describe('a job that did not leave', () => {
	const run = async (verdicts: readonly Verdict[][], maxPerSecond = 0) => {
		const clock = new SimulatedClock();
		const asked = verdicts.map(() => 0);
		const dispatched = await clock.until(
			dispatch<Verdict>({
				count: verdicts.length,
				prepare: (index) => ({
					job: { recipient: String(index), send: async () => verdicts[index]![asked[index]!++]! },
				}),
				judge: (verdict) => verdict,
				maxInFlight: 5,
				maxPerSecond,
				maxRetries: 0,
				clock,
			}),
		);
		return { ...dispatched, seconds: clock.now() / 1000 };
	};

	it('is asked again as long as it says later, and that is no retry', async () => {
		const { outcomes, retries } = await run([['later', 'later', 'done']]);
		expect(outcomes).toEqual(['done']);
		expect(retries).toBe(0);
	});

	it('does not count as one that the account may have counted', async () => {
		const clock = new SimulatedClock();
		let underWay = 0;
		let most = 0;
		const leave = async (): Promise<Verdict> => {
			most = Math.max(most, ++underWay);
			await clock.sleep(100);
			return 'failed';
		};
		const send = (index: number) => (index < 100 ? Promise.resolve<Verdict>('unsent') : leave());
		const cancel = new AbortController();
		void clock.sleep(1).then(() => cancel.abort());
		const dispatched = dispatch<Verdict>({
			count: 140,
			prepare: (index) => ({ job: { recipient: String(index), send: () => send(index) } }),
			judge: (verdict) => verdict,
			maxInFlight: 50,
			maxPerSecond: 0,
			maxRetries: 0,
			signal: cancel.signal,
			clock,
		});
		await clock.until(dispatched);
		expect(most).toBe(31);
	});

	it('keeps no place in the pace', async () => {
		const skipped = Array.from({ length: 300 }, (): Verdict[] => ['unsent']);
		const { outcomes, seconds } = await run([...skipped, ['done']], 2);
		expect(outcomes.at(-1)).toBe('done');
		expect(seconds).toBeLessThan(5);
	});
});

it('lets what has started leave before it prepares many more', async () => {
	let now = 0;
	let inOneGo = 0;
	let most = 0;
	const nextTurn = async () => {
		await new Promise(setImmediate);
		inOneGo = 0;
	};
	await dispatch<Answer>({
		count: 60,
		prepare: (index) => {
			now += 1;
			most = Math.max(most, ++inOneGo);
			return { job: { recipient: `customer ${index}`, send: async () => (await nextTurn(), 'taken') } };
		},
		judge: () => 'done',
		maxInFlight: 50,
		maxPerSecond: 0,
		maxRetries: 0,
		clock: { now: () => now, random: () => 0.5, sleep: nextTurn },
	});
	expect(most).toBeLessThan(10);
});

it('deals with all answers that have come in before it prepares anything for their places', async () => {
	const replies: Array<(answer: Answer) => void> = [];
	const nextTurn = async () => await new Promise<void>((resolve) => setImmediate(resolve));
	let prepared = 0;
	const dispatched = dispatch<Answer>({
		count: 40,
		prepare: (index) => {
			prepared += 1;
			return { job: { recipient: `customer ${index}`, send: () => new Promise((reply) => replies.push(reply)) } };
		},
		judge: () => 'done',
		maxInFlight: 20,
		maxPerSecond: 0,
		maxRetries: 0,
		clock: { now: () => 0, random: () => 0.5, sleep: nextTurn },
	});
	while (replies.length > 0) {
		const before = prepared;
		for (const reply of replies.splice(0)) {
			reply('taken');
			for (let step = 0; step < 20; step++) await Promise.resolve();
		}
		expect(prepared).toBe(before);
		await nextTurn();
		await nextTurn();
	}
	expect((await dispatched).outcomes).toHaveLength(40);
	expect(prepared).toBe(40);
});
