import { CRM, type EventPost, type StormEvent, type TriggerRun } from '../evidence/evidence';
import { kindOf } from '../faults';
import { each, groupBy, type Invariant } from './invariant';
import { isAccountedFor } from './questions';
import { OK, wasTaken, wasTakenByNode } from './taken';

export const eventsTaken: Invariant = {
	words: 'Each event of 99digital was taken in the end (answered 200)',
	check: ({ events }) =>
		each(events, (one) => {
			if (wasTaken(one)) return undefined;
			const answers = one.posts.map(({ to, status }) => `${to}: ${status ?? 'no answer'}`).join(', ');
			return `The event ${one.event} was never taken (${answers})`;
		}),
};

export const eventsHaveTheirRun: Invariant = {
	words: 'Each event that a trigger answered 200 has its run or has woken its question, unless it was not chosen',
	check: (evidence) => {
		const runs = new Set(evidence.triggerRuns.map(({ trigger, event }) => `${trigger} ${event}`));
		const chosen = new Map(evidence.triggers.map(({ name, events }) => [name, events]));
		const taken = evidence.events.flatMap((one) => takers(one).map((trigger) => ({ one, trigger })));
		const lost = evidence.triggerRuns.filter(isLostByN8n);
		return each(taken, ({ one: { event, kind, posts }, trigger }) => {
			if (!chosen.get(trigger)?.includes(kind)) return undefined;
			if (runs.has(`${trigger} ${event}`) || isAccountedFor(evidence, event)) return undefined;
			const own = lost.findIndex((run) => run.trigger === trigger && mayHaveStarted(posts, run));
			if (own >= 0) lost.splice(own, 1);
			else return `The event ${event} (${kind}) was answered 200 by the trigger ${trigger} and has no run`;
			return undefined;
		});
	},
};

/**
 * A run of which n8n has not kept what it was started with: a worker died with it, or the database failed while two
 * processes wrote how it ended. The node has done its part when n8n has started the run. Each such run stands for one
 * event, which n8n was posted right before.
 */
export const isLostByN8n = ({ event, status }: TriggerRun): boolean =>
	event === undefined && ['crashed', 'error', 'success'].includes(status);

/** n8n takes at most as long to start a run as 99digital waits for its answer. */
const STARTING_MS = 5000;

/** For a post that was not answered, n8n may start the run at any time before it answers the next one. */
const mayHaveStarted = (posts: readonly EventPost[], run: TriggerRun): boolean => {
	const answered = posts.filter(({ status }) => status === OK);
	const isInTime = answered.some(({ time }) => run.time >= time && run.time <= time + STARTING_MS);
	const last = Math.max(...answered.map(({ time }) => time));
	return isInTime || posts.some(({ status, time }) => status === null && run.time >= time && run.time <= last);
};

/** The triggers that answered 200. */
const takers = ({ posts }: StormEvent): string[] => [
	...new Set(
		posts.filter(({ to, status, isStarting }) => to !== CRM && status === OK && !isStarting).map(({ to }) => to),
	),
];

export const noSecondRun: Invariant = {
	words: 'No event has a second run of the same trigger, but where n8n was cut off between its tries',
	check: ({ triggerRuns, events, faults }) => {
		const cuts = faults.filter(({ kind }) => kindOf(kind).cuts);
		const byId = new Map(events.map((one) => [one.event, one]));
		const known = triggerRuns.filter(({ event }) => event !== undefined);
		return each([...groupBy(known, ({ trigger, event }) => `${trigger} ${event}`).values()], (runs) => {
			if (runs.length === 1) return undefined;
			const { trigger, event } = runs[0]!;
			const posts = byId.get(String(event))?.posts ?? [];
			const from = Math.min(...posts.map(({ time }) => time));
			const to = Math.max(...runs.map(({ time }) => time));
			const isCut = posts.some(unanswered) || cuts.some((cut) => cut.from <= to && cut.to >= from);
			return isCut ? undefined : `The event ${event} started ${runs.length} runs of the trigger ${trigger}`;
		});
	},
};

const unanswered = ({ status }: EventPost): boolean => status !== OK;

export const crmFed: Invariant = {
	words: 'The CRM got each event that was taken at least once',
	check: ({ events, crm }) => {
		const got = new Set(crm);
		return each(events.filter(wasTakenByNode), (one) => {
			if (got.has(one.event)) return undefined;
			const takenBy = one.posts.filter(({ status }) => status === OK).map(({ to }) => to);
			return `The event ${one.event}, taken by ${takenBy.join(' and ')}, never came to the CRM`;
		});
	},
};

/** A try that breaks off may be fed twice, and its echo once more. */
const MOST_ROUNDS = 3;

export const noEndlessRound: Invariant = {
	words: 'No event went round without end between the CRM and the triggers',
	check: ({ events, crm }) => {
		const got = groupBy(crm, (event) => event);
		return each(events, ({ event, posts }) => {
			const times = got.get(event)?.length ?? 0;
			if (times <= MOST_ROUNDS * posts.length) return undefined;
			return `The CRM got the event ${event} ${times} times, for ${posts.length} posts of it`;
		});
	},
};

export const forgeriesStartNothing: Invariant = {
	words: 'A post with a wrong secret was refused and started nothing, and an altered answer woke nothing',
	check: ({ forgeries, triggerRuns, questions }) => {
		const started = new Set(triggerRuns.map(({ event }) => event));
		const woke = new Set(
			questions.flatMap(({ runs }) => runs.flatMap(({ left }) => left.map(({ item }) => item.messageId))),
		);
		return each(forgeries, ({ way, event, status }) => {
			if (woke.has(event)) return `A forged answer (${way}) woke a question`;
			if (way !== 'wrongSecret' && way !== 'noSecret') return undefined;
			if (status === OK) return `A forged post (${way}) was answered 200`;
			return started.has(event) ? `A forged post (${way}) started a run` : undefined;
		});
	},
};
