import fc from 'fast-check';

import { faultLanes, kindOf, kindsOf, modes } from '../../../chaos/faults';
import { makePlan, planLines, TRIGGERS, type Plan } from '../../../chaos/plan';

const MINUTE = 60_000;

const seeds = fc.integer({ min: 0, max: 999_999 });
const anyMode = fc.constantFrom(...modes);

const all = ({ lanes }: Plan) => Object.values(lanes).flat();

it('is the same twice for the same seed, and another one for another seed', () => {
	fc.assert(
		fc.property(seeds, anyMode, (seed, mode) => {
			expect(planLines(makePlan(seed, mode, 5 * MINUTE))).toEqual(planLines(makePlan(seed, mode, 5 * MINUTE)));
			expect(planLines(makePlan(seed, mode, 5 * MINUTE))).not.toEqual(planLines(makePlan(seed + 1, mode, 5 * MINUTE)));
		}),
		{ numRuns: 20 },
	);
});

it('a longer storm begins like a shorter one', () => {
	const [short, long] = [makePlan(7, 'queue', MINUTE), makePlan(7, 'queue', 10 * MINUTE)];
	for (const [name, steps] of Object.entries(short.lanes)) {
		expect(long.lanes[name as keyof Plan['lanes']].slice(0, steps.length)).toEqual(steps);
	}
});

it('stays within its time, each lane in order, with faults that the mode has and for as long as they last', () => {
	fc.assert(
		fc.property(seeds, anyMode, (seed, mode) => {
			const plan = makePlan(seed, mode, 5 * MINUTE);
			for (const steps of Object.values(plan.lanes)) {
				expect(steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at).sort((a, b) => a - b));
			}
			for (const step of all(plan)) {
				expect(step.at).toBeLessThan(plan.ms);
				if (step.do !== 'fault') continue;
				const { modes: has, lasts } = kindOf(step.kind);
				expect(has).toContain(mode);
				expect(step.ms).toBeGreaterThanOrEqual(lasts[0]);
				expect(step.ms).toBeLessThanOrEqual(lasts[1]);
			}
		}),
		{ numRuns: 20 },
	);
});

it.each(modes)('15 minutes of %s plan more than 200 faults, every kind among them', (mode) => {
	const kinds = all(makePlan(1, mode, 15 * MINUTE)).flatMap((step) => (step.do === 'fault' ? [step.kind] : []));
	expect(kinds.length).toBeGreaterThan(200);
	expect(new Set(kinds)).toEqual(new Set(faultLanes.flatMap((lane) => kindsOf(lane, mode))));
});

it('publishes a trigger only when it is not published, and takes it off only when it is', () => {
	fc.assert(
		fc.property(seeds, (seed) => {
			const published = Array<boolean>(TRIGGERS).fill(true);
			for (const step of makePlan(seed, 'single', 10 * MINUTE).lanes.triggers) {
				if (step.do !== 'fault') throw new Error(`The lane of the triggers does ${step.do}`);
				expect(published[step.pick]).toBe(step.kind === 'unpublish');
				published[step.pick] = !published[step.pick];
			}
		}),
		{ numRuns: 20 },
	);
});

it('asks each question once', () => {
	const numbers = makePlan(3, 'queue', 10 * MINUTE).lanes.questions.map((step) => step.do === 'ask' && step.question);
	expect(numbers).toEqual(numbers.map((_, index) => index));
});
