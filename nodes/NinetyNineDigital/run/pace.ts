/** The `maxPerSecond` of who sets none. */
export const NO_LIMIT = 0;

/** Limits that the user sets. */
export interface PaceLimits {
	/** Most requests at once. */
	readonly maxInFlight: number;
	/** Most requests in a second, or `NO_LIMIT`. */
	readonly maxPerSecond: number;
}

/** Requests at once in the beginning; one more for each message that the account has taken. */
const FIRST_IN_FLIGHT = 31;

/**
 * WhatsApp takes 80 messages a second from most numbers, and all that are under way when an account reaches its limit
 * may be refused. So once that many have left, fewer are under way until the account has taken clearly more.
 */
const LIMIT_OF_MOST = 80;
const CAREFUL_IN_FLIGHT = 25;
const CAREFUL_UNTIL = 110;

/** However often the account refuses, one message a second is tried. */
const LEAST_PER_SECOND = 1;

/** Refusals one after the other, each after the pace was cut for the one before, that nothing accepted came between. */
const MOST_CUTS = 60;

/** The pace after a refusal, as a share of what the account took in the second before it. */
const FIRST_CUT = 0.91;
const CUT = 0.97;

/** After a while without a refusal the pace grows, faster with each further second. */
const HOLD_SECONDS = 0.5;
const GROWTH = 0.005;

const SECOND = 1000;

/**
 * When the next request may leave: finds the account's pace from its responses. It starts without any, with few requests
 * at once, holds back where most accounts have their limit, and goes on with more. The first rate-limit refusal tells
 * the pace: what the account took within the last second. From then on requests leave evenly, a little slower after each
 * refusal and faster again without one.
 *
 * Pure: every method takes the time, in milliseconds of any clock that only goes forward.
 */
export class Pace {
	private room: number;

	private perSecond: number;

	private nextAt = 0;

	private cutAt = -Infinity;

	private grewAt = -Infinity;

	private left = 0;

	private taken = 0;

	private cutsInARow = 0;

	/** Times of the messages that the account took within the last second. */
	private readonly recent: number[] = [];

	constructor(private readonly limits: PaceLimits) {
		this.room = Math.min(FIRST_IN_FLIGHT, limits.maxInFlight);
		this.perSecond = this.ceiling;
	}

	/** Most requests at once at this moment. */
	get inFlight(): number {
		const isCareful = this.left >= LIMIT_OF_MOST && this.taken < CAREFUL_UNTIL;
		return isCareful ? Math.min(CAREFUL_IN_FLIGHT, this.room) : this.room;
	}

	/** Messages a second, once a response or the user has told; otherwise undefined. */
	get found(): number | undefined {
		return Number.isFinite(this.perSecond) ? this.perSecond : undefined;
	}

	/** Whether the account has refused for so long, at least a minute at the slowest pace, that it will take nothing. */
	get isHopeless(): boolean {
		return this.cutsInARow >= MOST_CUTS;
	}

	/** Milliseconds until the next request may leave. */
	delay(now: number): number {
		return Math.max(0, this.nextAt - now);
	}

	/** A request leaves. */
	sent(now: number): void {
		const gap = SECOND / this.perSecond;
		this.nextAt = Math.max(this.nextAt, now - gap) + gap;
		this.left += 1;
	}

	/** What should have left did not, and took no one's place. */
	unsent(): void {
		this.nextAt -= SECOND / this.perSecond;
		this.left -= 1;
	}

	/** The account took a message. */
	accepted(now: number): void {
		this.taken += 1;
		this.cutsInARow = 0;
		this.recent.push(now);
		this.forget(now);
		if (this.room < this.limits.maxInFlight) this.room += 1;
		this.grow(now);
	}

	/**
	 * The account refused a message because of its rate limit.
	 *
	 * @param sentAt when that request left: one from before the last cut tells nothing new
	 */
	refused(now: number, sentAt: number): void {
		if (sentAt < this.cutAt) return;
		this.forget(now);
		const cut = this.cutAt === -Infinity ? FIRST_CUT : CUT;
		const slower = Math.min(this.perSecond, Math.max(1, this.recent.length)) * cut;
		this.perSecond = Math.min(this.ceiling, Math.max(LEAST_PER_SECOND, slower));
		this.cutsInARow += 1;
		const second = this.recent[0] ?? now;
		this.nextAt = Math.max(this.nextAt, second + SECOND, now + SECOND / this.perSecond);
		this.cutAt = now;
		this.grewAt = now;
	}

	private get ceiling(): number {
		return this.limits.maxPerSecond === NO_LIMIT ? Infinity : this.limits.maxPerSecond;
	}

	private grow(now: number): void {
		const quiet = (now - this.cutAt) / SECOND - HOLD_SECONDS;
		const passed = (now - this.grewAt) / SECOND;
		this.grewAt = now;
		if (!Number.isFinite(quiet) || quiet <= 0) return;
		this.perSecond = Math.min(this.ceiling, this.perSecond * (1 + GROWTH * quiet ** 2 * passed));
	}

	private forget(now: number): void {
		while (this.recent.length > 0 && this.recent[0]! <= now - SECOND) this.recent.shift();
	}
}
