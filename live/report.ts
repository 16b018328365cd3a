import type { Finding, Verdict } from './findings';

const marks: Readonly<Record<Verdict, string>> = {
	'as expected': '  ',
	different: '≠ ',
	new: '+ ',
	'not seen': '? ',
};

/** The table of what was seen, then the rows to change. */
export function report(findings: readonly Finding[], stopped: string | undefined): string {
	const departing = findings.filter(({ verdict }) => verdict === 'different' || verdict === 'new');
	return [
		...(stopped ? [`Stopped early: ${stopped}`, ''] : []),
		...table(findings),
		'',
		...(departing.length === 0 ? ['Nothing has to be changed.'] : ['To be changed:', ...departing.flatMap(changes)]),
	].join('\n');
}

function table(findings: readonly Finding[]): string[] {
	const head = ['  ', 'What', 'Expected', 'Seen', ''];
	const rows = findings.map(({ about, expected, seen, verdict }) => [marks[verdict], about, expected, seen, verdict]);
	const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => shortened(row[column]).length)));
	return [head, ...rows].map((row) =>
		row
			.map((cell, column) => shortened(cell).padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd(),
	);
}

/** Whole words are in the list below the table. */
const MOST = 48;
const shortened = (cell = ''): string => (cell.length > MOST ? `${cell.slice(0, MOST - 1)}…` : cell);

const changes = ({ about, expected, seen, rows }: Finding): string[] => [
	`- ${about}`,
	`    expected: ${expected}`,
	`    seen:     ${seen}`,
	...rows.map((row) => `    in ${row}`),
];
