import fc from 'fast-check';

import { RegistrationWorld } from '../../../support/registrationWorld';

const TRIGGERS = 3;

const kinds = [
	'publish',
	'unpublish',
	'unpublish while n8n starts',
	'crash',
	'ask',
	'ask while unpublishing',
	'unpublish while asking',
	'answer',
	'answer while publishing',
	'answer while unpublishing',
] as const;

type Step = readonly [
	what: (typeof kinds)[number],
	trigger: number,
	/** After how many requests to the account it happens. */
	requests: number,
];

const steps: fc.Arbitrary<Step[]> = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.nat(TRIGGERS - 1), fc.nat(4)), {
	maxLength: 14,
});

let events = 0;

/** A world, and which triggers must know which questions. */
class Shop {
	readonly world: RegistrationWorld;
	/** By trigger. One that is not published keeps its questions for itself. */
	private readonly known = Array.from({ length: TRIGGERS }, () => new Set<number>());
	/** The answer of each question that must wake it. */
	private readonly answers = new Map<number, string>();
	/** Of which nobody who could be asked knew when they were answered. */
	private readonly unheard = new Set<number>();
	/** What 99digital was told to send again. */
	private readonly again: Array<readonly [number, string]> = [];

	/** Being published; it hears nothing before the account has its address. */
	private coming?: number;

	constructor(isQueue: boolean) {
		this.world = new RegistrationWorld(TRIGGERS, isQueue);
	}

	async publish(trigger: number, work = async (publish: () => Promise<void>) => await publish()): Promise<void> {
		if (this.world.triggers[trigger]!.isPublished) await this.unpublish(trigger);
		const before = this.current;
		this.coming = trigger;
		await work(async () => await this.world.publish(trigger));
		delete this.coming;
		if (before !== undefined) this.tell(before, trigger);
	}

	async unpublish(trigger: number, work = async (unpublish: () => Promise<void>) => await unpublish()): Promise<void> {
		if (!this.world.triggers[trigger]!.isPublished) return;
		await work(async () => await this.world.unpublish(trigger));
		if (this.current === undefined) return;
		this.tell(trigger, this.current);
		this.known[trigger]!.clear();
	}

	async ask(meanwhile?: () => Promise<void>): Promise<void> {
		const before = this.current;
		const number = await this.world.ask(meanwhile);
		if (number !== undefined) this.known[this.current ?? before!]!.add(number);
	}

	/** The first question that is not answered yet is. What is said while no trigger is published is the CRM's alone. */
	async answer(isQuiet = true): Promise<void> {
		const number = this.world.questions.findIndex((_, index) => !this.answers.has(index) && !this.unheard.has(index));
		if (number < 0 || this.current === undefined) return;
		const unique = `M${events++}`;
		const isKnown = this.world.triggers.some(
			({ isPublished }, index) =>
				isPublished && this.known[index]!.has(number) && (index !== this.coming || index === this.current),
		);
		if (isKnown) this.answers.set(number, unique);
		else this.unheard.add(number);
		const isStraight = isQuiet && this.known[this.current]!.has(number);
		const { status } = await this.world.answer(number, unique);
		if (status !== 200) this.again.push([number, unique]);
		else if (isStraight) expect(this.world.runs).toEqual(this.world.triggers.map(() => 0));
	}

	async end(): Promise<void> {
		for (let index = 0; index < TRIGGERS; index++) await this.publish(index);
		for (const [number, unique] of this.again) await this.world.answer(number, unique);
		while (this.answers.size + this.unheard.size < this.world.questions.length) await this.answer();
		for (const [number, unique] of this.answers)
			expect([number, this.world.questions[number]!.wokenBy]).toEqual([number, unique]);
	}

	/** The trigger at which the events come in. */
	private get current(): number | undefined {
		const [, index] = /\/webhook\/(\d)\//.exec(this.world.account.url) ?? [];
		return index === undefined ? undefined : Number(index);
	}

	private tell(from: number, to: number): void {
		for (const number of this.known[from]!) this.known[to]!.add(number);
	}
}

async function take(shop: Shop, [what, trigger, requests]: Step): Promise<void> {
	const { world } = shop;
	const answering = async (work: () => Promise<void>) =>
		await world.during(work, requests, async () => await shop.answer(false));
	switch (what) {
		case 'publish':
			return await shop.publish(trigger);
		case 'unpublish':
			return await shop.unpublish(trigger);
		case 'unpublish while n8n starts':
			world.isStarting = true;
			await shop.unpublish(trigger);
			world.isStarting = false;
			return;
		case 'crash':
			return await world.crash(false);
		case 'ask':
			return await shop.ask();
		case 'ask while unpublishing':
			return await shop.unpublish(
				trigger,
				async (work) => await world.during(work, requests, async () => await shop.ask()),
			);
		case 'unpublish while asking':
			return await shop.ask(async () => await shop.unpublish(trigger));
		case 'answer':
			return await shop.answer();
		case 'answer while publishing':
			return await shop.publish(trigger, answering);
		case 'answer while unpublishing':
			return await shop.unpublish(trigger, answering);
	}
}

/** The answer comes when the account has the other trigger's address already. */
const inTheMoment: Step[] = [
	['publish', 0, 0],
	['publish', 1, 0],
	['ask', 0, 0],
	['answer while unpublishing', 1, 2],
];

it('wakes each question by its answer, which starts no run, in whatever order triggers are published and unpublished', async () => {
	await fc.assert(
		fc.asyncProperty(fc.boolean(), steps, async (isQueue, script) => {
			const shop = new Shop(isQueue);
			for (const step of script) await take(shop, step);
			await shop.end();
		}),
		{ numRuns: 60, interruptAfterTimeLimit: 60_000, examples: [false, true].map((isQueue) => [isQueue, inTheMoment]) },
	);
});
