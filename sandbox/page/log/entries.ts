import type { Delivery } from '../../deliveries';
import type { RecordedRequest } from '../../requests';

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
export function toEntries(requests: readonly RecordedRequest[], deliveries: readonly Delivery[], now: number): Entry[] {
	const entries = [...numbered(requests.map(ofRequest)), ...deliveries.map((delivery) => ofDelivery(delivery, now))];
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

function ofRequest({ time, operation, to, body, undocumented, answer, effect }: RecordedRequest): Entry {
	return {
		key: `request ${time} ${operation} ${to}`,
		time,
		direction: 'request',
		title: operation,
		party: to,
		...requestFate(answer, effect),
		parts: [
			{ name: 'Request', json: pretty(body) },
			...(undocumented.length > 0 ? [{ name: 'Keys that the API does not know', json: pretty(undocumented) }] : []),
			{ name: 'Answer', json: pretty(answer) },
		],
	};
}

function requestFate(
	answer: RecordedRequest['answer'],
	effect: RecordedRequest['effect'],
): Pick<Entry, 'tone' | 'fate'> {
	if (effect && effect !== 'refuse') return { tone: 'bad', fate: effects[effect] };
	if (answer?.status === 'OK') return { tone: 'good', fate: 'accepted' };
	return { tone: 'bad', fate: `refused, reason ${answer?.reason ?? 'none'}` };
}

const effects: Readonly<Record<NonNullable<RecordedRequest['effect']>, string>> = {
	refuse: 'refused',
	latency: 'answered late',
	rateLimit: 'too fast',
	dropBeforeReading: 'connection broken, not accepted',
	dropAfterAccepting: 'accepted, then connection broken',
	hang: 'accepted, never answered',
	http500: 'HTTP 500, not accepted',
	http502: 'HTTP 502, not accepted',
	redirect: 'redirected, not accepted',
	emptyBody: 'accepted, empty answer',
	htmlBody: 'accepted, answer is a web page',
	malformedJson: 'accepted, answer is damaged',
};

const hooks = { new: 'message', update: 'status', system: 'notice' } as const;

function ofDelivery(delivery: Delivery, now: number): Entry {
	const { id, time, url, payload, attempts } = delivery;
	return {
		key: `webhook ${id}`,
		time,
		direction: 'webhook',
		title: `webhook: ${hooks[payload.hook]}`,
		party: typeof payload.from === 'string' ? payload.from : '',
		...deliveryFate(delivery, now),
		parts: [
			{ name: 'Sent to', json: withoutQuery(url) },
			{ name: 'Payload', json: pretty(payload) },
			{ name: 'Tries', json: pretty(attempts.map(({ time: at, ...rest }) => ({ at: new Date(at), ...rest }))) },
		],
	};
}

function deliveryFate({ state, attempts, nextAttempt }: Delivery, now: number): Pick<Entry, 'tone' | 'fate'> {
	const last = attempts.at(-1);
	if (!last) return { tone: 'open', fate: 'on its way' };
	const outcome = last.status === null ? 'no answer' : `HTTP ${last.status}`;
	const tries = attempts.length === 1 ? '' : `, retry ${attempts.length - 1}`;
	if (state === 'delivered') return { tone: 'good', fate: `delivered, ${outcome}${tries}` };
	if (state === 'failed') return { tone: 'bad', fate: `given up, ${outcome}${tries}` };
	const wait = nextAttempt === undefined ? 'trying again now' : `next try in ${duration(nextAttempt - now)}`;
	return { tone: 'open', fate: `${outcome}${tries}, ${wait}` };
}

const MINUTE = 60_000;

function duration(ms: number): string {
	const minutes = Math.max(1, Math.round(ms / MINUTE));
	return minutes < 60 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

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
