import type { Clock } from './clock';
import { Pace, type PaceLimits } from './pace';

/** A message that is ready to leave. */
export interface Job<Outcome> {
	/** Two jobs of the same recipient are never in flight together, and go in order. */
	readonly recipient: string;
	/** Never throws. */
	send(): Promise<Outcome>;
}

/**
 * What an outcome means for what follows. `slower`: again, and the whole account too fast. `later`: again, because
 * nothing has left yet. `unsent`: over, and nothing has left.
 */
export type Verdict = 'done' | 'failed' | 'again' | 'slower' | 'later' | 'unsent';

/** What to send and how fast. */
export interface DispatchOptions<Outcome> extends PaceLimits {
	/** Of messages; their indexes count from 0. */
	readonly count: number;
	/** Asked once for each index, in order, when its turn comes near; an outcome instead of a job is final. */
	prepare(index: number): { readonly job: Job<Outcome> } | { readonly outcome: Outcome };
	judge(outcome: Outcome): Verdict;
	/** Tries after the first one, of each message. */
	readonly maxRetries: number;
	/** Aborted when the execution is cancelled. */
	readonly signal?: AbortSignal;
	readonly clock: Clock;
}

/** What became of all messages. */
export interface Dispatched<Outcome> {
	/** By index; without an entry where the run was cancelled or given up before. */
	readonly outcomes: ReadonlyArray<Outcome | undefined>;
	/** The account refused everything for so long because of its rate limit that nothing more was tried. */
	readonly gaveUp: boolean;
	readonly retries: number;
	/** Messages a second, if a refusal or the user told. */
	readonly pace: number | undefined;
}

interface Turn<Outcome> {
	readonly index: number;
	readonly job: Job<Outcome>;
	tries: number;
	/** Not before this time. */
	at: number;
}

/** Time alone lets nothing leave. */
const NEVER = Infinity;

/** Jobs of busy recipients that are kept in memory; beyond them, later items wait their turn. */
const MAX_QUEUED = 1000;

/** Wait before a job that could not leave is asked again, half of it by chance. */
const LATER_MS = 1500;

/** After so much work in one go, those that have been started get the chance to leave. */
const SLICE_MS = 3;

/** Wait before the second try, doubled for each further one, half of it by chance. */
const BACKOFF_MS = 250;
const MOST_BACKOFF_MS = 30_000;

/**
 * Sends all jobs, many at a time: as many and as fast as the account takes them, in order for each recipient, again
 * only where `judge` says so. Ends at once when it is cancelled, without waiting for those under way; and when the account
 * refuses everything for long, after those under way.
 *
 * @throws what a job threw, though none should
 */
export const dispatch = <Outcome>(options: DispatchOptions<Outcome>): Promise<Dispatched<Outcome>> =>
	new Dispatch(options).run();

class Dispatch<Outcome> {
	private readonly pace: Pace;

	private readonly outcomes: Array<Outcome | undefined>;

	private readonly busy = new Set<string>();

	/** Turns by recipient, in order, that wait for an earlier one. */
	private readonly queued = new Map<string, Array<Turn<Outcome>>>();

	/** Turns that may go as soon as their time comes: again after a refusal, or after an earlier one. */
	private due: Array<Turn<Outcome>> = [];

	private next = 0;

	private queuedCount = 0;

	private inFlight = 0;

	private retries = 0;

	private wake = () => {};

	/** What a job threw, though none may. */
	private broken: { readonly cause: unknown } | undefined;

	constructor(private readonly options: DispatchOptions<Outcome>) {
		this.pace = new Pace(options, options.count);
		this.outcomes = new Array<Outcome | undefined>(options.count).fill(undefined);
	}

	async run(): Promise<Dispatched<Outcome>> {
		const { signal } = this.options;
		const wakeUp = () => this.wake();
		signal?.addEventListener('abort', wakeUp);
		try {
			await this.work();
		} finally {
			signal?.removeEventListener('abort', wakeUp);
		}
		const { retries, outcomes, pace } = this;
		return { outcomes, retries, gaveUp: pace.isHopeless, pace: pace.found };
	}

	private async work(): Promise<void> {
		while (!this.isCancelled) {
			const wait = this.startAll();
			if (wait === NEVER && this.inFlight === 0) return;
			await this.pause(wait);
			if (this.broken) throw this.broken.cause;
		}
	}

	private get isCancelled(): boolean {
		return this.options.signal?.aborted === true;
	}

	/** Starts all that may leave now. Returns the milliseconds until time alone lets another one leave, or `NEVER`. */
	private startAll(): number {
		const { clock } = this.options;
		const began = clock.now();
		while (this.inFlight < this.pace.inFlight && !this.pace.isHopeless) {
			if (this.isCancelled || clock.now() - began > SLICE_MS) return 0;
			const delay = this.pace.delay(clock.now());
			if (delay > 0) return this.hasWork() ? delay : NEVER;
			const turn = this.takeDue(clock.now()) ?? (this.canAdmit ? this.admit(this.next++) : undefined);
			if (turn) {
				this.start(turn).catch((cause: unknown) => {
					this.broken = { cause };
					this.wake();
				});
			} else if (!this.canAdmit) return this.untilDue(clock.now());
		}
		return NEVER;
	}

	private hasWork = () => this.due.length > 0 || this.next < this.options.count;

	private get canAdmit(): boolean {
		return this.next < this.options.count && this.queuedCount < MAX_QUEUED;
	}

	private untilDue = (now: number): number =>
		this.due.length === 0 ? NEVER : Math.max(1, Math.min(...this.due.map(({ at }) => at)) - now);

	private takeDue(now: number): Turn<Outcome> | undefined {
		const position = this.due.findIndex(({ at }) => at <= now);
		return position < 0 ? undefined : this.due.splice(position, 1)[0];
	}

	/** The turn of an index, unless it is over already or has to wait for its recipient. */
	private admit(index: number): Turn<Outcome> | undefined {
		const prepared = this.options.prepare(index);
		if ('outcome' in prepared) {
			this.outcomes[index] = prepared.outcome;
			return undefined;
		}
		const turn = { index, job: prepared.job, tries: 0, at: 0 };
		const { recipient } = prepared.job;
		if (!this.busy.has(recipient)) {
			this.busy.add(recipient);
			return turn;
		}
		const others = this.queued.get(recipient);
		if (others) others.push(turn);
		else this.queued.set(recipient, [turn]);
		this.queuedCount += 1;
		return undefined;
	}

	private async start(turn: Turn<Outcome>): Promise<void> {
		const { clock, judge } = this.options;
		const sentAt = clock.now();
		this.pace.sent(sentAt);
		this.inFlight += 1;
		const outcome = await turn.job.send();
		this.inFlight -= 1;
		const verdict = judge(outcome);
		if (verdict === 'slower') this.pace.refused(clock.now(), sentAt);
		else if (verdict === 'later' || verdict === 'unsent') this.pace.unsent(sentAt);
		else this.pace.answered(clock.now(), verdict === 'done');
		if (this.triesAgain(turn, verdict)) this.repeat(turn, verdict);
		else if (verdict === 'later') this.postpone(turn);
		else this.finish(turn, outcome);
		this.wake();
	}

	private triesAgain = ({ tries }: Turn<Outcome>, verdict: Verdict): boolean =>
		(verdict === 'again' || verdict === 'slower') && tries < this.options.maxRetries && !this.isCancelled;

	private postpone(turn: Turn<Outcome>): void {
		const { clock } = this.options;
		turn.at = clock.now() + LATER_MS * (0.5 + clock.random() / 2);
		this.due.push(turn);
	}

	private repeat(turn: Turn<Outcome>, verdict: Verdict): void {
		const { clock } = this.options;
		const backoff = Math.min(MOST_BACKOFF_MS, BACKOFF_MS * 2 ** turn.tries) * (0.5 + clock.random() / 2);
		turn.tries += 1;
		// The pace itself holds back what comes too fast; a wait on top of it would only leave the account idle.
		turn.at = verdict === 'slower' ? 0 : clock.now() + backoff;
		this.retries += 1;
		this.due.push(turn);
	}

	private finish({ index, job: { recipient } }: Turn<Outcome>, outcome: Outcome): void {
		this.outcomes[index] = outcome;
		const others = this.queued.get(recipient) ?? [];
		const following = others.shift();
		if (others.length === 0) this.queued.delete(recipient);
		if (!following) {
			this.busy.delete(recipient);
			return;
		}
		this.queuedCount -= 1;
		this.due.push(following);
	}

	/**
	 * Until a request has ended, the run is cancelled, or the time is over; and until those that have been started had the
	 * chance to leave.
	 */
	private async pause(milliseconds: number): Promise<void> {
		const { clock } = this.options;
		const ended = new Promise<void>((resolve) => {
			this.wake = resolve;
		});
		if (milliseconds > 0) await (milliseconds === NEVER ? ended : Promise.race([ended, clock.sleep(milliseconds)]));
		if (!this.isCancelled) await clock.sleep(0);
	}
}
