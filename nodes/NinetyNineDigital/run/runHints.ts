import type { IExecuteFunctions } from 'n8n-workflow';

import type { Outcome } from './outcome';

/** What became of the items: `3 of 5 items were sent, 2 skipped`. */
export function summarize(outcomes: readonly Outcome[], deed: string): string {
	const [skipped, dry] = [idle(outcomes, 'skipped'), idle(outcomes, 'dry')];
	const done = outcomes.filter((outcome) => outcome.done).length - skipped - dry;
	return [
		`${done} of ${outcomes.length} items were ${deed}`,
		...(skipped > 0 ? [`${skipped} skipped`] : []),
		...(dry > 0 ? [`${dry} only checked in a dry run`] : []),
	].join(', ');
}

const idle = (outcomes: readonly Outcome[], why: 'skipped' | 'dry'): number =>
	outcomes.filter((outcome) => outcome.done && outcome.idle === why).length;

/** Tells, above the output, what its items alone do not make plain. */
export function addHints(context: IExecuteFunctions, outcomes: readonly Outcome[]): void {
	const dry = idle(outcomes, 'dry');
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
