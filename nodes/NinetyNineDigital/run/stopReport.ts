import type { Failure } from './failure';
import type { Outcome } from './outcome';

/** Items that are told in full. */
const IN_FULL = 20;

/** Groups of item numbers that are listed. */
const MOST_GROUPS = 50;

/** An input item that cannot be sent as it is. */
export interface InvalidItem {
	readonly itemIndex: number;
	readonly failure: Failure;
}

/**
 * What a person is told when nothing was sent, because items were found to be invalid before.
 *
 * @param invalid at least one, in input order
 * @param count of all items
 */
export function reportInvalid(
	invalid: readonly InvalidItem[],
	count: number,
): Pick<Failure, 'message' | 'description'> {
	const [{ failure }] = invalid as [InvalidItem];
	if (count === 1) return failure;
	const [what, them] = invalid.length === 1 ? ['1 item', 'it'] : [`${invalid.length} items`, 'them'];
	return {
		message: invalid.length === 1 ? failure.message : `${what} of ${count} cannot be sent`,
		description: [
			`Nothing was sent, not even the other items. Correct ${what} and run it again, or set On Error to "Continue (using error output)" to send the others without ${them}.`,
			...inFull(invalid),
		].join('\n'),
	};
}

/**
 * What a person is told when some of the items were not sent, or may not have been.
 *
 * @param summary such as `3 of 5 items were sent`
 */
export function reportFailed(outcomes: readonly Outcome[], summary: string): string {
	const failed = outcomes.flatMap((outcome, itemIndex) =>
		outcome.done ? [] : [{ itemIndex, failure: outcome.failure }],
	);
	const indexes = (belongs: (outcome: Outcome) => boolean) =>
		outcomes.flatMap((outcome, itemIndex) => (belongs(outcome) ? [itemIndex] : []));
	return [
		`${summary}.`,
		...named(
			'Sent',
			indexes((outcome) => outcome.done && outcome.idle === undefined),
		),
		...named(
			'Not sent',
			indexes((outcome) => !outcome.done && outcome.failure.sent === 'no'),
		),
		...named(
			'Unknown, perhaps sent',
			indexes((outcome) => !outcome.done && outcome.failure.sent === 'unknown'),
		),
		'Running it again as it is would send the first ones twice. Set On Error to "Continue (using error output)" to go on with those that were not sent, or give a Send Once Key: then only they are sent.',
		...inFull(failed),
	].join('\n');
}

function inFull(invalid: readonly InvalidItem[]): string[] {
	const rest = invalid.slice(IN_FULL).map(({ itemIndex }) => itemIndex);
	return [
		...invalid.slice(0, IN_FULL).map(({ itemIndex, failure }) => `Item ${itemIndex + 1}: ${failure.message}.`),
		...(rest.length > 0 ? [`And ${rest.length} more: items ${ranges(rest)}.`] : []),
	];
}

const named = (label: string, indexes: readonly number[]): string[] =>
	indexes.length === 0 ? [] : [`${label}: ${indexes.length === 1 ? 'item' : 'items'} ${ranges(indexes)}.`];

/** `1-3, 7` for indexes 0, 1, 2 and 6: people count from 1. */
function ranges(indexes: readonly number[]): string {
	const groups: Array<[number, number]> = [];
	for (const number of indexes.map((index) => index + 1)) {
		const last = groups.at(-1);
		if (last && last[1] === number - 1) last[1] = number;
		else groups.push([number, number]);
	}
	const words = groups.slice(0, MOST_GROUPS).map(([from, to]) => (from === to ? String(from) : `${from}-${to}`));
	return [...words, ...(groups.length > MOST_GROUPS ? ['…'] : [])].join(', ');
}
