import { isDeepStrictEqual } from 'node:util';
import { each, type Invariant } from './invariant';

export const addressIsBack: Invariant = {
	words: 'With all triggers unpublished the account has the address and the switches of before',
	check: ({ settings: { before, after } }) => ({
		checked: 1,
		violations: isDeepStrictEqual(before, after)
			? []
			: [`Before: ${JSON.stringify(before)}; after: ${JSON.stringify(after)}`],
	}),
};

export const allEnded: Invariant = {
	words: 'Every execution came to its end, or waits for an answer',
	check: ({ unfinished, campaignRuns, questions, triggerRuns }) => ({
		checked: campaignRuns.length + questions.flatMap(({ runs }) => runs).length + triggerRuns.length,
		violations: unfinished.map(
			({ workflow, execution, status }) => `The execution ${execution} of ${workflow} is still ${status}`,
		),
	}),
};

export const keyIsNowhere: Invariant = {
	words: 'The API key is in no log, no stored execution and nothing that the CRM got',
	check: ({ secrecy: { searched, found } }) => ({
		...each(found, (place) => `The API key is in ${place}`),
		checked: searched,
	}),
};
