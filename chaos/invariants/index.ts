import { addressIsBack, allEnded, keyIsNowhere } from './afterwards';
import { lastRunDecides, reported, reportsAreTrue, sentOnce } from './campaigns';
import { crmFed, eventsHaveTheirRun, eventsTaken, forgeriesStartNothing, noEndlessRound, noSecondRun } from './events';
import type { Invariant } from './invariant';
import { answersWake, wokenByOwnAnswer } from './questions';

/** All that has to be true, in the order of the report. */
export const invariants: readonly Invariant[] = [
	sentOnce,
	reported,
	reportsAreTrue,
	lastRunDecides,
	eventsTaken,
	eventsHaveTheirRun,
	noSecondRun,
	crmFed,
	noEndlessRound,
	addressIsBack,
	wokenByOwnAnswer,
	answersWake,
	forgeriesStartNothing,
	allEnded,
	keyIsNowhere,
];
