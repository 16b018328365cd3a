import { onErrors, type EngineResult, type OnError } from './engine';
import { atLeast, atMost, goalsTable, thousands, type Goal } from './goal';
import { engineName } from './names';
import type { Results } from './results';
import { engineItems } from './scenarios';
import { table } from './table';

type EngineRun = EngineResult & { count: number; onError: OnError };

const settingNames: Readonly<Record<OnError, string>> = {
	continueRegularOutput: 'Continue',
	stopWorkflow: 'Stop Workflow',
};

/** The section of the page about many items; nothing if none was measured. */
export function engineSection(results: Results, quick: boolean): string {
	const runs = engineItems(quick).flatMap((count) =>
		onErrors.flatMap((onError): EngineRun[] => {
			const run = results.get<EngineResult>(engineName(count, onError));
			return run ? [{ count, onError, ...run }] : [];
		}),
	);
	if (runs.length === 0) return '';
	return `## Many items in one execution

n8n's engine alone, without its editor and its database, against an account that answers at once. With *On Error* at *Stop Workflow*, as a node comes, all items are checked before the first one is sent; otherwise each is checked when its turn comes. Both at the same time, in a process each.

${engineTable(runs)}

${goalsTable(engineGoals(runs))}`;
}

function engineTable(runs: readonly EngineRun[]): string {
	const rows = runs.map(({ count, onError, once, seconds, cpuMs, peakMb, idleMb }) => [
		thousands(count),
		settingNames[onError],
		thousands(once),
		`${seconds.toFixed(1)} s`,
		`${(cpuMs / count).toFixed(2)} ms`,
		`${peakMb.toFixed(0)} MB`,
		`${(((peakMb - idleMb) * 1024) / count).toFixed(1)} kB`,
	]);
	return table(
		['Items', '*On Error*', 'Sent once', 'Time', 'CPU each', 'Peak memory', 'Memory each, above the start'],
		rows,
	);
}

const KEPT = 'what the check has read is kept until it is sent.';

function engineGoals(runs: readonly EngineRun[]): Goal[] {
	const largest = Math.max(...runs.map(({ count }) => count));
	const run = (count: number, onError: OnError) => runs.find((one) => one.count === count && one.onError === onError);
	const [going, stopping] = [run(largest, 'continueRegularOutput'), run(largest, 'stopWorkflow')];
	const [small] = runs;
	if (!small || !going || !stopping) return [];
	const cost = ({ cpuMs, count }: EngineRun) => cpuMs / count;
	const items = `${thousands(largest)} items`;
	return [
		atLeast({
			aim: `${items}: sent once`,
			found: [going.once, stopping.once],
			limit: largest,
			print: thousands,
		}),
		atMost({
			aim: `${items}: CPU each, times that of ${thousands(small.count)}`,
			found: [cost(going) / cost(small)],
			limit: 1,
		}),
		atMost({
			aim: `${items}: time with all checked before, times that of *Continue*`,
			found: [stopping.seconds / going.seconds],
			limit: 1.15,
			why: KEPT,
		}),
		atMost({
			aim: `${items}: peak memory with all checked before, times that of *Continue*`,
			found: [stopping.peakMb / going.peakMb],
			limit: 1.05,
			why: KEPT,
		}),
	];
}
