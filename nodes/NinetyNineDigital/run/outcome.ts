import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Verdict } from './dispatch';
import { toJson, toNodeError, type Failure } from './failure';

/** What became of one item. */
export type Outcome =
	/**
	 * `idle`: nothing left n8n, because the key was used before, or because it was only a dry run, which may have found the
	 * item to be invalid.
	 */
	| { readonly done: true; readonly json: readonly IDataObject[]; readonly idle?: 'skipped' | 'dry' | 'invalid' }
	/** `later`: it may still be settled by itself. */
	| { readonly done: false; readonly failure: Failure; readonly later?: boolean };

/** Only a refusal in so many words is tried again, never a broken connection. */
export function judge(outcome: Outcome): Verdict {
	if (outcome.done) return outcome.idle ? 'unsent' : 'done';
	if (outcome.later) return 'later';
	const { reason, retryable, slowDown } = outcome.failure;
	if (reason === null || !retryable) return 'failed';
	return slowDown ? 'slower' : 'again';
}

/** What an item puts out that goes on, also where it failed. */
export function toItems(
	context: Pick<IExecuteFunctions, 'getNode'>,
	outcome: Outcome,
	itemIndex: number,
): INodeExecutionData[] {
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
