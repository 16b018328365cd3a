import { CRM, type Evidence } from '../../../chaos/evidence/evidence';
import { invariants } from '../../../chaos/invariants';
import { addressIsBack, allEnded, keyIsNowhere } from '../../../chaos/invariants/afterwards';
import { lastRunDecides, reported, reportsAreTrue, sentOnce } from '../../../chaos/invariants/campaigns';
import {
	crmFed,
	eventsHaveTheirRun,
	eventsTaken,
	forgeriesStartNothing,
	noEndlessRound,
	noSecondRun,
} from '../../../chaos/invariants/events';
import type { Invariant } from '../../../chaos/invariants/invariant';
import { answersWake, wokenByOwnAnswer } from '../../../chaos/invariants/questions';
import { calm } from './calm';

type Break = (evidence: Evidence) => void;

const question = ({ questions }: Evidence) => questions[0]!;
const woken = (evidence: Evidence) => question(evidence).runs[0]!.left[0]!;
const event = ({ events }: Evidence, name: string) => events.find((one) => one.event === name)!;

it.each(invariants)('$words: holds, and has looked at something, when all went well', (invariant) => {
	const { checked, violations } = invariant.check(calm());
	expect(violations).toEqual([]);
	expect(checked).toBeGreaterThan(0);
});

const broken: Array<[Invariant, string, Break, string]> = [
	[
		sentOnce,
		'a key accepted from two executions',
		({ accepted }) => accepted.push({ key: 'campaign-0/0', execution: '2', messageId: 'M9' }),
		'campaign-0/0 was accepted 2 times, from the executions 1, 2',
	],
	[
		reported,
		'a key that nobody reports',
		({ accepted }) => accepted.push({ key: 'campaign-0/3', execution: '2', messageId: 'M3' }),
		'campaign-0/3, accepted from the execution 2, was reported by nobody',
	],
	[
		reported,
		'a key that is only reported as not sent',
		({ campaignRuns }) => (campaignRuns[2]!.items![1]!.report = 'notSent'),
		'campaign-0/1, accepted from the execution 1, was reported by nobody',
	],
	[
		reportsAreTrue,
		'sent, but never accepted',
		({ accepted }) => accepted.splice(2),
		'The execution 9 says of campaign-0/2 that it was sent, but 99digital accepted no such message',
	],
	[
		reportsAreTrue,
		'sent under another id',
		({ accepted }) => (accepted[2]!.messageId = 'M7'),
		'The execution 9 says of campaign-0/2 that it was sent, but 99digital accepted no such message',
	],
	[
		reportsAreTrue,
		'skipped, but never accepted',
		({ accepted, campaignRuns }) => {
			accepted.splice(0, 1);
			campaignRuns.splice(2);
		},
		'The execution 2 says of campaign-0/0 that it was skipped, but 99digital never accepted it',
	],
	[
		reportsAreTrue,
		'not sent, but accepted from the same execution',
		({ accepted }) => (accepted[2]!.execution = '2'),
		'The execution 2 says of campaign-0/2 that it was notSent, but 99digital accepted it from this execution',
	],
	[
		lastRunDecides,
		'a key that the last run could not send',
		({ campaignRuns }) => (campaignRuns[2]!.items![2]!.report = 'notSent'),
		'campaign-0/2 was still not sent by the execution 9',
	],
	[
		lastRunDecides,
		'a last run that failed',
		({ campaignRuns }) => (campaignRuns[2]!.status = 'error'),
		'The last execution 9 ended as error',
	],
	[
		eventsTaken,
		'an event that is refused for ever',
		(evidence) => (event(evidence, 'HELLO').posts = [{ to: 'B', time: 3000, status: 404 }]),
		'The event HELLO was never taken (B: 404)',
	],
	[
		eventsHaveTheirRun,
		'an event answered 200 without a run',
		({ triggerRuns }) => triggerRuns.splice(0, 1),
		'The event HELLO (message) was answered 200 by the trigger B and has no run',
	],
	[
		eventsHaveTheirRun,
		'a tap answered 200 that woke nothing',
		(evidence) => (question(evidence).runs[0] = { execution: '3', status: 'waiting', left: [] }),
		'The event TAP (button) was answered 200 by the trigger B and has no run',
	],
	[
		noSecondRun,
		'two runs of one event without a cause',
		({ triggerRuns }) =>
			triggerRuns.push({ trigger: 'B', execution: '6', status: 'success', time: 3300, event: 'HELLO' }),
		'The event HELLO started 2 runs of the trigger B',
	],
	[
		noSecondRun,
		'a fault that cuts nothing off is no cause',
		({ triggerRuns, faults }) => {
			triggerRuns.push({ trigger: 'B', execution: '6', status: 'success', time: 3300, event: 'HELLO' });
			faults.push({ kind: 'slow', from: 3000, to: 3300 });
		},
		'The event HELLO started 2 runs of the trigger B',
	],
	[
		crmFed,
		'an event that the CRM never got',
		({ crm }) => crm.splice(1, 1),
		'The event HELLO, taken by B, never came to the CRM',
	],
	[
		noEndlessRound,
		'an event that the CRM gets again and again',
		({ crm }) => crm.push('HELLO', 'HELLO', 'HELLO'),
		'The CRM got the event HELLO 4 times, for 1 posts of it',
	],
	[
		addressIsBack,
		'the address of a trigger left behind',
		({ settings }) => (settings.after = { url: 'http://n8n/webhook', retry: true }),
		'Before: {"url":"http://crm","retry":true}; after: {"url":"http://n8n/webhook","retry":true}',
	],
	[
		addressIsBack,
		'a switch left behind',
		({ settings }) => (settings.after = { url: 'http://crm', retry: false }),
		'Before: {"url":"http://crm","retry":true}; after: {"url":"http://crm","retry":false}',
	],
	[
		wokenByOwnAnswer,
		'a question that went on twice',
		(evidence) => (woken(evidence).times = 2),
		'question-0 (execution 3) went on more than once',
	],
	[
		wokenByOwnAnswer,
		'a question that went on by two outputs',
		(evidence) => question(evidence).runs[0]!.left.push({ ...woken(evidence), output: 0 }),
		'question-0 (execution 3) went on more than once',
	],
	[
		wokenByOwnAnswer,
		'No Answer, though it was not over',
		(evidence) => (woken(evidence).item.answered = false),
		'question-0 (execution 3) ended without an answer, though its time was not over',
	],
	[
		wokenByOwnAnswer,
		'the answer of another question',
		(evidence) => (woken(evidence).item.messageId = 'HELLO'),
		'question-0 (execution 3) was woken by HELLO, which is not its answer',
	],
	[
		wokenByOwnAnswer,
		'an execution that asked another question',
		(evidence) => (woken(evidence).item.questionId = 'Q7'),
		'question-0 (execution 3) woke as the question Q7, which is another one',
	],
	[
		wokenByOwnAnswer,
		'the output of another answer',
		(evidence) => (woken(evidence).output = 0),
		'question-0 (execution 3) went on by the output of another answer',
	],
	[
		answersWake,
		'an answer that was taken, and a question that sleeps on',
		(evidence) => (question(evidence).runs[0] = { execution: '3', status: 'waiting', left: [] }),
		'question-0 was answered, but its execution 3 is waiting',
	],
	[
		forgeriesStartNothing,
		'a wrong secret that is let in',
		({ forgeries }) => (forgeries[0]!.status = 200),
		'A forged post (wrongSecret) was answered 200',
	],
	[
		forgeriesStartNothing,
		'a wrong secret that starts a run',
		({ triggerRuns }) =>
			triggerRuns.push({ trigger: 'B', execution: '7', status: 'success', time: 1, event: 'FORGED' }),
		'A forged post (wrongSecret) started a run',
	],
	[
		forgeriesStartNothing,
		'an altered answer that wakes a question',
		(evidence) => (woken(evidence).item.messageId = 'ALTERED'),
		'A forged answer (alteredChoice) woke a question',
	],
	[
		allEnded,
		'an execution that runs without end',
		({ unfinished }) => unfinished.push({ workflow: 'campaign 0', execution: '8', status: 'running' }),
		'The execution 8 of campaign 0 is still running',
	],
	[
		keyIsNowhere,
		'the key in a log',
		({ secrecy }) => secrecy.found.push('the log of n8n'),
		'The API key is in the log of n8n',
	],
];

it.each(broken.map(([invariant, what, breakIt, violation]) => ({ invariant, what, breakIt, violation })))(
	'$invariant.words: tells of $what',
	({ invariant, breakIt, violation }) => {
		const evidence = calm();
		breakIt(evidence);
		expect(invariant.check(evidence).violations).toEqual([violation]);
	},
);

it('each invariant is broken here at least once', () => {
	expect(new Set(broken.map(([invariant]) => invariant))).toEqual(new Set(invariants));
});

describe('what is no violation', () => {
	it('a second run after a try that was not answered 200', () => {
		const evidence = calm();
		event(evidence, 'HELLO').posts.unshift({ to: 'B', time: 2900, status: null });
		evidence.triggerRuns.push({ trigger: 'B', execution: '6', status: 'success', time: 3300, event: 'HELLO' });
		expect(noSecondRun.check(evidence).violations).toEqual([]);
	});

	it('a second run of a repeat behind a crash', () => {
		const evidence = calm();
		event(evidence, 'HELLO').posts.push({ to: 'B', time: 9500, status: 200 });
		evidence.triggerRuns.push({ trigger: 'B', execution: '6', status: 'success', time: 9600, event: 'HELLO' });
		expect(noSecondRun.check(evidence).violations).toEqual([]);
	});

	it('an answer that only the CRM got, for no trigger was published', () => {
		const evidence = calm();
		question(evidence).runs[0] = { execution: '3', status: 'waiting', left: [] };
		event(evidence, 'TAP').posts = [{ to: CRM, time: 1000, status: 200 }];
		expect(answersWake.check(evidence).violations).toEqual([]);
	});

	it('an answer whose execution n8n has given up', () => {
		const evidence = calm();
		question(evidence).runs[0] = { execution: '3', status: 'crashed', left: [] };
		expect(answersWake.check(evidence).violations).toEqual([]);
		expect(eventsHaveTheirRun.check(evidence).violations).toEqual([]);
	});

	it('an answer whose execution n8n has given up and lost with what it was started with', () => {
		const evidence = { ...calm(), lostQuestionRuns: 1 };
		question(evidence).runs = [];
		expect(eventsHaveTheirRun.check(evidence).violations).toEqual([]);
		evidence.lostQuestionRuns = 0;
		expect(eventsHaveTheirRun.check(evidence).violations).toHaveLength(1);
	});

	it.each(['error', 'success'])(
		'an event whose run (%s) n8n has started, and lost with what it was started with',
		(status) => {
			const evidence = calm();
			const { event: _, ...run } = evidence.triggerRuns[0]!;
			evidence.triggerRuns[0] = { ...run, status };
			expect(eventsHaveTheirRun.check(evidence).violations).toEqual([]);
			event(evidence, 'OTHER').posts = [{ to: 'B', time: 3000, status: 200 }];
			expect(eventsHaveTheirRun.check(evidence).violations).toHaveLength(1);
			evidence.triggerRuns[0] = { ...run, status: 'crashed', time: 13_000 };
			expect(eventsHaveTheirRun.check(evidence).violations).toHaveLength(2);
		},
	);

	it('an event whose run n8n has started and lost after 99digital had given up waiting', () => {
		const evidence = calm();
		const { event: _, ...run } = evidence.triggerRuns[0]!;
		evidence.triggerRuns[0] = { ...run, status: 'error', time: 18_000 };
		event(evidence, 'HELLO').posts = [
			{ to: 'B', time: 3000, status: null },
			{ to: 'B', time: 20_000, status: 200 },
		];
		expect(eventsHaveTheirRun.check(evidence).violations).toEqual([]);
		evidence.triggerRuns[0] = { ...run, status: 'error', time: 26_000 };
		expect(eventsHaveTheirRun.check(evidence).violations).toHaveLength(1);
	});

	it('an event that n8n has answered itself while it started, before any node was asked', () => {
		const evidence = calm();
		event(evidence, 'HELLO').posts = [{ to: 'B', time: 3000, status: 200, isStarting: true }];
		evidence.triggerRuns.splice(0, 1);
		evidence.crm = evidence.crm.filter((one) => one !== 'HELLO');
		for (const invariant of [eventsHaveTheirRun, crmFed]) expect(invariant.check(evidence).violations).toEqual([]);
		event(evidence, 'HELLO').posts[0]!.isStarting = false;
		for (const invariant of [eventsHaveTheirRun, crmFed]) expect(invariant.check(evidence).violations).toHaveLength(1);
	});
});
