import { setMaxListeners } from 'node:events';
import type { WebhookRegistration } from './accounts';
import type { Clock } from './clock';
import { Log } from './log';
import type { Payload } from './payloads';
import type { Post } from './post';

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;

/** How long the provider waits before each further try; that it counts from the try before is an assumption. */
const RETRIES = [0, 5 * MINUTE, 20 * MINUTE, HOUR, 4 * HOUR, 24 * HOUR];
const SUCCESS = 200;
const KEPT = 20_000;

/** Characters of a response. */
const TEXT_KEPT = 100;

/** One try. `time` is milliseconds since 1970; `status` is null when no HTTP response came, and `error` says why. */
export interface Attempt {
	time: number;
	status: number | null;
	error?: string;
	/** The beginning of the response's text, where it is known. */
	text?: string;
}

/** One webhook and its fate. */
export interface Delivery {
	id: number;
	/** When it happened, milliseconds since 1970. */
	time: number;
	url: string;
	payload: Payload;
	state: 'pending' | 'delivered' | 'failed';
	attempts: Attempt[];
	/** When the next try is due, milliseconds since 1970. */
	nextAttempt?: number;
}

export interface DeliverySettings {
	/** How many times faster than documented the waits between tries pass. */
	speed: number;
	/** How long the receiver may take to respond, in milliseconds of real time. */
	timeoutMs: number;
}

/** Takes webhooks to their addresses, and tries again as documented where the account asks for it. */
export class Deliveries {
	private readonly log = new Log<Delivery>(KEPT);
	private readonly closing = new AbortController();
	private lastId = 0;

	constructor(
		private readonly clock: Clock,
		private readonly post: Post,
		private readonly settings: DeliverySettings,
		private readonly changed: () => void,
	) {
		// Each webhook under way listens to it; Node warns from the eleventh on.
		setMaxListeners(0, this.closing.signal);
	}

	/** Sets out at once and does not wait for the outcome. The address and the setting to retry are those of now. */
	send({ url, retry }: WebhookRegistration, payload: Payload): Delivery {
		const delivery: Delivery = {
			id: ++this.lastId,
			time: this.clock.now(),
			url,
			payload,
			state: 'pending',
			attempts: [],
		};
		this.log.add(delivery);
		void this.attempt(delivery, retry ? RETRIES : []);
		this.changed();
		return delivery;
	}

	/** The last deliveries, oldest first. */
	last(count: number, fits?: (delivery: Delivery) => boolean): Delivery[] {
		return this.log.last(count, fits);
	}

	/** Gives up everything that is still under way. */
	close(): void {
		this.closing.abort();
	}

	private async attempt(delivery: Delivery, retries: readonly number[]): Promise<void> {
		delete delivery.nextAttempt;
		const time = this.clock.now();
		const outcome = await this.try(delivery);
		if (this.closing.signal.aborted) return;

		delivery.attempts.push({ time, ...outcome });
		if (outcome.status === SUCCESS) delivery.state = 'delivered';
		else this.plan(delivery, retries);
		this.changed();
	}

	private async try({ url, payload }: Delivery): Promise<Omit<Attempt, 'time'>> {
		try {
			const json = JSON.stringify(payload);
			const response = await this.post(url, json, this.settings.timeoutMs, this.closing.signal);
			if (typeof response === 'number') return { status: response };
			return { status: response.status, text: response.text.slice(0, TEXT_KEPT) };
		} catch (error) {
			return { status: null, error: error instanceof Error ? error.message : String(error) };
		}
	}

	private plan(delivery: Delivery, [wait, ...later]: readonly number[]): void {
		if (wait === undefined) {
			delivery.state = 'failed';
			return;
		}
		delivery.nextAttempt = this.clock.now() + wait / this.settings.speed;
		this.clock.schedule(delivery.nextAttempt, () => void this.attempt(delivery, later));
	}
}
