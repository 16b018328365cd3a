import type { EngineResult } from './engine';
import type { MessageResult } from './messages';
import { engineName, messageName, triggerName } from './names';
import type { Results } from './results';
import { engineCounts, latencies, LIMIT, messageScenarios, type MessageScenario } from './scenarios';
import type { Sender } from './senders';
import type { TriggerKind, TriggerResult } from './trigger';

/** What was hoped for, and what was found at its worst. */
export interface Target {
	aim: string;
	found: string;
	met: boolean;
}

type Measured = MessageScenario & MessageResult;

export function measured(results: Results, quick: boolean): Measured[] {
	return messageScenarios(quick).flatMap((scenario) => {
		const result = results.get<MessageResult>(messageName(scenario));
		return result ? [{ ...scenario, ...result }] : [];
	});
}

/** Times the shortest time in which the account can take so many. */
export const timesFloor = ({ seconds, count, perSecond }: Measured): number => seconds / (count / perSecond);

export const waste = ({ requests, accepted, count }: Measured): number => (requests - accepted) / count;

export const cpuEach = ({ cpuMs, count }: Measured): number => cpuMs / count;

/** The same measurement of another sender. */
export const peer = (all: readonly Measured[], one: Measured, sender: Sender): Measured | undefined =>
	all.find(
		(other) =>
			other.sender === sender &&
			other.count === one.count &&
			other.latency === one.latency &&
			other.perSecond === one.perSecond,
	);

/** The goals of this package, judged by the numbers alone. */
export function targets(results: Results, quick: boolean): Target[] {
	const all = measured(results, quick);
	const ours = all.filter(({ sender, count }) => sender === 'node' && count >= 1_000);
	const limited = ours.filter(({ perSecond }) => perSecond === LIMIT);
	const free = ours.filter(({ perSecond }) => perSecond === 0);
	const against = (one: Measured, sender: Sender, ratio: (one: Measured, other: Measured) => number) => {
		const other = peer(all, one, sender);
		return other ? [ratio(one, other)] : [];
	};
	const delivered = ours.filter(({ accepted, count, doubled }) => accepted === count && doubled === 0);
	const timesBare = (one: Measured) => against(one, 'bareLoop', (own, other) => own.seconds / other.seconds);
	const cpu = free.flatMap((one) => against(one, 'httpRequest', (own, other) => cpuEach(own) / cpuEach(other)));
	return [
		{
			aim: 'Every message accepted, and none twice, from 1,000 messages up',
			found: `${delivered.length} of ${ours.length} measurements`,
			met: delivered.length === ours.length,
		},
		atMost(
			`${LIMIT} a second: within 1.15 times the floor, at ${latencies.join(', ')} ms`,
			limited.map(timesFloor),
			1.15,
		),
		atMost(`${LIMIT} a second: less than 5 wasted requests in 100 messages`, limited.map(waste), 0.05, 100),
		...free.map((one) =>
			atMost(
				`No limit, ${thousands(one.count)} messages at ${one.latency} ms: within 1.1 times the bare loop`,
				timesBare(one),
				1.1,
			),
		),
		atMost('No limit: at most 1.3 times the CPU of the HTTP Request node per message', cpu, 1.3),
		...engineTargets(results, quick),
		...triggerTargets(results),
	];
}

function triggerTargets(results: Results): Target[] {
	return (['eager', 'lazy'] as const).flatMap((lazy) => {
		const found = results.get<Record<TriggerKind, TriggerResult>>(triggerName(lazy));
		if (!found) return [];
		const { webhookNode, events } = found;
		const where = lazy === 'lazy' ? 'lazy n8n' : 'n8n as it comes';
		return [
			atLeast(
				`Posts to the trigger, ${where}: as many a second as n8n’s Webhook node`,
				events.perSecond,
				webhookNode.perSecond,
			),
			atMost(`… and its slowest answer no later`, [events.slowestMs / webhookNode.slowestMs], 1),
		];
	});
}

function engineTargets(results: Results, quick: boolean): Target[] {
	const counts = engineCounts(quick);
	const runs = counts.flatMap((count) => {
		const run = results.get<EngineResult>(engineName(count));
		return run ? [{ count, ...run }] : [];
	});
	const [small] = runs;
	const large = runs.at(-1);
	if (!small || !large || small === large) return [];
	const cost = (run: { cpuMs: number; count: number }) => run.cpuMs / run.count;
	return [
		{
			aim: `${thousands(large.count)} items in one execution: all sent once`,
			found: `${thousands(large.once)}`,
			met: large.once === large.count,
		},
		atMost(`… at no more CPU per item than ${thousands(small.count)}`, [cost(large) / cost(small)], 1),
	];
}

function atMost(aim: string, found: readonly number[], most: number, factor = 1): Target {
	const worst = Math.max(...found);
	return { aim, found: found.length > 0 ? (worst * factor).toFixed(2) : 'not measured', met: worst <= most };
}

const atLeast = (aim: string, found: number, least: number): Target => ({
	aim,
	found: (found / least).toFixed(2),
	met: found >= least,
});

export const thousands = (count: number): string => count.toLocaleString('en-US');
