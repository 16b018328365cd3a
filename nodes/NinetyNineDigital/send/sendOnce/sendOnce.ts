import type { IDataObject } from 'n8n-workflow';

import { quote } from '../../plain/characters';
import { cancelled, type Failure } from '../../run/failure';
import type { Outcome } from '../../run/outcome';
import type { OnceKeys } from './keys';

/** Another run took the key and ended, or still is, without a response of the provider. */
const fateUnknown = (key: string): Failure => ({
	by: 'node',
	message: `Whether the message of the Send Once Key ${quote(key)} was sent is unknown`,
	description:
		'An earlier run stopped before the answer of 99digital came, so the message was not sent again. Look at the conversation; to send it all the same, use another key.',
	reason: null,
	retryable: false,
	sent: 'unknown',
});

/** n8n could not note the key of the item. */
const notNoted = ({ message }: Error): Failure => ({
	by: 'node',
	message,
	description: 'Nothing was sent for this item, because it could have been sent twice.',
	reason: null,
	retryable: true,
	sent: 'no',
});

/** How long, in living milliseconds, another run may take for a message it has begun: n8n's time for a request, and a rest. */
const OTHERS_TAKE = 35_000;

/** And then its turn to note what became of it, which may take several times as long as ours. */
const OTHERS_TURNS = 8;

/** But no longer than this: one claim that took minutes, while n8n was starting, says nothing about the others. */
const MOST_TURNS = 120_000;

export interface OnceOptions {
	cancelled(): boolean;
}

/** Sends each key's message only once, whoever shares n8n's database: over runs, retries, restarts and workers. */
export class SendOnce {
	/** The longest wait for a claim, in living milliseconds. */
	private slowest = 0;

	/** When a key was first found to be open, in living milliseconds. */
	private readonly openSince = new Map<string, number>();

	/** @param keys of this node in this process, whichever execution works with them */
	constructor(
		private readonly keys: OnceKeys,
		private readonly options: OnceOptions,
	) {}

	/**
	 * Sends, unless the key was used before; then the facts alone come out. Where another run may be sending it at this
	 * moment, it has to be asked again later. Never throws.
	 *
	 * @param send never throws
	 */
	async send(key: string, facts: IDataObject, send: () => Promise<Outcome>): Promise<Outcome> {
		const asked = this.keys.livingTime;
		try {
			const claim = await this.keys.claim(key);
			this.slowest = Math.max(this.slowest, this.keys.livingTime - asked);
			if (claim === 'used') return { done: true, json: [{ ...facts, skipped: true }], idle: 'skipped' };
			if (claim === 'open') return { done: false, failure: fateUnknown(key), later: this.isOthers(key) };
		} catch (cause) {
			return { done: false, failure: notNoted(cause as Error) };
		}
		const outcome = this.options.cancelled() ? { done: false as const, failure: cancelled } : await send();
		if (outcome.done || outcome.failure.sent === 'no') this.keys.settle(key, outcome.done);
		return outcome;
	}

	/** Whether an open key may be one that another run is sending at this moment. */
	private isOthers(key: string): boolean {
		const now = this.keys.livingTime;
		const since = this.openSince.get(key) ?? now;
		this.openSince.set(key, since);
		return now - since <= OTHERS_TAKE + Math.min(MOST_TURNS, OTHERS_TURNS * this.slowest);
	}
}
