import { table } from './table';

/** What was hoped for, and what was found. */
export interface Goal {
	aim: string;
	/** The most or the least that was hoped for, in the unit of `found`. */
	limit: string;
	/** The worst figure. */
	found: string;
	met: boolean;
	/** Why it is missed, where it is. */
	why?: string;
}

interface Bound {
	aim: string;
	found: readonly number[];
	limit: number;
	/** Prints a figure; two decimals when left out. */
	print?: (value: number) => string;
	why?: string;
}

const twoDecimals = (value: number): string => value.toFixed(2);

/** None of the figures is above the limit. */
export const atMost = (bound: Bound): Goal => judged(bound, 'at most', Math.max(...bound.found), (a, b) => a <= b);

/** None of the figures is below the limit. */
export const atLeast = (bound: Bound): Goal => judged(bound, 'at least', Math.min(...bound.found), (a, b) => a >= b);

function judged(
	{ aim, found, limit, print = twoDecimals, why }: Bound,
	word: string,
	worst: number,
	isMet: (found: number, limit: number) => boolean,
): Goal {
	const isMeasured = found.length > 0;
	// At the precision that is printed.
	const isEqual = print(worst) === print(limit);
	return {
		aim,
		limit: `${word} ${print(limit)}`,
		found: isMeasured ? print(worst) : 'not measured',
		met: isMeasured && (isEqual || isMet(worst, limit)),
		...(why === undefined ? {} : { why }),
	};
}

/** The goals of one section, with a sentence on each that is missed; nothing if there are none. */
export function goalsTable(goals: readonly Goal[]): string {
	if (goals.length === 0) return '';
	const rows = goals.map(({ aim, limit, found, met }) => [aim, limit, found, met ? 'yes' : '**no**']);
	const reasons = [...new Set(goals.flatMap(({ met, why }) => (met || why === undefined ? [] : [why])))];
	const parts = [table(['Goal', 'Hoped for', 'Found', 'Met'], rows), ...reasons.map((why) => `Missed: ${why}`)];
	return parts.join('\n\n');
}

/** A share as people read it. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** A whole number with its thousands set apart. */
export const thousands = (count: number): string => count.toLocaleString('en-US');
