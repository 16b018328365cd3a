const SECOND = 1000;

/**
 * A rate limit: at most `perSecond` in any stretch of one second. The provider publishes neither its figure nor how it
 * counts, so a window that slides, the strictest reading, is a guess.
 */
export class Pace {
	/** The times of the last accepted, in a ring; `next` is the oldest. */
	private readonly times: number[];
	private next = 0;

	constructor(perSecond: number) {
		this.times = Array<number>(perSecond).fill(-Infinity);
	}

	hasRoom(now: number): boolean {
		const oldest = this.times[this.next];
		return oldest !== undefined && now - oldest >= SECOND;
	}

	take(now: number): void {
		this.times[this.next] = now;
		this.next = (this.next + 1) % this.times.length;
	}
}

/** Counts one more against every limit; false, and counted against none, when one has no room. */
export function keepsPace(paces: readonly Pace[], now: number): boolean {
	if (!paces.every((pace) => pace.hasRoom(now))) return false;
	for (const pace of paces) pace.take(now);
	return true;
}
