import { bestSeconds } from '../../../bench/best';
import { limiters, simulate, type Answer } from '../../support/simulation';

const COUNTS = Array.from({ length: 200 }, (_, index) => index + 1);
const every = (step: number) => COUNTS.filter((count) => count % step === 0);
const LATENCIES = [30, 100, 300];
const MOST_AT_ONCE = 50;
const SLIDING = 'a sliding second';
const WINDOW = 'a window that starts anew each second';

type Latency = number | ((index: number) => number);

const everybodyElse = (count: number) => Array.from({ length: count }, (_, index) => `97250${1_000_000 + index}`);

const send = (count: number, latency: Latency, answer: (now: number, index: number) => Answer) =>
	simulate({ recipients: everybodyElse(count), latency, answer });

const sendWithin = (count: number, latency: Latency, allows: (now: number) => boolean) =>
	send(count, latency, (now) => (allows(now) ? 'taken' : 'tooFast'));

/** Of a sender with as many at once as the node has. */
const best = (count: number, latency: number, perSecond: number) =>
	bestSeconds(count, { latency, perSecond, roundTrip: 0 }, MOST_AT_ONCE);

/** Up to `share` more or less than `latency`, the same in each run. */
const uneven = (latency: number, share: number) => (index: number) =>
	latency * (1 - share + 2 * share * ((index * 0.618_034) % 1));

const most = (numbers: readonly number[]): number => Math.max(...numbers);
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

describe('1 to 200 messages to an account that takes 80 in any second', () => {
	it.each(LATENCIES)('at %i ms: hardly one wasted, and within 1.25 times the best', async (latency) => {
		for (const count of COUNTS) {
			const { seconds, refused, taken } = await sendWithin(count, latency, limiters[SLIDING]!(80, 0));
			expect({ count, taken: new Set(taken).size }).toEqual({ count, taken: count });
			expect({ count, wasted: refused, isFew: refused <= (count > 80 ? 1 : 0) }).toMatchObject({ isFew: true });
			const times = seconds / best(count, latency, 80);
			expect({ count, times, isNear: times <= 1.25 }).toMatchObject({ isNear: true });
		}
	});

	it.each(LATENCIES)('at %i ms, a third more or less: at most 10 in 100 wasted', async (latency) => {
		const times: number[] = [];
		for (const count of every(2)) {
			const unevenly = uneven(latency, 1 / 3);
			const { seconds, refused } = await sendWithin(count, unevenly, limiters[SLIDING]!(80, 0));
			expect({ count, refused, isFew: refused <= count / 10 }).toMatchObject({ isFew: true });
			times.push(seconds / best(count, (latency * 4) / 3, 80));
		}
		expect(most(times)).toBeLessThan(1.45);
		expect(mean(times)).toBeLessThan(1.05);
	});
});

it('1 to 200 messages to an account that counts 80 from each full second: few are wasted, wherever it stands', async () => {
	const wastes: number[] = [];
	for (const latency of LATENCIES)
		for (const offset of [0, 130, 400, 700, 950])
			for (const count of every(10)) {
				const { refused } = await sendWithin(count, latency, limiters[WINDOW]!(80, offset));
				wastes.push(refused / count);
			}
	expect(mean(wastes)).toBeLessThan(0.03);
});

describe.each([20, 40])('1 to 200 messages to an account that takes %i in any second', (perSecond) => {
	it.each(LATENCIES)('at %i ms: soon done, after what left first in the hope of 80', async (latency) => {
		for (const count of every(5)) {
			const { seconds, refused } = await sendWithin(count, latency, limiters[SLIDING]!(perSecond, 0));
			const times = seconds / best(count, latency, perSecond);
			const isFine = times <= 1.3 && refused <= MOST_AT_ONCE;
			expect({ count, times, refused, isFine }).toMatchObject({ isFine: true });
		}
	});
});

describe('an account without a limit', () => {
	const bareLoop = (count: number, latency: number) => best(count, latency, 0);

	it.each(LATENCIES)('at %i ms takes up to 50 in one go, and up to 80 in two', async (latency) => {
		for (const count of every(3).filter((one) => one <= 80)) {
			const { seconds } = await send(count, latency, () => 'taken');
			const more = Math.round((seconds - bareLoop(count, latency)) * 1000);
			expect({ count, more }).toEqual({ count, more: 0 });
		}
	});

	it.each(LATENCIES)('at %i ms costs up to 200 two responses more', async (latency) => {
		for (const count of every(3)) {
			const { seconds } = await send(count, latency, () => 'taken');
			const more = Math.round(((seconds - bareLoop(count, latency)) * 1000) / latency);
			expect({ count, more, isLittle: more <= (count <= 100 ? 1 : 2) }).toMatchObject({ isLittle: true });
		}
	});

	it('is found although it refuses every tenth for other reasons', async () => {
		const { seconds } = await send(2000, 100, (_, index) => (index % 10 === 0 ? 'no' : 'taken'));
		expect(seconds / bareLoop(2000, 100)).toBeLessThan(1.1);
	});

	it('is waited for a second at most when one of the first responses is slow', async () => {
		const { left } = await send(
			500,
			(index) => (index === 7 ? 60_000 : 100),
			() => 'taken',
		);
		expect(left[120]!.at).toBeLessThan(1500);
		expect(left[400]!.at).toBeLessThan(3000);
	});
});

it('a run that is too long to leave at once begins with 31, and waits after the 81st', async () => {
	const { left } = await send(500, 100, () => 'taken');
	expect(left.filter(({ at }) => at === 0)).toHaveLength(31);
	expect(left.filter(({ at }) => at < 200)).toHaveLength(81);
	expect(left.filter(({ at }) => at === 200)).toHaveLength(25);
});

it('what leaves in bursts after a refusal leaves evenly some seconds later', async () => {
	const { left } = await sendWithin(1500, 100, limiters[SLIDING]!(80, 0));
	const inTenths = (from: number) =>
		Array.from({ length: 10 }, (_, tenth) => from + tenth * 100).map(
			(at) => left.filter((one) => one.at >= at && one.at < at + 100).length,
		);
	expect(most(inTenths(1000))).toBeGreaterThan(30);
	expect(most(inTenths(10_000))).toBeLessThanOrEqual(10);
});

it('finds the pace of an account that admits little at a time, once it leaves evenly', async () => {
	const taken: number[] = [];
	const tenASecondTenth = (now: number) => {
		while (taken.length > 0 && taken[0]! <= now - 100) taken.shift();
		if (taken.length >= 8) return false;
		taken.push(now);
		return true;
	};
	const { pace } = await sendWithin(2000, 100, tenASecondTenth);
	expect(pace).toBeGreaterThan(60);
});
