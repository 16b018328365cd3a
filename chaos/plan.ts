import { kindOf, kindsOf, type FaultKind, type FaultLane, type Mode } from './faults';
import { Random } from './random';

/** How a question is asked. */
export type QuestionStyle = 'buttons' | 'anyReply';

/** What somebody posts who is not 99digital, or who alters what is. */
export type Forgery = 'wrongSecret' | 'noSecret' | 'alteredChoice' | 'alteredSignature';

/** What a customer does about a question once it is on the phone. */
export interface PlannedAnswer {
	/** Position of the button, from 0. */
	choice: number;
	/** From the moment at which 99digital has accepted the question. */
	afterMs: number;
	/** A second answer right behind it. */
	again: boolean;
}

/** One thing that happens. `at` is milliseconds from the storm's beginning. */
export type Step = { at: number } & (
	| { do: 'fault'; kind: FaultKind; ms: number; pick: number }
	| { do: 'campaign'; campaign: number; first: number; count: number; executions: number }
	| { do: 'ask'; question: number; style: QuestionStyle; answer?: PlannedAnswer }
	| { do: 'write'; customer: number }
	| { do: 'repeat'; pick: number }
	| { do: 'forge'; way: Forgery; pick: number }
);

export type Lane = FaultLane | 'campaigns' | 'questions' | 'customers' | 'repeats' | 'forgeries';

/** All that a storm does, decided before it begins. */
export interface Plan {
	seed: number;
	mode: Mode;
	ms: number;
	/** In each lane the earliest first. */
	lanes: Record<Lane, Step[]>;
}

export const CAMPAIGNS = 2;
export const CUSTOMERS = 200;
export const TRIGGERS = 2;

/** Keys that one start of a campaign sends. */
const ROUND = 40;

const FORGERIES: readonly Forgery[] = ['wrongSecret', 'noSecret', 'alteredChoice', 'alteredSignature'];

/** Milliseconds between two steps of a lane: the least and the most. */
const GAPS: Record<Lane, readonly [number, number]> = {
	main: [15_000, 40_000],
	workers: [12_000, 25_000],
	services: [15_000, 40_000],
	provider: [2000, 5000],
	triggers: [8000, 16_000],
	crm: [10_000, 25_000],
	campaigns: [5000, 10_000],
	questions: [1500, 4000],
	customers: [1500, 3500],
	repeats: [2000, 5000],
	forgeries: [3000, 7000],
};

/** The same seed, mode and time give the same plan. */
export function makePlan(seed: number, mode: Mode, ms: number): Plan {
	const lane = (name: Lane, make: (random: Random) => (at: number) => Step): Step[] => {
		const random = new Random(seed, `${mode} ${name}`);
		const step = make(random);
		const steps: Step[] = [];
		for (let at = random.between(...GAPS[name]); at < ms; at += random.between(...GAPS[name])) steps.push(step(at));
		return steps;
	};
	const faults = (name: FaultLane) => {
		const kinds = kindsOf(name, mode);
		return kinds.length === 0 ? [] : lane(name, (random) => fault(random, shuffledForEver(random, kinds)));
	};
	return {
		seed,
		mode,
		ms,
		lanes: {
			main: faults('main'),
			workers: faults('workers'),
			services: faults('services'),
			provider: faults('provider'),
			triggers: lane('triggers', triggers),
			crm: faults('crm'),
			campaigns: lane('campaigns', campaigns),
			questions: lane('questions', questions),
			customers: lane('customers', (random) => (at) => ({
				at,
				do: 'write',
				customer: random.between(0, CUSTOMERS - 1),
			})),
			repeats: lane('repeats', (random) => (at) => ({ at, do: 'repeat', pick: random.between(0, 1e6) })),
			forgeries: lane('forgeries', (random) => (at) => ({
				at,
				do: 'forge',
				way: random.pick(FORGERIES),
				pick: random.between(0, 1e6),
			})),
		},
	};
}

const fault =
	(random: Random, next: () => FaultKind) =>
	(at: number): Step => {
		const kind = next();
		return { at, do: 'fault', kind, ms: random.between(...kindOf(kind).lasts), pick: random.between(0, 1e6) };
	};

/** Every kind once before any comes again, so that a short storm has seen many. */
function shuffledForEver(random: Random, kinds: readonly FaultKind[]): () => FaultKind {
	let left: FaultKind[] = [];
	return () => {
		if (left.length === 0) left = [...kinds];
		const [kind] = left.splice(random.between(0, left.length - 1), 1);
		return kind!;
	};
}

/** All triggers are published when the storm begins; each step turns one of them round. Seldom none is left. */
function triggers(random: Random): (at: number) => Step {
	const published = Array<boolean>(TRIGGERS).fill(true);
	return (at) => {
		const missing = [...published.keys()].filter((index) => !published[index]);
		const isLast = missing.length === TRIGGERS - 1 && random.chance(0.8);
		const pick = isLast ? random.pick(missing) : random.between(0, TRIGGERS - 1);
		published[pick] = !published[pick];
		const inVain = published[pick] && random.chance(0.25);
		return { at, do: 'fault', kind: inVain ? 'publishInVain' : published[pick] ? 'publish' : 'unpublish', ms: 0, pick };
	};
}

/** New keys, or once more those of an earlier start. */
function campaigns(random: Random): (at: number) => Step {
	const rounds = Array<number>(CAMPAIGNS).fill(0);
	return (at) => {
		const campaign = random.between(0, CAMPAIGNS - 1);
		const isNew = rounds[campaign] === 0 || random.chance(0.5);
		const round = isNew ? rounds[campaign]!++ : random.between(0, rounds[campaign]! - 1);
		return { at, do: 'campaign', campaign, first: round * ROUND, count: ROUND, executions: random.between(1, 3) };
	};
}

function questions(random: Random): (at: number) => Step {
	let question = 0;
	return (at) => {
		const style = random.chance(0.3) ? 'anyReply' : 'buttons';
		const planned = {
			choice: random.between(0, 1),
			afterMs: random.pick([0, 0, 500, 3000, 12_000]),
			again: random.chance(0.3),
		};
		return { at, do: 'ask', question: question++, style, ...(random.chance(0.8) && { answer: planned }) };
	};
}

/** The plan as a person reads it, one line for each step, in the order of time. */
export function planLines({ lanes }: Plan): string[] {
	const steps = Object.entries(lanes).flatMap(([lane, all]) => all.map((step) => ({ lane, step })));
	steps.sort((a, b) => a.step.at - b.step.at);
	return steps.map(({ lane, step: { at, do: what, ...rest } }) => {
		const seconds = (at / 1000).toFixed(1).padStart(7);
		return `${seconds} s  ${lane.padEnd(9)}  ${what} ${JSON.stringify(rest)}`;
	});
}
