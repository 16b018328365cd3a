/** Keeps at least the last `limit` entries, oldest first, and forgets older ones in blocks so that adding stays cheap. */
export class Log<Entry> {
	private entries: Entry[] = [];

	constructor(private readonly limit: number) {}

	add(entry: Entry): void {
		this.entries.push(entry);
		if (this.entries.length >= 2 * this.limit) this.entries = this.entries.slice(-this.limit);
	}

	/** The last `count` entries that fit, oldest first. */
	last(count: number, fits: (entry: Entry) => boolean = () => true): Entry[] {
		const found: Entry[] = [];
		for (let index = this.entries.length - 1; index >= 0 && found.length < count; index--) {
			const entry = this.entries[index] as Entry;
			if (fits(entry)) found.push(entry);
		}
		return found.reverse();
	}
}
