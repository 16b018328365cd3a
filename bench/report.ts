import type { EngineResult } from './engine';
import { engineName, QUESTIONS_NAME, STATUSES_NAME, triggerName, type Lazy } from './names';
import { openQuestionsSection, type OpenQuestionsResult } from './openQuestions';
import type { Results } from './results';
import { engineCounts, LIMIT } from './scenarios';
import { senderNames } from './senders';
import { statusesSection, type StatusesResult } from './statuses';
import { cpuEach, measured, peer, targets, thousands, timesFloor, waste } from './targets';
import { triggerKinds, type TriggerKind, type TriggerResult } from './trigger';

type Cell = string | number;

const table = (head: readonly string[], rows: ReadonlyArray<readonly Cell[]>): string =>
	[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** docs/benchmarks.md, all of it. */
export function report(results: Results, quick: boolean, machine: string): string {
	return `# Measured

Written by \`npm run bench\`, in one run on one machine: ${machine}. Each message is a Send Buttons to a customer of its own, from a published workflow in a real n8n; the account is the sandbox on the same machine, which counts the requests and connections. CPU and memory are those of n8n's process (of the loop's own, for the bare loop), read from Linux's /proc; from the CPU, that of the same workflow without sending is taken off. n8n keeps memory that it once took, so that its peak hardly falls from one measurement to the next. Repeat it with \`npm run bench\` (about 25 minutes; it goes on where it was interrupted), or a part of it with \`npm run bench -- --quick\`.

![Messages that arrived, and how long that took](benchmarks.svg)

## What was hoped for

${table(
	['Goal', 'At its worst', 'Met'],
	targets(results, quick).map(({ aim, found, met }) => [aim, found, met ? 'yes' : '**no**']),
)}

## An account that takes ${LIMIT} a second

The floor is the number of messages divided by ${LIMIT} a second: nobody can be much faster.

${limitedTable(results, quick)}

## An account without a limit

${freeTable(results, quick)}

This node never has more than 50 requests at once (*Most at Once*), the HTTP Request node as many as come about. This node begins with 31, and holds back between the 80th message and the 110th that the account has taken: an account that does have a limit would otherwise refuse too many. Among 1,000 messages that shows, among 10,000 hardly.

n8n opens a connection for each request of a node, whichever node it is; only the bare loop keeps its own. That and n8n's own work on each request set the pace at 30 ms, where 50 at once leave 0.6 ms for a message. A field of the input that was dragged into the node costs nearly nothing; any other expression costs about 0.3 ms of processor time for each message, here as in every node.

## Many items in one execution

n8n's engine alone, without its editor and its database, against an account that answers at once.

${engineTable(results, quick)}

## Posts to a trigger

Ten posts under way at once. *Lazy* is n8n with \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\`.

${triggerTable(results)}

Why n8n as it comes is dearer for every trigger but its own: before it asks a node about a post, n8n takes an expression sandbox, and only for its Webhook node does it see that none is needed. In 2.41.1 that is \`webhookPhaseNeedsIsolate\` of \`packages/cli/src/webhooks/live-webhooks.ts\`: \`startNode.type !== WEBHOOK_NODE_TYPE\` comes before the questions whether the parameters are static and whether the description's fields need an expression. No description, version or form of the parameters gets past it. To report to n8n: ask those two questions of every type; the 99digital Trigger has a fixed path, method and response mode.

${further(results)}`;
}

/** The sections that can be measured alone; nothing for one that has not been. */
function further(results: Results): string {
	const questions = results.get<OpenQuestionsResult[]>(QUESTIONS_NAME);
	const statuses = results.get<StatusesResult[]>(STATUSES_NAME);
	const sections = [questions && openQuestionsSection(questions), statuses && statusesSection(statuses)];
	return sections.map((section) => (section ? `${section}\n` : '')).join('\n');
}

function limitedTable(results: Results, quick: boolean): string {
	const rows = measured(results, quick).filter(({ perSecond }) => perSecond > 0);
	return table(
		[
			'Messages',
			'Answer after',
			'Sender',
			'Accepted',
			'Times the floor',
			'Wasted',
			'Connections',
			'CPU each',
			'Peak memory',
		],
		rows.map((one) => [
			thousands(one.count),
			`${one.latency} ms`,
			senderNames[one.sender],
			`${thousands(one.accepted)}${one.doubled > 0 ? `, ${one.doubled} twice` : ''}`,
			one.accepted === one.count ? timesFloor(one).toFixed(2) : '–',
			`${(waste(one) * 100).toFixed(1)} %`,
			thousands(one.connections),
			`${cpuEach(one).toFixed(2)} ms`,
			`${one.peakMb.toFixed(0)} MB`,
		]),
	);
}

function freeTable(results: Results, quick: boolean): string {
	const all = measured(results, quick).filter(({ perSecond }) => perSecond === 0);
	return table(
		[
			'Messages',
			'Answer after',
			'Sender',
			'Accepted',
			'Time',
			'Times the bare loop',
			'Most at once',
			'Connections',
			'CPU each',
			'Peak memory',
		],
		all.map((one) => {
			const bare = peer(all, one, 'bareLoop');
			return [
				thousands(one.count),
				`${one.latency} ms`,
				senderNames[one.sender],
				thousands(one.accepted),
				`${one.seconds.toFixed(2)} s`,
				bare ? (one.seconds / bare.seconds).toFixed(2) : '–',
				thousands(one.mostInFlight),
				thousands(one.connections),
				`${cpuEach(one).toFixed(2)} ms`,
				`${one.peakMb.toFixed(0)} MB`,
			];
		}),
	);
}

function engineTable(results: Results, quick: boolean): string {
	const rows = engineCounts(quick).flatMap((count) => {
		const run = results.get<EngineResult>(engineName(count));
		if (!run) return [];
		const kbEach = ((run.peakMb - run.idleMb) * 1024) / count;
		return [
			[
				thousands(count),
				thousands(run.once),
				`${run.seconds.toFixed(1)} s`,
				`${(run.cpuMs / count).toFixed(2)} ms`,
				`${run.peakMb.toFixed(0)} MB`,
				`${kbEach.toFixed(1)} kB`,
			],
		];
	});
	return table(['Items', 'Sent once', 'Time', 'CPU each', 'Peak memory', 'Memory each, above the start'], rows);
}

function triggerTable(results: Results): string {
	const rows = (['eager', 'lazy'] as const).flatMap((lazy: Lazy) => {
		const found = results.get<Record<TriggerKind, TriggerResult>>(triggerName(lazy));
		if (!found) return [];
		return (Object.keys(triggerKinds) as TriggerKind[]).map((kind) => {
			const { answered, posts, perSecond, slowestMs, cpuMsPerPost } = found[kind];
			return [
				lazy === 'lazy' ? 'lazy' : 'as it comes',
				triggerKinds[kind],
				`${thousands(answered)} of ${thousands(posts)}`,
				perSecond.toFixed(0),
				`${slowestMs.toFixed(0)} ms`,
				`${cpuMsPerPost.toFixed(1)} ms`,
			];
		});
	});
	return table(['n8n', 'Posts', 'Answered right', 'Per second', 'Slowest answer', 'CPU each'], rows);
}
