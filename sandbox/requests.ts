import type { ProviderResponse } from './response';
import type { Effect } from './behaviour';
import { text, withoutKey, type Body } from './body';
import { Log } from './log';
import type { Operation } from './operations/operation';

/** One request as it arrived and what became of it. `time` is milliseconds since 1970. */
export interface RecordedRequest {
	time: number;
	operation: string;
	to: string;
	/** The JSON without the account's key; null when it was no JSON object. */
	body: Body | null;
	/** Keys that the operation's page does not know. */
	undocumented: string[];
	/** The provider's response, whether or not the sender got to see it; null when the request never reached it. */
	response: ProviderResponse | null;
	/** What disturbed it, if anything did. */
	effect?: Effect['effect'];
}

const KEPT = 50_000;

/** The last requests and running totals of all. */
export class Requests {
	private readonly log = new Log<RecordedRequest>(KEPT);
	private total = 0;
	private accepted = 0;
	private readonly refused: Record<string, Record<number, number>> = {};

	record(
		operation: Operation,
		body: Body | undefined,
		fate: Pick<RecordedRequest, 'time' | 'response' | 'effect'>,
	): void {
		this.total++;
		this.count(operation.name, fate.response);
		this.log.add({
			operation: operation.name,
			to: body ? text(body, 'to') : '',
			body: body ? withoutKey(body) : null,
			undocumented: Object.keys(body ?? {}).filter((key) => !operation.keys.has(key)),
			...fate,
		});
	}

	/** The last requests, oldest first; of one operation or to one recipient when said. */
	last(count: number, { operation, to }: { operation?: string; to?: string } = {}): RecordedRequest[] {
		return this.log.last(
			count,
			(request) => (operation ?? request.operation) === request.operation && (to ?? request.to) === request.to,
		);
	}

	/** Requests that arrived, those the provider accepted, and refusals as operation → reason → how many. */
	totals() {
		return { requests: this.total, accepted: this.accepted, refused: this.refused };
	}

	private count(operation: string, response: ProviderResponse | null): void {
		if (!response) return;
		if (response.status === 'OK') this.accepted++;
		else this.countRefusal(operation, response.reason ?? 0);
	}

	private countRefusal(operation: string, reason: number): void {
		const reasons = (this.refused[operation] ??= {});
		reasons[reason] = (reasons[reason] ?? 0) + 1;
	}
}
