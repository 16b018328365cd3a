import { dispatch, type Dispatched, type DispatchOptions } from '../../nodes/NinetyNineDigital/run/dispatch';
import { type Clock } from '../../nodes/NinetyNineDigital/run/clock';

/** Time that passes only when everybody waits. */
export class SimulatedClock implements Clock {
	private time = 0;

	private readonly sleepers: Array<{ at: number; wake: () => void }> = [];

	/** @param random from 0 to below 1 */
	constructor(readonly random: () => number = () => 0.5) {}

	now = () => this.time;

	sleep = (milliseconds: number) =>
		new Promise<void>((wake) => {
			this.sleepers.push({ at: this.time + milliseconds, wake });
		});

	/** Lets time pass until the promise is settled. */
	async until<T>(promise: Promise<T>): Promise<T> {
		let settled = false;
		const mark = () => {
			settled = true;
		};
		promise.then(mark, mark);
		for (;;) {
			await new Promise(setImmediate);
			if (settled) return await promise;
			this.sleepers.sort((a, b) => a.at - b.at);
			const next = this.sleepers.shift();
			if (!next) throw new Error('everybody waits for ever');
			this.time = next.at;
			next.wake();
		}
	}
}

export type Answer = 'taken' | 'tooFast' | 'tryAgain' | 'no' | 'unknown';

const VERDICTS = { taken: 'done', tooFast: 'slower', tryAgain: 'again', no: 'failed', unknown: 'failed' } as const;

export interface World {
	/** Recipient of each message, by index. */
	recipients: readonly string[];
	/** What the account answers to a message that arrives at this time. */
	answer(now: number, index: number): Answer;
	/** Milliseconds until the response; the account sees the message halfway. */
	latency: number | ((index: number) => number);
	maxInFlight?: number;
	maxPerSecond?: number;
	maxRetries?: number;
	cancelAt?: number;
}

interface Observed {
	/** Messages in the order in which they left. */
	left: Array<{ index: number; at: number }>;
	/** Indexes in the order in which the account took them. */
	taken: number[];
	refused: number;
	mostInFlight: number;
	/** Recipients that had two messages in flight at once. */
	doubled: string[];
}

export interface Report extends Dispatched<Answer>, Observed {
	seconds: number;
}

/** Sends a world's messages in simulated time and tells all that happened. */
export async function simulate(world: World): Promise<Report> {
	const clock = new SimulatedClock();
	const report: Observed = { left: [], taken: [], refused: 0, mostInFlight: 0, doubled: [] };
	const flying: string[] = [];
	const send = async (index: number): Promise<Answer> => {
		const recipient = world.recipients[index]!;
		const latency = typeof world.latency === 'number' ? world.latency : world.latency(index);
		if (flying.includes(recipient)) report.doubled.push(recipient);
		flying.push(recipient);
		report.mostInFlight = Math.max(report.mostInFlight, flying.length);
		report.left.push({ index, at: clock.now() });
		await clock.sleep(latency / 2);
		const answer = world.answer(clock.now(), index);
		if (answer === 'taken') report.taken.push(index);
		else report.refused += 1;
		await clock.sleep(latency / 2);
		flying.splice(flying.indexOf(recipient), 1);
		return answer;
	};
	const cancel = new AbortController();
	if (world.cancelAt !== undefined) void clock.sleep(world.cancelAt).then(() => cancel.abort());
	const options: DispatchOptions<Answer> = {
		count: world.recipients.length,
		prepare: (index) => ({ job: { recipient: world.recipients[index]!, send: () => send(index) } }),
		judge: (answer) => VERDICTS[answer],
		maxInFlight: world.maxInFlight ?? 50,
		maxPerSecond: world.maxPerSecond ?? 0,
		maxRetries: world.maxRetries ?? 5,
		signal: cancel.signal,
		clock,
	};
	const dispatched = await clock.until(dispatch(options));
	return { ...report, ...dispatched, seconds: clock.now() / 1000 };
}

/** Ways in which a provider may count 80 messages a second; the pages name none. */
export const limiters: Record<string, (perSecond: number, offset: number) => (now: number) => boolean> = {
	'a window that starts anew each second': (perSecond, offset) => {
		let second = -1;
		let used = 0;
		return (now) => {
			const current = Math.floor((now + offset) / 1000);
			if (current !== second) [second, used] = [current, 0];
			return used++ < perSecond;
		};
	},
	'a sliding second': (perSecond) => {
		const taken: number[] = [];
		return (now) => {
			while (taken.length > 0 && taken[0]! <= now - 1000) taken.shift();
			if (taken.length >= perSecond) return false;
			taken.push(now);
			return true;
		};
	},
	'a bucket of tokens': (perSecond) => {
		let tokens = perSecond;
		let last = 0;
		return (now) => {
			tokens = Math.min(perSecond, tokens + ((now - last) * perSecond) / 1000);
			last = now;
			if (tokens < 1) return false;
			tokens -= 1;
			return true;
		};
	},
};
