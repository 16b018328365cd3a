import { atLeast, atMost, percent, thousands, type Goal } from './goal';
import { cpuEach, isComplete, peer, timesBest, timesFloor, waste, type Measured } from './measured';
import { LIMIT, type MessageGroup } from './scenarios';
import type { Sender } from './senders';

/** The goals of each section about messages, judged by its measurements alone. */
export const messageGoals: Readonly<Record<MessageGroup, (all: readonly Measured[]) => Goal[]>> = {
	limited(all) {
		const own = ownOf(all);
		return [
			completeness(own),
			atMost({ aim: 'Times the floor', found: own.map(timesFloor), limit: 1.15 }),
			atMost({ aim: 'Wasted', found: own.map(waste), limit: 0.05, print: percent }),
		];
	},
	free(all) {
		const own = ownOf(all);
		const cpu = own.flatMap((one) => against(all, one, 'httpRequest', cpuEach));
		return [
			completeness(own),
			...own.map((one) =>
				atMost({
					aim: `${thousands(one.count)} messages, answer after ${one.latency} ms: times the bare loop`,
					found: against(all, one, 'bareLoop', ({ seconds }) => seconds),
					limit: 1.1,
					why: one.latency < 100 ? SHORT_ANSWER : SLOW_START,
				}),
			),
			atMost({ aim: 'Times the CPU of the HTTP Request node per message', found: cpu, limit: 1.3 }),
		];
	},
	small(all) {
		const own = ownOf(all);
		return [
			completeness(own),
			...own.map((one) =>
				atMost({
					aim: `${one.count} messages: times the best possible`,
					found: [timesBest(one)],
					limit: 1.25,
					why: SMALL,
				}),
			),
			atMost({ aim: 'Wasted', found: own.map(waste), limit: 0.1, print: percent, why: PROBING }),
		];
	},
	network(all) {
		const own = ownOf(all);
		const free = own.filter(({ perSecond }) => perSecond === 0);
		const limited = own.filter(({ perSecond }) => perSecond === LIMIT);
		return [
			completeness(own),
			...free.map((one) =>
				atMost({
					aim: `No limit, ${one.roundTrip} ms: times the bare loop that opens a connection for each message`,
					found: against(all, one, 'bareLoopAnew', ({ seconds }) => seconds),
					limit: 1.1,
					why: FAR_START,
				}),
			),
			...(limited.length > 0
				? [atMost({ aim: `${LIMIT} a second: times the floor`, found: limited.map(timesFloor), limit: 1.15 })]
				: []),
		];
	},
	atOnce: (all) => [completeness(all)],
};

const SHORT_ANSWER =
	'where the answer comes after 30 ms, 50 at once leave 0.6 ms for a message, and n8n alone takes about as much: it makes an agent and opens a connection for each request of a node. Nothing in a node can keep one open.';

const SLOW_START =
	'the node begins with fewer than 50 at once and waits for the response to the 81st message, since most accounts take 80 a second; the loop knows that there is no limit. It is a wave of answers or two, whatever the number of messages.';

const SMALL =
	'the account tells its limit only by refusing. The best possible sender knows it beforehand and fires a whole second’s worth at once; the node waits for the response to the 81st before it goes on.';

const PROBING =
	'the limit shows only when it is reached, and what is under way at that moment is refused; among few messages that is a large share. All of it is sent again.';

const FAR_START =
	'as without a network, the node begins with fewer at once and waits for the response to the 81st message; over a long way that costs a wave or two of longer answers.';

const ownOf = (all: readonly Measured[]): Measured[] => all.filter(({ sender }) => sender === 'node');

function completeness(own: readonly Measured[]): Goal {
	const complete = own.filter(isComplete).length;
	return {
		...atLeast({ aim: 'Every message accepted, and none twice', found: [complete], limit: own.length }),
		limit: 'all measurements',
		found: `${complete} of ${own.length}`,
	};
}

const against = (
	all: readonly Measured[],
	one: Measured,
	sender: Sender,
	figure: (one: Measured) => number,
): number[] => {
	const other = peer(all, one, sender);
	return other ? [figure(one) / figure(other)] : [];
};
