/** The `maxPerSecond` of who sets none. */
export const NO_LIMIT = 0;

/** Limits that the user sets. */
export interface PaceLimits {
	/** Most requests at once. */
	readonly maxInFlight: number;
	/** Most requests in a second, or `NO_LIMIT`. */
	readonly maxPerSecond: number;
}

/**
 * WhatsApp takes 80 messages a second from most numbers. So one more is tried within a second, and the others wait for
 * what became of it.
 */
const LIMIT_OF_MOST = 80;

/**
 * Requests at once in the beginning of a run that is too long to leave at once, so that a number that takes 20 a second
 * does not refuse too many; one more for each message that the account has taken.
 */
const FIRST_IN_FLIGHT = 31;

/**
 * The same once the account has taken more than most do, and one more for every three taken: an account that counts from
 * the full second, or refills slowly, has a limit nevertheless, and may refuse all that are under way.
 */
const NEXT_IN_FLIGHT = 25;
const NEXT_GROWTH = 1 / 3;

/** However often the account refuses, one message a second is tried. */
const LEAST_PER_SECOND = 1;

/** Refusals one after the other, each after the pace was cut for the one before, that nothing accepted came between. */
const MOST_CUTS = 60;

/** The pace after a refusal, as a share of the pace before it; after the first one, of what an account took that takes more than most. */
const FIRST_CUT = 0.91;
const CUT = 0.96;

/** Milliseconds more than a second between what left and what takes its place: not every request takes equally long. */
const MARGIN = 15;

/** What leaves within so many milliseconds may arrive in any order. */
const SHUFFLED = 50;

/** Milliseconds from the first message until requests leave evenly. */
const EVEN_AFTER = 8000;

/** So many departures are remembered at least: as many as may ever leave in a second. */
const REMEMBERED = 10_000;

/** After a while without a refusal the pace grows, faster with each further second. */
const HOLD_SECONDS = 0.5;
const GROWTH = 0.005;

const SECOND = 1000;

/**
 * When the next request may leave: finds the account's pace from its responses. A run that most accounts take within a
 * second leaves at once; a longer one starts with fewer requests at once and adds one for each that was taken. The 81st
 * within a second tells whether this account is one of most, and the others wait for its response, a second at most. If
 * it is taken, nothing is held back until a refusal. If it is refused, as many leave in each second as the account took
 * in the first: soon one after the other as in the first, so that a short run ends early, and ever more evenly until
 * `EVEN_AFTER`, for not every account may take all of a second at once; fewer after each further refusal, and more again
 * without one.
 *
 * What that costs: an account without a limit waits for one response, and one that takes 20 a second refuses up to 30 of
 * 32 to 50 messages, which leave at once because most accounts take them.
 *
 * Pure: every method takes the time, in milliseconds of any clock that only goes forward.
 */
export class Pace {
	private room: number;

	private perSecond: number;

	/** Whether it is still unknown if the account takes more than most do. */
	private isOpen: boolean;

	private nextAt = 0;

	private startedAt: number | undefined;

	private cutAt = -Infinity;

	private grewAt = -Infinity;

	private cutsInARow = 0;

	/** When those left that the account has taken or that are under way, in order. */
	private readonly left: number[] = [];

	/** What had left until then counted as taken when the pace was cut. */
	private countedUntil = -Infinity;

	/** Times of the responses within the last second that were no refusals, while it matters. */
	private readonly passed: number[] = [];

	/** @param count messages of the whole run */
	constructor(
		private readonly limits: PaceLimits,
		count: number,
	) {
		const leavesAtOnce = count <= Math.min(LIMIT_OF_MOST, limits.maxInFlight);
		this.room = leavesAtOnce ? count : Math.min(FIRST_IN_FLIGHT, limits.maxInFlight);
		this.perSecond = Math.min(LIMIT_OF_MOST + 1, this.ceiling);
		this.isOpen = this.ceiling > LIMIT_OF_MOST;
	}

	/** Most requests at once at this moment. */
	get inFlight(): number {
		return Math.floor(this.room);
	}

	/** Messages a second, once a response or the user has told; otherwise undefined. */
	get found(): number | undefined {
		const known = this.isOpen ? this.ceiling : this.perSecond;
		return Number.isFinite(known) ? known : undefined;
	}

	/** Whether the account has refused for so long, at least a minute at the slowest pace, that it will take nothing. */
	get isHopeless(): boolean {
		return this.cutsInARow >= MOST_CUTS;
	}

	/** Milliseconds until the next request may leave. */
	delay(now: number): number {
		const aSecondBefore = this.left[this.left.length - Math.floor(this.perSecond)] ?? -Infinity;
		return Math.max(0, this.nextAt - now, aSecondBefore + SECOND + MARGIN - now);
	}

	/** A request leaves. */
	sent(now: number): void {
		this.startedAt ??= now;
		this.left.push(now);
		if (this.left.length > 2 * REMEMBERED) this.left.splice(0, REMEMBERED);
		const gap = this.gapAt(now);
		this.nextAt = Math.max(this.nextAt, now - gap) + gap;
	}

	/** What should have left did not, and took no one's place. */
	unsent(sentAt: number): void {
		this.nextAt -= this.gapAt(sentAt);
		this.forget(sentAt);
	}

	/** The account responded to a message with anything but a refusal because of its rate limit. */
	answered(now: number, isTaken: boolean): void {
		if (this.isOpen) this.weigh(now);
		if (!isTaken) return;
		this.cutsInARow = 0;
		this.room = Math.min(this.limits.maxInFlight, this.room + (this.isOpen ? 1 : NEXT_GROWTH));
		this.grow(now);
	}

	/**
	 * The account refused a message because of its rate limit.
	 *
	 * @param sentAt when that request left: one from before the last cut corrects at most what was counted then
	 */
	refused(now: number, sentAt: number): void {
		this.forget(sentAt);
		if (sentAt <= this.countedUntil) this.perSecond = Math.max(LEAST_PER_SECOND, this.perSecond - 1);
		else if (sentAt >= this.cutAt) this.cut(now, sentAt);
	}

	private get ceiling(): number {
		return this.limits.maxPerSecond === NO_LIMIT ? Infinity : this.limits.maxPerSecond;
	}

	/** Milliseconds between two requests: none in the beginning. */
	private gapAt(at: number): number {
		if (this.isOpen) return 0;
		const evenness = Math.min(1, ((at - this.startedAt!) / EVEN_AFTER) ** 2);
		return (evenness * SECOND) / this.perSecond;
	}

	private weigh(now: number): void {
		this.passed.push(now);
		while (this.passed[0]! <= now - SECOND) this.passed.shift();
		if (this.passed.length <= LIMIT_OF_MOST) return;
		this.isOpen = false;
		this.perSecond = this.ceiling;
		this.room = Math.min(this.room, NEXT_IN_FLIGHT);
	}

	private cut(now: number, sentAt: number): void {
		this.countedUntil = sentAt + SHUFFLED;
		const taken = this.left.filter((at) => at > sentAt - SECOND - SHUFFLED && at <= this.countedUntil).length;
		const isFirst = this.cutAt === -Infinity;
		const isLikeMost = isFirst && taken <= LIMIT_OF_MOST;
		if (isFirst && !isLikeMost) this.startedAt = -Infinity;
		const slower = isFirst ? taken * (isLikeMost ? 1 : FIRST_CUT) : Math.min(this.perSecond * CUT, taken);
		this.perSecond = Math.max(LEAST_PER_SECOND, Math.min(this.perSecond, slower));
		this.isOpen = false;
		this.cutsInARow += 1;
		this.nextAt = Math.max(this.nextAt, now + SECOND / this.perSecond);
		this.cutAt = now;
		this.grewAt = now;
	}

	private grow(now: number): void {
		const quiet = (now - this.cutAt) / SECOND - HOLD_SECONDS;
		const passed = (now - this.grewAt) / SECOND;
		this.grewAt = now;
		if (!Number.isFinite(quiet) || quiet <= 0) return;
		this.perSecond = Math.min(this.ceiling, this.perSecond * (1 + GROWTH * quiet ** 2 * passed));
	}

	private forget(sentAt: number): void {
		const index = this.left.lastIndexOf(sentAt);
		if (index >= 0) this.left.splice(index, 1);
	}
}
