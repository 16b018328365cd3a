import type { AccountBehaviour } from './account';
import type { Sender } from './senders';

/** One measurement of messages. */
export interface MessageScenario extends AccountBehaviour {
	sender: Sender;
	count: number;
}

/** The rate that WhatsApp takes from most numbers. */
export const LIMIT = 80;

export const latencies = [30, 100, 300] as const;

const counts = [100, 1_000, 10_000] as const;

/**
 * All measurements of messages. Where an account has a limit, 10,000 messages take over two minutes: the node is tried
 * at each latency, the others at one.
 */
export function messageScenarios(quick: boolean): MessageScenario[] {
	const all = [LIMIT, 0].flatMap((perSecond) =>
		counts.flatMap((count) =>
			latencies.flatMap((latency) =>
				sendersFor(perSecond, count, latency).map((sender) => ({ sender, count, latency, perSecond })),
			),
		),
	);
	return quick ? all.filter(({ count, latency }) => count === 1_000 && latency === 100) : all;
}

function sendersFor(perSecond: number, count: number, latency: number): Sender[] {
	if (perSecond === 0) return ['node', 'httpRequest', 'bareLoop'];
	if (count < 10_000 || latency === 100) return ['node', 'httpRequest', 'httpRequestBatched'];
	return ['node'];
}

/** How many items one execution of the engine gets. */
export const engineCounts = (quick: boolean): number[] => (quick ? [1_000, 5_000] : [1_000, 10_000, 100_000]);

/** How many posts a trigger gets of each kind. */
export const triggerPosts = (quick: boolean): number => (quick ? 60 : 400);

/** Of how many messages a trigger gets the statuses: some 10,000 events. */
export const campaignMessages = (quick: boolean): number => (quick ? 200 : 3_400);
