import type { Provider } from '../sandbox/provider';
import type { Sandbox } from '../sandbox/server';

/** How the account behaves in a measurement. */
export interface AccountBehaviour {
	/** Milliseconds until each answer. */
	latency: number;
	/** Messages it takes in any second; 0 for any number. */
	perSecond: number;
	/** Milliseconds to it and back, behind TLS; 0 for plain HTTP on the same machine. */
	roundTrip: number;
}

/** What the account has seen. */
export interface Seen {
	requests: number;
	accepted: number;
	/** Customers with more than one message. */
	doubled: number;
	connections: number;
	mostInFlight: number;
	/** From the first request to the last answer, with the way of both. */
	seconds: number;
	/** Messages accepted in each second since the first request. */
	acceptedBySecond: number[];
}

/** For a connection, for TLS, and for the request and its answer: the ways of the first message that no sender can save. */
export const FIRST_TRIPS = 3;

export const numberOf = (index: number): string => String(972_500_000_000 + index);

/** Puts the account back to its beginning; so many customers have just written. */
export function prepareAccount({ provider }: Sandbox, count: number, { latency, perSecond }: AccountBehaviour): void {
	provider.reset();
	for (let index = 0; index < count; index++) provider.phone(numberOf(index)).write('Hello');
	if (latency > 0) provider.behaviours.add({ effect: 'latency', ms: latency });
	if (perSecond > 0) provider.behaviours.add({ effect: 'rateLimit', perSecond });
}

/** Watches the requests from now on. */
export function watchRequests(
	{ provider }: Sandbox,
	count: number,
	{ latency, roundTrip }: AccountBehaviour,
): () => Seen {
	let first: number | undefined;
	let last = 0;
	const note = (change: string) => {
		if (change !== 'requests') return;
		last = performance.now();
		first ??= last;
	};
	provider.on('change', note);
	return () => {
		provider.off('change', note);
		const { requests, accepted, connections, mostInFlight } = provider.counters();
		const doubled = receivedCounts(provider, count).filter((own) => own > 1).length;
		const acceptedBySecond = countedBySecond(provider);
		const seconds = (last - (first ?? last) + latency + FIRST_TRIPS * roundTrip) / 1000;
		return { requests, accepted, doubled, connections, mostInFlight, seconds, acceptedBySecond };
	};
}

function countedBySecond({ requests }: Provider): number[] {
	const log = requests.last(Infinity);
	const start = log[0]?.time ?? 0;
	const counts: number[] = [];
	for (const { time, response } of log) {
		if (response?.status !== 'OK') continue;
		const second = Math.floor((time - start) / 1000);
		counts[second] = (counts[second] ?? 0) + 1;
	}
	return Array.from(counts, (count) => count ?? 0);
}

/** How many of the first customers have one message, and no more. */
export const onceEach = ({ provider }: Sandbox, count: number): number =>
	receivedCounts(provider, count).filter((own) => own === 1).length;

function receivedCounts(provider: Provider, count: number): number[] {
	const { customers } = provider.accounts.get();
	const messagesOf = (index: number) => customers.at(numberOf(index)).messages;
	return Array.from({ length: count }, (_, index) => messagesOf(index).filter(({ by }) => by === 'business').length);
}
