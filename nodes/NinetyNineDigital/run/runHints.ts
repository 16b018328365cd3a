import type { IExecuteFunctions } from 'n8n-workflow';

import type { Outcome } from './outcome';

/** What became of the items, in one sentence without its stop: `3 of 5 items were sent, 2 skipped`. */
export function summarize(outcomes: readonly Outcome[], verb: string): string {
	const [skipped, dry] = [idle(outcomes, 'skipped'), idle(outcomes, 'dry') + idle(outcomes, 'invalid')];
	const done = outcomes.filter((outcome) => outcome.done).length - skipped - dry;
	return [
		`${done} of ${outcomes.length} items were ${verb}`,
		...(skipped > 0 ? [`${skipped} skipped`] : []),
		...(dry > 0 ? [`${dry} only checked in a dry run`] : []),
	].join(', ');
}

const idle = (outcomes: readonly Outcome[], why: 'skipped' | 'dry' | 'invalid'): number =>
	outcomes.filter((outcome) => outcome.done && outcome.idle === why).length;

/** Tells, above the output, what its items alone do not make plain. */
export function addHints(
	context: Pick<IExecuteFunctions, 'addExecutionHints' | 'getNode'>,
	outcomes: readonly Outcome[],
): void {
	const invalid = idle(outcomes, 'invalid');
	const dry = idle(outcomes, 'dry') + invalid;
	if (invalid > 0) {
		const message = `${invalid} of ${outcomes.length} items cannot be sent as they are: see "error" of each.`;
		context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	}
	if (dry > 0) {
		const message =
			dry === outcomes.length
				? 'Dry run: nothing was sent. Turn Dry Run off under Options to send.'
				: `Dry run: ${dry} of ${outcomes.length} items were not sent.`;
		context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	}
	const failed = outcomes.filter(({ done }) => !done).length;
	if (failed > 0 && context.getNode().onError === 'continueRegularOutput') {
		const message = `${failed} of ${outcomes.length} items failed and go on among the others. To part them, set On Error in Settings to "Continue (using error output)".`;
		context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	}
}
