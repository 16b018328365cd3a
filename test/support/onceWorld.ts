import type { Outcome } from '../../nodes/NinetyNineDigital/run/outcome';
import { OnceKeys } from '../../nodes/NinetyNineDigital/send/sendOnce/keys';
import { SendOnce } from '../../nodes/NinetyNineDigital/send/sendOnce/sendOnce';
import { SharedMemory } from './memory';
import { SimulatedClock } from './simulation';

export type Fate = 'taken' | 'refused' | 'unknown';

const OUTCOMES: Record<Fate, Outcome> = {
	taken: { done: true, json: [{ sent: true }] },
	refused: { done: false, failure: failure('no') },
	unknown: { done: false, failure: failure('unknown') },
};

function failure(sent: 'no' | 'unknown') {
	return { by: 'provider' as const, message: sent, description: '', reason: null, retryable: false, sent };
}

/** One process of n8n. */
export interface ProcessPlan {
	/** Keys that each of its executions sends, in order. */
	executions: ReadonlyArray<readonly number[]>;
	/** In milliseconds after the start. */
	startsAt: number;
	/** Milliseconds after its own start; it never stirs again. */
	killedAt?: number;
	/** Messages of an execution that are under way at once. */
	atOnce: number;
	/** Longest request to the database, in milliseconds. */
	slowest: number;
}

const never = () => new Promise<never>(() => {});

/** Evenly spread numbers from 0 to below 1, the same for the same seed. */
function randomOf(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

export const nameOf = (key: number) => `order ${key}`;

/** A provider that counts, and processes that share a slow database; its seed decides every interleaving. */
export class OnceWorld {
	readonly clock: SimulatedClock;

	readonly memory = new SharedMemory();

	/** How often the provider took the message of each key. */
	readonly taken = new Map<string, number>();

	/** Keys of requests that left and of which nobody heard again. */
	readonly inDoubt = new Set<string>();

	private readonly random: () => number;

	constructor(
		seed: number,
		private readonly fates: readonly Fate[] = ['taken'],
	) {
		this.random = randomOf(seed);
		this.clock = new SimulatedClock(this.random);
	}

	/** Runs processes until the last one that lives has ended. One outcome a key for each execution, by process. */
	run = async (plans: readonly ProcessPlan[]): Promise<Array<Array<Map<string, Outcome>>>> =>
		await this.clock.until(Promise.all(plans.map((plan) => this.process(plan))));

	private async process(plan: ProcessPlan): Promise<Array<Map<string, Outcome>>> {
		const { executions, startsAt, killedAt = Infinity, slowest } = plan;
		await this.clock.sleep(startsAt);
		const gone = () => this.clock.now() >= startsAt + killedAt;
		const sleep = async (milliseconds: number) => {
			await this.clock.sleep(milliseconds);
			if (gone()) await never();
		};
		const clock = { ...this.clock, random: this.random, sleep };
		const keys = new OnceKeys(
			this.memory.forProcess(() => sleep(this.random() * slowest)),
			clock,
		);
		const outcomes = executions.map(() => new Map<string, Outcome>());
		const all = executions.map(async (wanted, index) => {
			const once = new SendOnce(keys, { cancelled: () => false });
			const waiting = [...wanted];
			// As the dispatcher does it: a message that is to be asked again later makes room for the others.
			const lane = async () => {
				for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
					const name = nameOf(key);
					const outcome = await once.send(name, {}, () => this.send(name, gone));
					outcomes[index]!.set(name, outcome);
					if (outcome.done || !outcome.later) continue;
					waiting.push(key);
					await sleep(1_000);
				}
			};
			await Promise.all(Array.from({ length: plan.atOnce }, lane));
			await keys.flush();
		});
		const killed = killedAt === Infinity ? never() : this.clock.sleep(killedAt);
		await Promise.race([Promise.all(all), killed]);
		return outcomes;
	}

	private requests = 0;

	private async send(key: string, gone: () => boolean): Promise<Outcome> {
		if (gone()) return await never();
		const fate = this.fates[this.requests++ % this.fates.length]!;
		this.inDoubt.add(key);
		await this.clock.sleep(this.random() * 100);
		if (fate !== 'refused') this.taken.set(key, (this.taken.get(key) ?? 0) + 1);
		await this.clock.sleep(this.random() * 100);
		if (gone()) return await never();
		if (fate !== 'unknown') this.inDoubt.delete(key);
		return OUTCOMES[fate];
	}
}
