import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { clock } from './clock';
import { dispatch, type Dispatched, type DispatchOptions } from './dispatch';
import { cancelled, toNodeError } from './failure';
import { judge, toItems, type Outcome } from './outcome';
import { addHints, summarize } from './runHints';

export interface ItemOptions
	extends Pick<DispatchOptions<Outcome>, 'prepare' | 'maxInFlight' | 'maxPerSecond' | 'maxRetries'> {
	/** What is done to an item, for the summary. */
	readonly verb: 'sent' | 'read';
}

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
		clock,
	});
	const outcomes = dispatched.outcomes.map((outcome): Outcome => outcome ?? { done: false, failure: cancelled });
	const sum = summarize(outcomes, options.verb);
	if (outcomes.length >= WORTH_A_SUMMARY || dispatched.retries > 0) {
		summarise(context, sum, dispatched, (clock.now() - started) / 1000);
	}
	addHints(context, outcomes);
	if (!context.continueOnFail()) throwFirst(context, outcomes, sum);
	return outcomes.flatMap((outcome, itemIndex) => toItems(context, outcome, itemIndex));
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

function throwFirst(context: IExecuteFunctions, outcomes: readonly Outcome[], sum: string): void {
	const itemIndex = outcomes.findIndex(({ done }) => !done);
	const first = outcomes[itemIndex];
	if (!first || first.done) return;
	const summary = outcomes.length > 1 ? ` ${sum}.` : '';
	const description = first.failure.description + summary;
	throw toNodeError(context.getNode(), { ...first.failure, description }, itemIndex);
}
