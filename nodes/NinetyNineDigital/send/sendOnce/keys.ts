import type { Clock } from '../../run/clock';
import { ENTRIES, exclusively, ForeignListError, type Memory } from './lock';

/** `free`: now taken by the asker. `used`: sent before. `open`: taken, and nothing is known of its fate yet. */
export type Claim = 'free' | 'used' | 'open';

/** The newest keys of a node that are remembered. n8n reads and writes all of them at each step. */
const MOST_KEYS = 200_000;

/** Steps take at most one part in this many of the time, however long the list has become. */
const SHARE = 4;

const sentMark = (key: string) => `sent ${key}`;
const openMark = (key: string) => `open ${key}`;

interface Asker {
	readonly key: string;
	readonly resolve: (claim: Claim) => void;
	readonly reject: (cause: unknown) => void;
}

/**
 * The keys that a node has used, in n8n's memory. A key is noted as sent and open before its message leaves, in one step,
 * and is no longer open once its fate is known. What crashes in between stays open: never sent again, and known as such.
 *
 * All executions of a node in one process share each step; see `sharedKeys`.
 */
export class OnceKeys {
	private askers: Asker[] = [];

	/** The step under way. */
	private current: Promise<boolean> | undefined;

	/** Called when the next step that begins has ended. */
	private waiters: Array<() => void> = [];

	/** Whose fate is known, but not noted yet: true for sent. */
	private readonly settled = new Map<string, boolean>();

	/** Why no key can ever be noted here. */
	private unusable: ForeignListError | undefined;

	private isWorking = false;

	/** Milliseconds for which the lock was needed, over all steps. */
	private held = 0;

	/** Milliseconds for which a crashed process kept the lock, over all steps. */
	private stalled = 0;

	constructor(
		private readonly memory: Memory,
		private readonly clock: Clock,
	) {}

	/** The clock's milliseconds, without those for which a crashed process kept everybody waiting. */
	get livingTime(): number {
		return this.clock.now() - this.stalled;
	}

	/**
	 * Takes a key, unless somebody took it before.
	 *
	 * @throws MemoryError if it could not be noted; the key is not taken then, or stays open
	 */
	claim(key: string): Promise<Claim> {
		if (this.unusable) return Promise.reject(this.unusable);
		if (this.settled.get(key) === false) {
			this.settled.delete(key);
			return Promise.resolve('free');
		}
		return new Promise((resolve, reject) => {
			this.askers.push({ key, resolve, reject });
			void this.work();
		});
	}

	/** Notes the fate of a key that was free: its message was sent, or surely was not. */
	settle(key: string, wasSent: boolean): void {
		this.settled.set(key, wasSent);
		void this.work();
	}

	/** Waits until all that is settled by now is noted, or has failed to be once more; what is not noted stays open. */
	async flush(): Promise<void> {
		await this.current;
		for (let tries = 0; tries < 2 && this.settled.size > 0; tries++) {
			await new Promise<void>((resolve) => {
				this.waiters.push(resolve);
				void this.work();
			});
		}
	}

	private async work(): Promise<void> {
		if (this.isWorking) return;
		this.isWorking = true;
		let noted = true;
		while (this.askers.length > 0 || this.waiters.length > 0 || (noted && this.settled.size > 0)) {
			const held = this.held;
			this.current = this.step();
			noted = await this.current;
			await this.clock.sleep((this.held - held) * (SHARE - 1));
		}
		this.isWorking = false;
	}

	/** Never throws. Returns whether all was noted; if not, the askers know, and the rest waits for the next occasion. */
	private async step(): Promise<boolean> {
		const [askers, waiters, settled] = [this.askers.splice(0), this.waiters.splice(0), [...this.settled]];
		this.settled.clear();
		try {
			const claims = await exclusively(this.memory, this.clock, async (stalledMs) => {
				const since = this.clock.now();
				this.stalled += stalledMs;
				await this.forget(settled.flatMap(([key, wasSent]) => marks(key, !wasSent)));
				const taken = await this.take([...new Set(askers.map(({ key }) => key))]);
				this.held += this.clock.now() - since;
				return taken;
			});
			for (const { key, resolve } of askers) {
				resolve(claims.get(key) ?? 'open');
				// Of several askers for one key, the first one has it.
				if (claims.get(key) === 'free') claims.set(key, 'open');
			}
			return true;
		} catch (cause) {
			if (cause instanceof ForeignListError) {
				this.unusable = cause;
				askers.push(...this.askers.splice(0));
			}
			// A key that may have been given back already could be somebody else's by now; it stays open.
			for (const [key, wasSent] of settled) if (wasSent) this.settled.set(key, wasSent);
			for (const { reject } of askers) reject(cause);
			return false;
		} finally {
			for (const resolve of waiters) resolve();
		}
	}

	private async take(keys: readonly string[]): Promise<Map<string, Claim>> {
		if (keys.length === 0) return new Map();
		const noted = await this.memory.checkProcessedAndRecord(
			keys.flatMap((key) => marks(key, true)),
			'node',
			{ ...ENTRIES, maxEntries: MOST_KEYS },
		);
		const known = new Set(noted.processed);
		const claims = new Map(keys.map((key) => [key, claimOf(known, key)]));
		// Asking whether a key is open has noted it as open.
		await this.forget(keys.filter((key) => claims.get(key) === 'used').map(openMark));
		return claims;
	}

	private async forget(entries: string[]): Promise<void> {
		if (entries.length > 0) await this.memory.removeProcessed(entries, 'node', ENTRIES);
	}
}

const marks = (key: string, withSent: boolean) => [openMark(key), ...(withSent ? [sentMark(key)] : [])];

function claimOf(known: ReadonlySet<unknown>, key: string): Claim {
	if (!known.has(sentMark(key))) return 'free';
	return known.has(openMark(key)) ? 'open' : 'used';
}
