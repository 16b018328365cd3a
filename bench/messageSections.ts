import { FIRST_TRIPS } from './account';
import { bestSeconds } from './best';
import { goalsTable, percent, thousands } from './goal';
import { cpuEach, measured, peer, timesBest, timesFloor, waste, type Measured } from './measured';
import { messageGoals } from './messageGoals';
import type { Results } from './results';
import { LIMIT, type MessageGroup } from './scenarios';
import { senderNames } from './senders';
import { table } from './table';

type Columns = ReadonlyArray<readonly [head: string, cell: (one: Measured, all: readonly Measured[]) => string]>;

const COUNT: Columns = [['Messages', ({ count }) => thousands(count)]];

const ANSWER: Columns = [['Answer after', ({ latency }) => `${latency} ms`]];

const SENDER: Columns = [['Sender', ({ sender }) => senderNames[sender]]];

const ACCEPTED: Columns = [
	['Accepted', ({ accepted, doubled }) => `${thousands(accepted)}${doubled > 0 ? `, ${doubled} twice` : ''}`],
];

const TIME: Columns = [['Time', ({ seconds }) => `${seconds.toFixed(2)} s`]];

const WASTED: Columns = [['Wasted', (one) => percent(waste(one))]];

const COST: Columns = [
	['Connections', ({ connections }) => thousands(connections)],
	['CPU each', (one) => `${cpuEach(one).toFixed(2)} ms`],
	['Peak memory', ({ peakMb }) => `${peakMb.toFixed(0)} MB`],
];

const AT_ONCE: Columns = [['Most at once', ({ mostInFlight }) => thousands(mostInFlight)]];

const ACCOUNT: Columns = [['Account', ({ perSecond }) => (perSecond > 0 ? `${perSecond} a second` : 'no limit')]];

const ROUND_TRIP: Columns = [['Round trip', ({ roundTrip }) => `${roundTrip} ms`]];

/** What did not arrive took no time. */
const ifAll = (one: Measured, figure: number): string => (one.accepted === one.count ? figure.toFixed(2) : '–');

const columns: Readonly<Record<MessageGroup, Columns>> = {
	limited: [
		...[COUNT, ANSWER, SENDER, ACCEPTED].flat(),
		['Times the floor', (one) => ifAll(one, timesFloor(one))],
		...[WASTED, COST].flat(),
	],
	free: [
		...[COUNT, ANSWER, SENDER, ACCEPTED, TIME].flat(),
		['Times the bare loop', (one, all) => timesBare(one, all)],
		...[AT_ONCE, COST].flat(),
	],
	small: [
		...[COUNT, SENDER, ACCEPTED, TIME].flat(),
		['Best possible', (one) => `${bestSeconds(one.count, one).toFixed(2)} s`],
		['Times the best', (one) => ifAll(one, timesBest(one))],
		...WASTED,
	],
	network: [
		...[ACCOUNT, ROUND_TRIP, SENDER, ACCEPTED, TIME].flat(),
		['A second', ({ accepted, seconds }) => (accepted / seconds).toFixed(0)],
		...[WASTED, AT_ONCE, COST].flat(),
	],
	atOnce: [
		...ACCOUNT,
		['*Most at Once*', ({ atOnce }) => String(atOnce)],
		...[ACCEPTED, TIME].flat(),
		['A second', ({ accepted, seconds }) => (accepted / seconds).toFixed(0)],
		...[WASTED, COST].flat(),
	],
};

function timesBare(one: Measured, all: readonly Measured[]): string {
	const bare = peer(all, one, 'bareLoop');
	return bare ? (one.seconds / bare.seconds).toFixed(2) : '–';
}

interface Section {
	title: string;
	/** Before the table. */
	intro: string;
	/** After it: what its figures say. */
	says?: (all: readonly Measured[]) => string;
}

const sections: Readonly<Record<MessageGroup, Section>> = {
	limited: {
		title: `An account that takes ${LIMIT} a second`,
		intro: `The floor is the number of messages divided by ${LIMIT} a second: nobody can be much faster.`,
	},
	small: {
		title: 'Small runs',
		intro: `What a shop sends in one go, to an account that takes ${LIMIT} a second and answers after 300 ms. The account counts a second that slides along with its messages, so that it takes ${LIMIT} at once and the next ${LIMIT} when that second is over: the best possible is one second for each ${LIMIT} that went before, and one answer.`,
	},
	free: {
		title: 'An account without a limit',
		intro: '',
		says: () =>
			`This node never has more than 50 requests at once (*Most at Once*), the HTTP Request node as many as come about. This node begins a run of more than 50 with 31, waits for the response to the 81st, since most accounts take 80 a second, and goes on with 25 and one more for every three that the account takes: an account that does have a limit would otherwise refuse too many. Among 1,000 messages that shows, among 10,000 hardly.

n8n opens a connection for each request of a node, whichever node it is; only the bare loop keeps its own. A field of the input that was dragged into the node costs nearly nothing; any other expression costs about 0.3 ms of processor time for each message, here as in every node.`,
	},
	network: {
		title: 'Over a network',
		intro:
			'1,000 messages, each answered after 100 ms, to the same account behind TLS and a proxy that holds back each direction by half the round trip, and the beginning of a connection by a whole one. A new connection costs its round trip and that of TLS before the request can leave, so that a message takes three round trips; on a connection that is kept it takes one. A bare loop knows no limit and tries nothing again. The time counts from the first connection to the last answer.',
		says: networkSays,
	},
	atOnce: {
		title: 'How far *Most at Once* helps',
		intro:
			'1,000 messages of this node over a round trip of 60 ms, each answered after 100 ms. n8n makes a new connection for each request of a node, so that only more requests at once make up for the way.',
		says: atOnceSays,
	},
};

function networkSays(all: readonly Measured[]): string {
	const sentences = all.flatMap((one) => {
		const kept = peer(all, one, 'bareLoop');
		if (one.sender !== 'node' || one.perSecond > 0 || !kept) return [];
		return [`over ${one.roundTrip} ms ${one.seconds.toFixed(1)} s instead of ${kept.seconds.toFixed(1)} s`];
	});
	return sentences.length === 0
		? ''
		: `Without a limit this node takes ${sentences.join(', and ')} of the loop that keeps its connections. n8n makes a new connection for each request, and no node can change that; *Most at Once* is all there is.`;
}

function atOnceSays(all: readonly Measured[]): string {
	const [one] = all;
	const of = (atOnce: number, perSecond: number) =>
		all.find((other) => other.atOnce === atOnce && other.perSecond === perSecond);
	const [few, many, limitedFew, limitedMany] = [of(50, 0), of(100, 0), of(50, LIMIT), of(100, LIMIT)];
	if (!one || !few || !many || !limitedFew || !limitedMany) return '';
	const seconds = (one.latency + FIRST_TRIPS * one.roundTrip) / 1000;
	return `With 100 at once an account without a limit takes them in ${many.seconds.toFixed(1)} s instead of ${few.seconds.toFixed(1)} s. An account that takes ${LIMIT} a second gains nothing: over this way ${Math.ceil(LIMIT * seconds)} at once are enough for its limit, and with 100 it refuses ${percent(waste(limitedMany))} instead of ${percent(waste(limitedFew))}. So 50 stays the preset.`;
}

/** The section of the page about one group of measurements; nothing if none of them was made. */
export function messageSection(results: Results, group: MessageGroup, quick: boolean): string {
	const all = measured(results, group, quick);
	if (all.length === 0) return '';
	const { title, intro, says } = sections[group];
	const heads = columns[group].map(([head]) => head);
	const rows = all.map((one) => columns[group].map(([, cell]) => cell(one, all)));
	const parts = [`## ${title}`, intro, table(heads, rows), goalsTable(messageGoals[group](all)), says?.(all) ?? ''];
	return parts.filter((part) => part !== '').join('\n\n');
}
