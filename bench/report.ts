import { editorSection, type EditorResult } from './editor';
import { engineSection } from './engineSection';
import { fullMemorySection } from './fullMemory';
import { atLeast, atMost, goalsTable, thousands, type Goal } from './goal';
import { messageSection } from './messageSections';
import { EDITOR_NAME, MEMORY_NAME, QUESTIONS_NAME, STATUSES_NAME, triggerName, type Lazy } from './names';
import { openQuestionsSection } from './openQuestions';
import type { Results } from './results';
import { statusesSection, type StatusesResult } from './statuses';
import { table } from './table';
import { triggerKinds, type TriggerKind, type TriggerResult, type TriggersInTurns } from './trigger';

/** docs/benchmarks.md, all of it. */
export function report(results: Results, quick: boolean, machine: string): string {
	const sections = [
		intro(machine),
		messageSection(results, 'limited', quick),
		messageSection(results, 'small', quick),
		messageSection(results, 'free', quick),
		messageSection(results, 'network', quick),
		messageSection(results, 'atOnce', quick),
		engineSection(results, quick),
		triggerSection(results),
		sectionOf<TriggersInTurns>(results, MEMORY_NAME, fullMemorySection),
		sectionOf<TriggersInTurns>(results, QUESTIONS_NAME, openQuestionsSection),
		sectionOf<StatusesResult[]>(results, STATUSES_NAME, statusesSection),
		sectionOf<EditorResult>(results, EDITOR_NAME, editorSection),
	];
	return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

const intro = (machine: string): string => `# Measured

Written by \`npm run bench\`, which goes on where it was interrupted, on one machine: ${machine}. Each message is a Send Buttons to a customer of its own, from a published workflow in a real n8n; the account is the sandbox on the same machine, which counts the requests and connections. CPU and memory are those of n8n's process (of the loop's own, for the bare loop), read from Linux's /proc; from the CPU, that of the same workflow without sending is taken off. n8n keeps memory that it once took, so that its peak hardly falls from one measurement to the next. Repeat it with \`npm run bench\` (about 20 minutes), a part of all with \`npm run bench -- --quick\`, or one section with \`npm run bench -- --only network\`.

![How long 1,000 messages took, and whose did not arrive](benchmarks.svg)

![Messages accepted second by second of one campaign](benchmarks-campaign.svg)

Below each table stands what was hoped for, the figure at its worst, and whether that is met.`;

/** The section of one measurement; nothing if it has not been made. */
function sectionOf<Result>(results: Results, name: string, print: (result: Result) => string): string {
	const result = results.get<Result>(name);
	return result === undefined ? '' : print(result);
}

type TriggerResults = Record<TriggerKind, TriggerResult>;

function triggerSection(results: Results): string {
	const all = (['eager', 'lazy'] as const).flatMap((lazy): Array<readonly [Lazy, TriggerResults]> => {
		const found = results.get<TriggerResults>(triggerName(lazy));
		return found ? [[lazy, found]] : [];
	});
	if (all.length === 0) return '';
	return `## Posts to a trigger

Ten posts under way at once. *Lazy* is n8n with \`N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true\`.

${triggerTable(all)}

${goalsTable(all.flatMap(triggerGoals))}

Why n8n as it comes is dearer for every trigger but its own: before it asks a node about a post, n8n takes an expression sandbox, and only for its Webhook node does it see that none is needed. In 2.41.1 that is \`webhookPhaseNeedsIsolate\` of \`packages/cli/src/webhooks/live-webhooks.ts\`: \`startNode.type !== WEBHOOK_NODE_TYPE\` comes before the questions whether the parameters are static and whether the description's fields need an expression. No description, version or form of the parameters gets past it. To report to n8n: ask those two questions of every type; the 99digital Trigger has a fixed path, method and response mode.`;
}

const where = (lazy: Lazy): string => (lazy === 'lazy' ? 'lazy' : 'as it comes');

function triggerTable(all: ReadonlyArray<readonly [Lazy, TriggerResults]>): string {
	const rows = all.flatMap(([lazy, found]) =>
		(Object.keys(triggerKinds) as TriggerKind[]).map((kind) => {
			const { answered, posts, perSecond, slowestMs, cpuMsPerPost } = found[kind];
			return [
				where(lazy),
				triggerKinds[kind],
				`${thousands(answered)} of ${thousands(posts)}`,
				perSecond.toFixed(0),
				`${slowestMs.toFixed(0)} ms`,
				`${cpuMsPerPost.toFixed(1)} ms`,
			];
		}),
	);
	return table(['n8n', 'Posts', 'Answered right', 'Per second', 'Slowest answer', 'CPU each'], rows);
}

const EAGER = 'n8n as it comes makes an expression sandbox for each post to any trigger but its own, as told below.';

const CREDENTIAL =
	'the trigger reads its credential and its memory from n8n’s database and writes the memory back; the Webhook node does neither.';

function triggerGoals([lazy, { webhookNode, events }]: readonly [Lazy, TriggerResults]): Goal[] {
	const why = lazy === 'lazy' ? CREDENTIAL : EAGER;
	return [
		atLeast({
			aim: `n8n ${where(lazy)}: events a second, times n8n’s Webhook node`,
			found: [events.perSecond / webhookNode.perSecond],
			limit: lazy === 'lazy' ? 0.85 : 1,
			why,
		}),
		atMost({
			aim: `n8n ${where(lazy)}: slowest answer, times n8n’s Webhook node`,
			found: [events.slowestMs / webhookNode.slowestMs],
			limit: 1,
			why,
		}),
	];
}
