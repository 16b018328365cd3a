import type { Delivery } from '../../deliveries';
import type { RecordedRequest } from '../../requests';
import type { Texts } from '../texts/en';

type Words = Texts['log'];

/** What the sandbox has seen, and its time in milliseconds since 1970. */
export interface Seen {
	requests: readonly RecordedRequest[];
	deliveries: readonly Delivery[];
	now: number;
}

/** How an exchange ended, for its colour: well, badly, or not yet. */
export type Tone = 'good' | 'bad' | 'open';

/** One line of the log: a request to the API or a webhook from it. */
export interface Entry {
	key: string;
	/** Milliseconds since 1970. */
	time: number;
	direction: 'request' | 'webhook';
	title: string;
	/** Whom it is about. */
	party: string;
	tone: Tone;
	/** How it ended, in a few words. */
	fate: string;
	/** What can be opened, as name and JSON. */
	parts: Array<{ name: string; json: string }>;
}

/** Requests and webhooks in one list, newest first; of what happened in one moment, the webhook is the newer. */
export function toEntries({ requests, deliveries, now }: Seen, words: Words): Entry[] {
	const entries = [
		...numbered(requests.map((request) => ofRequest(request, words))),
		...deliveries.map((delivery) => ofDelivery(delivery, now, words)),
	];
	return entries
		.map((entry, index) => ({ entry, index }))
		.sort((a, b) => b.entry.time - a.entry.time || b.index - a.index)
		.map(({ entry }) => entry);
}

/** The entries that hold every word somewhere, in whatever case. */
export function search(entries: readonly Entry[], words: string): Entry[] {
	const wanted = words.toLowerCase().split(/\s+/);
	return entries.filter((entry) => {
		const { title, party, fate, parts } = entry;
		const text = [title, party, fate, ...parts.map(({ json }) => json)].join('\n').toLowerCase();
		return wanted.every((word) => text.includes(word));
	});
}

/** An address without what its query may hold: the receiver's secrets. */
export function withoutQuery(url: string): string {
	const [address = '', query] = url.split('?');
	return query === undefined ? address : `${address}?…`;
}

function ofRequest(
	{ time, operation, to, body, undocumented, response, effect }: RecordedRequest,
	words: Words,
): Entry {
	const { parts } = words;
	return {
		key: `request ${time} ${operation} ${to}`,
		time,
		direction: 'request',
		title: operation,
		party: to,
		...requestFate(response, effect, words),
		parts: [
			{ name: parts.request, json: pretty(body) },
			...(undocumented.length > 0 ? [{ name: parts.undocumented, json: pretty(undocumented) }] : []),
			{ name: parts.answer, json: pretty(response) },
		],
	};
}

function requestFate(
	response: RecordedRequest['response'],
	effect: RecordedRequest['effect'],
	words: Words,
): Pick<Entry, 'tone' | 'fate'> {
	if (effect && effect !== 'refuse') return { tone: 'bad', fate: words.effects[effect] };
	if (response?.status === 'OK') return { tone: 'good', fate: words.accepted };
	return { tone: 'bad', fate: words.refused(String(response?.reason ?? words.noReason)) };
}

function ofDelivery(delivery: Delivery, now: number, words: Words): Entry {
	const { parts } = words;
	const { id, time, url, payload, attempts } = delivery;
	return {
		key: `webhook ${id}`,
		time,
		direction: 'webhook',
		title: words.webhooks[payload.hook],
		party: typeof payload.from === 'string' ? payload.from : '',
		...deliveryFate(delivery, now, words),
		parts: [
			{ name: parts.sentTo, json: withoutQuery(url) },
			{ name: parts.payload, json: pretty(payload) },
			{ name: parts.tries, json: pretty(attempts.map(({ time: at, ...rest }) => ({ at: new Date(at), ...rest }))) },
		],
	};
}

function deliveryFate(
	{ state, attempts, nextAttempt }: Delivery,
	now: number,
	words: Words,
): Pick<Entry, 'tone' | 'fate'> {
	const last = attempts.at(-1);
	if (!last) return { tone: 'open', fate: words.onItsWay };
	const outcome = last.status === null ? words.noAnswer : `HTTP ${last.status}`;
	const tried = attempts.length === 1 ? [outcome] : [outcome, words.retry(attempts.length - 1)];
	if (state === 'delivered') return { tone: 'good', fate: [words.delivered, ...tried].join(', ') };
	if (state === 'failed') return { tone: 'bad', fate: [words.givenUp, ...tried].join(', ') };
	const wait = nextAttempt === undefined ? words.tryingNow : words.nextTry(minutesIn(nextAttempt - now));
	return { tone: 'open', fate: [...tried, wait].join(', ') };
}

const MINUTE = 60_000;

const minutesIn = (ms: number): number => Math.max(1, Math.round(ms / MINUTE));

const pretty = (value: unknown): string => JSON.stringify(value, hideSecrets, 2);

const hideSecrets = (key: string, value: unknown): unknown =>
	key === 'url' && typeof value === 'string' ? withoutQuery(value) : value;

/** Two requests of one moment may be alike in all that the key says. */
function numbered(entries: readonly Entry[]): Entry[] {
	const seen = new Map<string, number>();
	return entries.map((entry) => {
		const count = (seen.get(entry.key) ?? 0) + 1;
		seen.set(entry.key, count);
		return { ...entry, key: `${entry.key} ${count}` };
	});
}
