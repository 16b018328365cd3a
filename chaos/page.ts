import { faultKinds, kindOf, type FaultKind } from './faults';
import type { Result } from './result';

const MODES = { single: 'one n8n with SQLite', queue: 'queue mode' } as const;

const table = (head: readonly string[], rows: ReadonlyArray<ReadonlyArray<string | number>>): string =>
	[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/**
 * docs/reliability.md, all of it.
 *
 * @param machine what it ran on, in one line
 * @param command what lets the same storm blow again
 * @param results at least one
 */
export function page(machine: string, command: string, results: readonly Result[]): string {
	const modes = results.map(({ plan }) => MODES[plan.mode]);
	const minutes = results.reduce((sum, { plan }) => sum + plan.ms, 0) / 60_000;
	const faults = results.flatMap((result) => result.faults);
	const checks = results.flatMap(({ verdicts }) => verdicts).reduce((sum, { checked }) => sum + checked, 0);
	const violations = results.flatMap(({ verdicts }) => verdicts).flatMap((verdict) => verdict.violations);
	return `# What holds when things break

A real n8n ran campaigns, asked questions and took what customers wrote, for ${minutes} minutes, while we killed it, cut it off from its database, let 99digital fail in every way that we know, and published and unpublished the triggers. Then everything was healed, and what 99digital had seen was held against what n8n said.

**${counted(faults.length, 'fault')} of ${counted(new Set(faults).size, 'kind')}, ${counted(checks, 'check')}, ${counted(violations.length, 'violation')}.**

The stand-in for 99digital, the sandbox of this repository, wrote down every message that it accepted and every event that it posted. Whoever runs \`${command}\` gets the same storm again. It ran on ${machine}; queue mode with PostgreSQL, Redis, one main process, two workers and two webhook processes.

## What was broken

${table(['Fault', ...modes], faultRows(results))}

A process that ends is started again, as a server does that runs n8n for good.

## What went on meanwhile

${table(['', ...modes], trafficRows(results))}

Several executions sent the same keys at once, and campaigns were started again. *Repeats* are events that 99digital tried again or posted twice; *forged posts* had a wrong secret, none, or the altered address of a question. Where a worker dies or the database fails, n8n itself loses what some *runs* were started with; each of these counts as the run of an event that n8n was posted right before.

## What was checked afterwards

${table(['What must be true', ...modes.map((mode) => `${mode}: cases, violations`)], verdictRows(results))}

An event has a second run only where n8n was cut off before its answer had arrived; 99digital then posts it again.
`;
}

function faultRows(results: readonly Result[]): Array<Array<string | number>> {
	const kinds = (Object.keys(faultKinds) as FaultKind[]).filter((kind) =>
		results.some(({ plan }) => kindOf(kind).modes.includes(plan.mode)),
	);
	const count = (kind: FaultKind) => results.map(({ faults }) => faults.filter((one) => one === kind).length || '');
	return [
		...kinds.map((kind) => [capital(kindOf(kind).words), ...count(kind)]),
		['All', ...results.map(({ faults }) => faults.length)],
	];
}

function trafficRows(results: readonly Result[]): Array<Array<string | number>> {
	const names = Object.keys(results[0]!.traffic);
	return names.map((name) => [capital(name), ...results.map(({ traffic }) => traffic[name] ?? 0)]);
}

const verdictRows = (results: readonly Result[]): string[][] =>
	results[0]!.verdicts.map(({ words }, index) => [
		words,
		...results.map(({ verdicts }) => `${verdicts[index]!.checked}, ${verdicts[index]!.violations.length}`),
	]);

/** n8n writes its own name small. */
const capital = (text: string): string => (text.startsWith('n8n') ? text : text[0]!.toUpperCase() + text.slice(1));

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
