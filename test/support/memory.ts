import type { DeduplicationItemTypes, DeduplicationScope, ICheckProcessedOptions } from 'n8n-workflow';

type List = Array<DeduplicationItemTypes>;

/**
 * n8n's memory of processed values, as its DeduplicationHelper keeps it in the database: each call reads a whole list
 * and later writes it back; only a list's first entry and its end are single steps.
 */
export class SharedMemory {
	private readonly lists = new Map<DeduplicationScope, List>();

	readonly helpers = this.forProcess(() => new Promise(setImmediate));

	/**
	 * The helpers of one process.
	 * @param pause passes before each request to the database; never ends in a process that is gone
	 */
	forProcess(pause: () => Promise<void>) {
		return new Process(this.lists, pause);
	}

	/** What the list of a scope holds at this moment. */
	entries = (scope: DeduplicationScope): readonly DeduplicationItemTypes[] => this.lists.get(scope) ?? [];

	put(scope: DeduplicationScope, ...entries: List): void {
		this.lists.set(scope, entries);
	}
}

class Process {
	constructor(
		private readonly lists: Map<DeduplicationScope, List>,
		private readonly pause: () => Promise<void>,
	) {}

	checkProcessedAndRecord = async (items: List, scope: DeduplicationScope, { maxEntries }: ICheckProcessedOptions) => {
		const read = await this.read(scope);
		if (!read) {
			await this.pause();
			if (this.lists.has(scope)) throw new Error('UNIQUE constraint failed: processed_data');
			this.lists.set(scope, kept(items, maxEntries));
			return { new: items, processed: [] };
		}
		const known = new Set(read);
		const fresh = items.filter((item) => !known.has(item));
		await this.write(scope, kept([...read, ...fresh], maxEntries));
		return { new: fresh, processed: items.filter((item) => known.has(item)) };
	};

	removeProcessed = async (items: List, scope: DeduplicationScope) => {
		const read = await this.read(scope);
		if (!read) return;
		const without = [...read];
		for (const item of items) if (without.includes(item)) without.splice(without.indexOf(item), 1);
		await this.write(scope, without);
	};

	clearAllProcessedItems = async (scope: DeduplicationScope) => {
		await this.pause();
		this.lists.delete(scope);
	};

	getProcessedDataCount = async (scope: DeduplicationScope) => (await this.read(scope))?.length ?? 0;

	private async read(scope: DeduplicationScope): Promise<List | undefined> {
		await this.pause();
		const list = this.lists.get(scope);
		return list && [...list];
	}

	private async write(scope: DeduplicationScope, list: List): Promise<void> {
		await this.pause();
		if (this.lists.has(scope)) this.lists.set(scope, list);
	}
}

const kept = (items: List, most = Infinity): List => items.slice(-most);
