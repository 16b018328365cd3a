import { randomBytes, randomUUID } from 'node:crypto';
import type { World } from '../host/world';
import { post } from '../test/support/triggerPosts';
import { atMost, goalsTable, thousands, type Goal } from './goal';
import { table } from './table';
import { figuresOf, measureTriggersInTurns, type Started, type TriggersInTurns } from './trigger';

/** As many as a trigger remembers at most come last. */
const OPEN_QUESTIONS = [0, 1_000, 5_000] as const;

const MINUTE_MS = 60_000;

/** Posts events of strangers to a trigger that remembers no question, to one with some, and to one with as many as it can. */
export async function measureOpenQuestions(world: World, count: number): Promise<TriggersInTurns> {
	const ask = async ({ url }: Started, open: number) =>
		await post(url, { hook: 'n8n-question', handedOver: questions(open) });
	return await measureTriggersInTurns(world, OPEN_QUESTIONS, ask, { first: 0, count });
}

/** Questions as one trigger hands them to another, open for a day. */
function questions(count: number) {
	const until = (Math.ceil(Date.now() / MINUTE_MS) + 24 * 60).toString(36);
	const random = (length: number) => randomBytes(length).toString('base64url').slice(0, length);
	const record = (_: unknown, index: number) =>
		`${random(5)}${random(5)}${random(8)}${random(40)}${100_000 + index},${until},0`;
	return {
		kinds: [`/webhook-waiting/*/${randomUUID()}?q=*&signature=*aaaaabbbbbccccc`],
		records: `;${Array.from({ length: count }, record)
			.map((text) => `${text};`)
			.join('')}`,
	};
}

/** The section of the page that tells it. */
export const openQuestionsSection = (result: TriggersInTurns): string => `## A trigger that remembers open questions

Questions that went out as a template, or that any reply answers, are remembered by the trigger; a post that concerns none of them should cost at most 1.3 times as much. Ten posts of other customers under way at once, in turns to n8n’s Webhook node and to three triggers; *lazy* n8n.

${openQuestionsTable(result)}

${goalsTable(openQuestionsGoals(result))}

The trigger itself takes apart no question that an event does not concern. What is left is n8n’s: with each event it reads the whole memory of the trigger twice and writes it once, of which more than half is n8n’s own signatures. They can’t be left out: n8n 2.41 wakes no execution without its signature, makes one only for the execution that asks, and gives a webhook no other place to keep it.`;

const WHOLE_MEMORY =
	'n8n reads and writes the whole memory of the trigger with each event, and it grows with the questions; see below.';

const openQuestionsGoals = ({ triggers: [none, ...some] }: TriggersInTurns): Goal[] =>
	some.map(({ before, events }) =>
		atMost({
			aim: `${thousands(before)} open: times the CPU of none`,
			found: [events.cpuMsPerPost / none!.events.cpuMsPerPost],
			limit: 1.3,
			why: WHOLE_MEMORY,
		}),
	);

/** One row for n8n's own node, and one for each number of open questions, with how it compares with none. */
function openQuestionsTable({ webhookNode, triggers }: TriggersInTurns): string {
	const none = triggers[0]!.events;
	return table(
		['Open questions', 'Answered right', 'Per second', 'CPU each', '… of none', 'Time each, of none', 'Stored'],
		[
			['n8n’s Webhook node', ...figuresOf(webhookNode), '', '', ''],
			...triggers.map(({ before, events, storedBytes }) => [
				thousands(before),
				...figuresOf(events),
				`${(events.cpuMsPerPost / none.cpuMsPerPost).toFixed(2)} ×`,
				`${(none.perSecond / events.perSecond).toFixed(2)} ×`,
				`${(storedBytes / 1024).toFixed(1)} kB`,
			]),
		],
	);
}
