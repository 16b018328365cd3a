import type { AcceptedMessage, CampaignRun, Evidence } from '../evidence/evidence';
import { each, groupBy, type Invariant } from './invariant';

export const sentOnce: Invariant = {
	words: 'No message with a Send Once Key was accepted twice',
	check: ({ accepted }) =>
		each([...groupBy(accepted, ({ key }) => key)], ([key, messages]) => {
			if (messages.length === 1) return undefined;
			return `${key} was accepted ${messages.length} times, from the executions ${messages.map(({ execution }) => execution).join(', ')}`;
		}),
};

export const reported: Invariant = {
	words: 'Each message that 99digital accepted was reported as sent, or as unknown',
	check: ({ accepted, campaignRuns }) => {
		const known = keysWith(campaignRuns, ['sent', 'skipped', 'unknown']);
		return each(accepted, ({ key, execution }) =>
			known.has(key) ? undefined : `${key}, accepted from the execution ${execution}, was reported by nobody`,
		);
	},
};

export const reportsAreTrue: Invariant = {
	words: 'What an execution reported as sent, skipped or not sent is what 99digital saw',
	check: ({ accepted, campaignRuns }) => {
		const ids = new Set(accepted.map(({ key, messageId }) => `${key} ${messageId}`));
		const byExecution = new Set(accepted.map(executionOf));
		const keys = new Set(accepted.map(({ key }) => key));
		const reports = campaignRuns.flatMap(({ execution, items }) =>
			(items ?? []).map((item) => ({ execution, ...item })),
		);
		return each(reports, ({ execution, key, report, messageId }) => {
			const claim = `The execution ${execution} says of ${key} that it was ${report}`;
			if (report === 'sent' && !ids.has(`${key} ${messageId}`))
				return `${claim}, but 99digital accepted no such message`;
			if (report === 'skipped' && !keys.has(key)) return `${claim}, but 99digital never accepted it`;
			if (report === 'notSent' && byExecution.has(executionOf({ key, execution }))) {
				return `${claim}, but 99digital accepted it from this execution`;
			}
			return undefined;
		});
	},
};

const executionOf = ({ key, execution }: Pick<AcceptedMessage, 'key' | 'execution'>): string => `${key} @${execution}`;

export const lastRunDecides: Invariant = {
	words:
		'A campaign that is started once more at the end ends well, and every key of it is then sent, skipped or unknown',
	check: ({ campaignRuns }) => {
		const last = campaignRuns.filter(({ isLast }) => isLast);
		const open = ({ execution, status, items }: CampaignRun) =>
			status === 'success' && items
				? items.flatMap(({ key, report }) =>
						report === 'notSent' ? [`${key} was still not sent by the execution ${execution}`] : [],
					)
				: [`The last execution ${execution} ended as ${status}`];
		return {
			checked: last.reduce((sum, { items }) => sum + (items?.length ?? 1), 0),
			violations: last.flatMap(open),
		};
	},
};

function keysWith(runs: Evidence['campaignRuns'], reports: readonly string[]): Set<string> {
	const items = runs.flatMap(({ items }) => items ?? []);
	return new Set(items.filter(({ report }) => reports.includes(report)).map(({ key }) => key));
}
