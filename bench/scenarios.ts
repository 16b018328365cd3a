import type { AccountBehaviour } from './account';
import type { Sender } from './senders';

/** One measurement of messages. */
export interface MessageScenario extends AccountBehaviour {
	sender: Sender;
	count: number;
	/** The node's *Most at Once*; its preset when left out. */
	atOnce?: number;
}

/** The sections of the page that are about messages. */
export type MessageGroup = 'limited' | 'free' | 'small' | 'network' | 'atOnce';

/** The rate that WhatsApp takes from most numbers. */
export const LIMIT = 80;

const latencies = [30, 100, 300] as const;

/** The answer of the account in the measurements that vary something else. */
const USUAL = 100;

/** Within a country, and from Europe to Israel. */
export const roundTrips = [20, 60] as const;

const FAR = 60;

type Place = Omit<MessageScenario, 'sender'>;

const by = (senders: readonly Sender[], place: Place): MessageScenario[] =>
	senders.map((sender) => ({ sender, ...place }));

const N8N_SENDERS = ['node', 'httpRequest', 'httpRequestBatched'] as const;

const groups: Readonly<Record<MessageGroup, () => MessageScenario[]>> = {
	limited() {
		const place = (count: number, latency: number) => ({ count, latency, perSecond: LIMIT, roundTrip: 0 });
		return [
			...latencies.flatMap((latency) => by(latency === USUAL ? N8N_SENDERS : ['node'], place(1_000, latency))),
			// It takes its time, so that the others are not tried.
			...by(['node'], place(3_000, USUAL)),
		];
	},
	free() {
		const place = (count: number, latency: number) => ({ count, latency, perSecond: 0, roundTrip: 0 });
		const senders = ['node', 'httpRequest', 'bareLoop'] as const;
		return [
			...latencies.flatMap((latency) => by(senders, place(1_000, latency))),
			// On a small machine n8n's database does not keep up with 10,000 responses of the HTTP Request node.
			...by(['node', 'bareLoop'], place(10_000, latencies[0])),
		];
	},
	small: () =>
		[10, 50, 100, 200].flatMap((count) => by(N8N_SENDERS, { count, latency: 300, perSecond: LIMIT, roundTrip: 0 })),
	network() {
		const all = (perSecond: number, roundTrip: number) =>
			by(['node', 'httpRequest', 'bareLoop', 'bareLoopAnew'], { count: 1_000, latency: USUAL, perSecond, roundTrip });
		return [...roundTrips.flatMap((roundTrip) => all(0, roundTrip)), ...all(LIMIT, FAR)];
	},
	atOnce: () =>
		[0, LIMIT].flatMap((perSecond) =>
			[25, 50, 100].flatMap((atOnce) =>
				by(['node'], { count: 1_000, latency: USUAL, perSecond, roundTrip: FAR, atOnce }),
			),
		),
};

/** What `--quick` leaves of each section. */
const isQuick: Readonly<Record<MessageGroup, (scenario: MessageScenario) => boolean>> = {
	limited: ({ count, latency, sender }) => count === 1_000 && latency === USUAL && sender !== 'httpRequestBatched',
	free: ({ count, latency, sender }) => count === 1_000 && latency === USUAL && sender !== 'httpRequest',
	small: ({ count, sender }) => count === 100 && sender === 'node',
	network: ({ roundTrip, perSecond, sender }) =>
		roundTrip === FAR && perSecond === 0 && (sender === 'node' || sender === 'bareLoop'),
	atOnce: () => false,
};

export const messageGroups = Object.keys(groups) as MessageGroup[];

/** All measurements of one section. */
export const messageScenarios = (group: MessageGroup, quick: boolean): MessageScenario[] =>
	groups[group]().filter((scenario) => !quick || isQuick[group](scenario));

/** How many items one execution of the engine gets. */
export const engineItems = (quick: boolean): number[] => (quick ? [1_000, 5_000] : [1_000, 100_000]);

/** How many posts a trigger gets of each kind. */
export const triggerPosts = (quick: boolean): number => (quick ? 32 : 400);

/** How many events a trigger has seen whose memory is full. */
export const seenEvents = (quick: boolean): number => (quick ? 2_000 : 20_000);

/** Of how many messages a trigger gets the statuses: of all that leave within two minutes. */
export const campaignMessages = (quick: boolean): number => (quick ? 25 : 120 * LIMIT);
