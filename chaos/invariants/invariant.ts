import type { Evidence } from '../evidence/evidence';

/** What has to be true after every storm. */
export interface Invariant {
	/** As a sentence for people. */
	readonly words: string;
	check(evidence: Evidence): Verdict;
}

export interface Verdict {
	/** How many cases were looked at. */
	checked: number;
	/** One line for each case that breaks it. */
	violations: string[];
}

/** Looks at each case; what `judge` returns is what is wrong with it. */
export function each<T>(cases: readonly T[], judge: (one: T) => string | undefined): Verdict {
	return { checked: cases.length, violations: cases.flatMap((one) => judge(one) ?? []) };
}

/** Values by what they have in common. */
export function groupBy<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const one of all) {
		const group = groups.get(keyOf(one));
		if (group) group.push(one);
		else groups.set(keyOf(one), [one]);
	}
	return groups;
}
