import type { Evidence } from './evidence/evidence';
import type { FaultKind } from './faults';
import { invariants } from './invariants';
import { isLostByN8n } from './invariants/events';
import type { Verdict } from './invariants/invariant';
import type { Plan } from './plan';

/** What came of a storm in one mode. */
export interface Result {
	plan: Plan;
	/** The kind of each fault that came about. */
	faults: FaultKind[];
	/** What came in beside the faults, by its name. */
	traffic: Record<string, number>;
	verdicts: Array<Verdict & { words: string }>;
}

export function judge(plan: Plan, evidence: Evidence): Result {
	const repeats = evidence.events.reduce((sum, { posts }) => sum + posts.length - 1, 0);
	return {
		plan,
		faults: evidence.faults.map(({ kind }) => kind),
		traffic: {
			'campaigns started': evidence.campaignRuns.length,
			'campaign messages accepted': evidence.accepted.length,
			'questions asked': evidence.questions.reduce((sum, { accepted }) => sum + accepted.length, 0),
			'events of customers': evidence.events.length,
			'repeats of events': repeats,
			'forged posts': evidence.forgeries.length,
			'runs of which n8n has lost the event': evidence.triggerRuns.filter(isLostByN8n).length,
		},
		verdicts: invariants.map((invariant) => ({ words: invariant.words, ...invariant.check(evidence) })),
	};
}
