import { setTimeout as delay } from 'node:timers/promises';
import type { N8n, Role } from '../../host/n8n';

const RESTART_PAUSE_MS = 1000;

/** One of n8n's processes, which is started again whenever it has ended, as a machine that runs n8n for good does. */
export class WatchedProcess {
	/** What is done to it, one after the other. */
	private turn: Promise<unknown> = Promise.resolve();
	private closing = false;
	/** How often it has ended by itself, for instance because its database was gone. */
	endedByItself = 0;

	constructor(
		readonly name: string,
		readonly role: Role,
		private readonly n8n: N8n,
	) {
		void this.watch();
	}

	get logFile(): string {
		return this.n8n.logFile;
	}

	/** Ends it like a power cut, and starts it again `downMs` later. */
	async kill(downMs: number): Promise<void> {
		await this.inTurn(async () => {
			await this.n8n.kill();
			await delay(downMs);
			await this.startUntilUp();
		});
	}

	/** Lets it end in its own way, and starts it again. */
	async restart(downMs: number): Promise<void> {
		await this.inTurn(async () => {
			await this.n8n.stop();
			await delay(downMs);
			await this.startUntilUp();
		});
	}

	/** Lets it stand still, like a machine that is short of everything. */
	async freeze(ms: number): Promise<void> {
		await this.inTurn(async () => {
			const { pid } = this.n8n;
			if (pid === undefined) return;
			process.kill(pid, 'SIGSTOP');
			await delay(ms);
			process.kill(pid, 'SIGCONT');
		});
	}

	/** Waits until it runs, and nothing is being done to it. */
	async up(): Promise<void> {
		await this.inTurn(async () => await this.startUntilUp());
	}

	/** Does not start it any more. */
	release(): void {
		this.closing = true;
	}

	private async watch(): Promise<void> {
		while (!this.closing) {
			await this.n8n.ended();
			await this.inTurn(async () => {
				if (this.closing || this.n8n.pid !== undefined) return;
				this.endedByItself++;
				await delay(RESTART_PAUSE_MS);
				await this.startUntilUp();
			});
		}
	}

	/** A start that fails, for instance without a database, is tried again. */
	private async startUntilUp(): Promise<void> {
		while (!this.closing && this.n8n.pid === undefined) {
			await this.n8n.start().catch(async () => await delay(RESTART_PAUSE_MS));
		}
	}

	private async inTurn(work: () => Promise<void>): Promise<void> {
		const mine = this.turn.then(work);
		this.turn = mine.catch(() => undefined);
		await mine;
	}
}
