import { sleep, type IDataObject, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import { dispatch, type Clock, type Dispatched, type DispatchOptions, type Verdict } from './dispatch';
import { cancelled, toJson, toNodeError, type Failure } from './failure';
import { addHints, sumOf } from './hints';

/** What became of one item. */
export type Outcome =
	/** `idle`: nothing left n8n, because the key was used before, or because it was only a dry run. */
	| { readonly done: true; readonly json: readonly IDataObject[]; readonly idle?: 'skipped' | 'dry' }
	/** `later`: it may still be settled by itself. */
	| { readonly done: false; readonly failure: Failure; readonly later?: boolean };

export interface ItemOptions
	extends Pick<DispatchOptions<Outcome>, 'prepare' | 'maxInFlight' | 'maxPerSecond' | 'maxRetries'> {
	/** What is done to an item, for the summary. */
	readonly deed: 'sent' | 'read';
}

export const clock: Clock = { now: () => performance.now(), sleep, random: Math.random };

/**
 * Works on every input item, whatever becomes of the others, and only then reports: a failure of item 40 must not make
 * n8n run items 0 to 39 again.
 *
 * @returns the items that came of each input item, in input order
 * @throws NodeApiError or NodeOperationError of the first item that failed, unless the node continues on failure
 */
export async function runItems(context: IExecuteFunctions, options: ItemOptions): Promise<INodeExecutionData[]> {
	const started = clock.now();
	const dispatched = await dispatch<Outcome>({
		...options,
		count: context.getInputData().length,
		judge,
		cancelled: () => context.getExecutionCancelSignal()?.aborted === true,
		clock: clock,
	});
	const outcomes = dispatched.outcomes.map((outcome): Outcome => outcome ?? { done: false, failure: cancelled });
	const sum = sumOf(outcomes, options.deed);
	if (outcomes.length >= WORTH_A_SUMMARY || dispatched.retries > 0) {
		summarise(context, sum, dispatched, (clock.now() - started) / 1000);
	}
	addHints(context, outcomes);
	if (!context.continueOnFail()) throwFirst(context, outcomes, sum);
	return outcomes.flatMap((outcome, itemIndex) => toItems(context, outcome, itemIndex));
}

/** Only a refusal in so many words is tried again, never a broken connection. */
export function judge(outcome: Outcome): Verdict {
	if (outcome.done) return outcome.idle ? 'unsent' : 'done';
	if (outcome.later) return 'later';
	const { reason, retryable, slowDown } = outcome.failure;
	if (reason === null || !retryable) return 'failed';
	return slowDown ? 'slower' : 'again';
}

/** Fewer items speak for themselves. */
const WORTH_A_SUMMARY = 100;

function summarise(context: IExecuteFunctions, sum: string, run: Dispatched<Outcome>, seconds: number): void {
	const facts = [
		`${sum} in ${seconds.toFixed(1)} seconds`,
		...(run.retries > 0 ? [`${run.retries} tries were repeated`] : []),
		...(run.pace === undefined ? [] : [`the account takes about ${Math.round(run.pace)} a second`]),
	];
	context.addExecutionHints({ message: `${facts.join('; ')}.`, location: 'outputPane' });
}

/** What an item puts out that goes on, also where it failed. */
export function toItems(context: IExecuteFunctions, outcome: Outcome, itemIndex: number): INodeExecutionData[] {
	const pairedItem = { item: itemIndex };
	if (outcome.done) return outcome.json.map((json) => ({ json, pairedItem }));
	const item: INodeExecutionData = { json: toJson(outcome.failure, itemIndex), pairedItem };
	const { onError, continueOnFail } = context.getNode();
	if (onError === 'continueRegularOutput' || (onError === undefined && continueOnFail)) return [item];
	// n8n takes an item to the error output by its `error`; but an item that still has it there loses its other fields.
	// Not being enumerable, it is gone from the copy that n8n puts out.
	const error = toNodeError(context.getNode(), outcome.failure, itemIndex);
	return [Object.defineProperty(item, 'error', { value: error })];
}

function throwFirst(context: IExecuteFunctions, outcomes: readonly Outcome[], sum: string): void {
	const itemIndex = outcomes.findIndex(({ done }) => !done);
	const first = outcomes[itemIndex];
	if (!first || first.done) return;
	const summary = outcomes.length > 1 ? ` ${sum}.` : '';
	const description = first.failure.description + summary;
	throw toNodeError(context.getNode(), { ...first.failure, description }, itemIndex);
}
