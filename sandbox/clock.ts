interface Task {
	at: number;
	run: () => void;
}

/** The sandbox's time in milliseconds since 1970: real time, plus what tests and users let pass. */
export class Clock {
	private ahead = 0;
	private tasks: Task[] = [];
	private timer?: NodeJS.Timeout;

	/** @param source the time to build on; a test gives one that stands still */
	constructor(private readonly source: () => number = Date.now) {}

	now(): number {
		return this.source() + this.ahead;
	}

	/** Lets time pass in one jump; whatever falls due in it runs now, earliest first. */
	advance(ms: number): void {
		this.ahead += ms;
		this.runDue();
	}

	/** Runs a task once the clock shows the time `at`. */
	schedule(at: number, run: () => void): void {
		this.tasks.push({ at, run });
		this.tasks.sort((a, b) => a.at - b.at);
		this.wakeForNext();
	}

	/** Forgets all tasks and every jump. */
	reset(): void {
		clearTimeout(this.timer);
		this.tasks = [];
		this.ahead = 0;
	}

	private runDue(): void {
		const now = this.now();
		const due = this.tasks.filter((task) => task.at <= now);
		this.tasks = this.tasks.filter((task) => task.at > now);
		for (const task of due) task.run();
		this.wakeForNext();
	}

	private wakeForNext(): void {
		clearTimeout(this.timer);
		const next = this.tasks[0];
		if (!next) return;
		this.timer = setTimeout(() => this.runDue(), Math.max(1, next.at - this.now()));
		this.timer.unref();
	}
}
