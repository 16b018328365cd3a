import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { clock } from './clock';
import { dispatch, type Dispatched, type DispatchOptions } from './dispatch';
import { cancelled, neverTaken, toNodeError, type Failure } from './failure';
import { judge, toItems, type Outcome } from './outcome';
import { addHints, summarize } from './runHints';
import { reportFailed, reportInvalid, type InvalidItem } from './stopReport';

/** What is needed of n8n to work on many items. */
export type RunContext = Pick<
	IExecuteFunctions,
	'addExecutionHints' | 'continueOnFail' | 'getExecutionCancelSignal' | 'getInputData' | 'getNode'
>;

/** What to do with each item, and how many at a time. */
export interface ItemOptions
	extends Pick<DispatchOptions<Outcome>, 'prepare' | 'maxInFlight' | 'maxPerSecond' | 'maxRetries'> {
	/** What is done to an item, for the summary. */
	readonly verb: 'sent' | 'read';
	/** Why an item cannot be sent as it is; asked of all, in order, before the first one is prepared. */
	findFailure?(index: number): Failure | undefined;
}

/**
 * Works on every input item, whatever becomes of the others, and only then reports: a failure of item 40 must not make
 * n8n run items 0 to 39 again. If the workflow is to stop on failure, all are checked before the first one is sent.
 *
 * @returns the items that came of each input item, in input order
 * @throws NodeApiError or NodeOperationError that names all items that failed, unless the node continues on failure
 */
export async function runItems(context: RunContext, options: ItemOptions): Promise<INodeExecutionData[]> {
	const started = clock.now();
	const count = context.getInputData().length;
	const signal = context.getExecutionCancelSignal();
	if (!context.continueOnFail()) await checkAll(context, options, count, signal);
	const dispatched = await dispatch<Outcome>({ ...options, count, judge, signal, clock });
	const untried = dispatched.gaveUp ? neverTaken : cancelled;
	const outcomes = dispatched.outcomes.map((outcome): Outcome => outcome ?? { done: false, failure: untried });
	const summary = summarize(outcomes, options.verb);
	if (outcomes.length >= WORTH_A_SUMMARY || dispatched.retries > 0) {
		tellSummary(context, summary, dispatched, (clock.now() - started) / 1000);
	}
	addHints(context, outcomes);
	if (!context.continueOnFail())
		throwFirst(context, outcomes, options.verb === 'sent' ? reportFailed(outcomes, summary) : `${summary}.`);
	return outcomes.flatMap((outcome, itemIndex) => toItems(context, outcome, itemIndex));
}

/** Fewer items speak for themselves. */
const WORTH_A_SUMMARY = 100;

/** Milliseconds of checking after which n8n gets its turn. */
const SLICE_MS = 20;

/** @throws NodeOperationError if there are items that cannot be sent as they are */
async function checkAll(
	context: Pick<RunContext, 'getNode'>,
	{ findFailure }: ItemOptions,
	count: number,
	signal: AbortSignal | undefined,
): Promise<void> {
	if (!findFailure) return;
	const invalid: InvalidItem[] = [];
	let since = clock.now();
	for (let itemIndex = 0; itemIndex < count; itemIndex++) {
		const failure = findFailure(itemIndex);
		if (failure) invalid.push({ itemIndex, failure });
		if (clock.now() - since < SLICE_MS) continue;
		await clock.sleep(0);
		if (signal?.aborted) return;
		since = clock.now();
	}
	const [first] = invalid;
	if (!first) return;
	throw toNodeError(context.getNode(), { ...first.failure, ...reportInvalid(invalid, count) }, first.itemIndex);
}

function tellSummary(
	context: Pick<RunContext, 'addExecutionHints'>,
	summary: string,
	run: Dispatched<Outcome>,
	seconds: number,
): void {
	const facts = [
		`${summary} in ${seconds.toFixed(1)} seconds`,
		...(run.retries > 0 ? [`${run.retries} tries were repeated`] : []),
		...(run.pace === undefined ? [] : [`the account takes about ${Math.round(run.pace)} a second`]),
	];
	context.addExecutionHints({ message: `${facts.join('; ')}.`, location: 'outputPane' });
}

function throwFirst(context: Pick<RunContext, 'getNode'>, outcomes: readonly Outcome[], report: string): void {
	const itemIndex = outcomes.findIndex(({ done }) => !done);
	const first = outcomes[itemIndex];
	if (!first || first.done) return;
	const { failure } = first;
	const description = outcomes.length > 1 ? `${failure.description} ${report}` : failure.description;
	throw toNodeError(context.getNode(), { ...failure, description }, itemIndex);
}
