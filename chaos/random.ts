/** Numbers that look random and are the same for the same seed, on every machine (mulberry32). */
export class Random {
	private state: number;

	/**
	 * @param seed a whole number
	 * @param stream tells apart what shall not change when something else asks for more or fewer numbers
	 */
	constructor(seed: number, stream: string) {
		this.state = [...stream].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), seed | 0);
	}

	/** From 0 up to, not including, 1. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number, both ends included. */
	between(from: number, to: number): number {
		return from + Math.floor(this.next() * (to - from + 1));
	}

	chance(share: number): boolean {
		return this.next() < share;
	}

	/** @param choices at least one */
	pick<T>(choices: readonly T[]): T {
		return choices[this.between(0, choices.length - 1)]!;
	}
}
