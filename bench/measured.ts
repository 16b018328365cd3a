import { bestSeconds } from './best';
import type { MessageResult } from './messages';
import { messageName } from './names';
import type { Results } from './results';
import { messageScenarios, type MessageGroup, type MessageScenario } from './scenarios';
import type { Sender } from './senders';

/** A measurement of messages and what it found. */
export type Measured = MessageScenario & MessageResult;

/** Of one section, those that have been measured. */
export function measured(results: Results, group: MessageGroup, quick: boolean): Measured[] {
	return messageScenarios(group, quick).flatMap((scenario) => {
		const result = results.get<MessageResult>(messageName(scenario));
		return result ? [{ ...scenario, ...result }] : [];
	});
}

/** The shortest time at an even pace, in seconds; its burst at the start hardly shows among so many. */
const floorSeconds = ({ count, perSecond }: MessageScenario): number => count / perSecond;

/** Times the shortest time in which the account can take so many. */
export const timesFloor = (one: Measured): number => one.seconds / floorSeconds(one);

/** Times the best that is possible for so many. */
export const timesBest = (one: Measured): number => one.seconds / bestSeconds(one.count, one);

/** Requests that were refused, as a share of the messages. */
export const waste = ({ requests, accepted, count }: Measured): number => (requests - accepted) / count;

/** Processor time for each message, in milliseconds. */
export const cpuEach = ({ cpuMs, count }: Measured): number => cpuMs / count;

/** Whether each message was accepted, and none twice. */
export const isComplete = ({ accepted, count, doubled }: Measured): boolean => accepted === count && doubled === 0;

/** The same measurement of another sender. */
export const peer = (all: readonly Measured[], one: Measured, sender: Sender): Measured | undefined =>
	all.find(
		(other) =>
			other.sender === sender &&
			other.count === one.count &&
			other.latency === one.latency &&
			other.perSecond === one.perSecond &&
			other.roundTrip === one.roundTrip,
	);
