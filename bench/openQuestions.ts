import { randomBytes, randomUUID } from 'node:crypto';
import type { World } from '../host/world';
import { post } from '../test/support/triggerPosts';
import { floodInTurns, publishPeers, type TriggerResult } from './trigger';

/** How n8n coped with events that concern no question, with so many of them open. */
export interface OpenQuestionsResult {
	open: number;
	/** Right after the questions were asked. */
	events: TriggerResult;
	/** n8n's own Webhook node, in turns with it. */
	webhookNode: TriggerResult;
}

/** As many as a trigger remembers at most come last. */
const OPEN_QUESTIONS = [0, 1_000, 5_000] as const;

const MINUTE_MS = 60_000;

/** Posts events of strangers to a trigger that remembers no question, some, and as many as it can. */
export async function measureOpenQuestions(world: World, count: number): Promise<OpenQuestionsResult[]> {
	const peers = await publishPeers(world);
	const results: OpenQuestionsResult[] = [];
	let planted = 0;
	for (const [index, open] of OPEN_QUESTIONS.entries()) {
		if (open > planted) await post(peers.trigger, { hook: 'n8n-question', handedOver: questions(open - planted) });
		planted = open;
		results.push({ open, ...(await floodInTurns(world, peers, { first: index * count, count })) });
	}
	await peers.unpublish();
	return results;
}

/** Questions as one trigger hands them to another, open for a day. */
function questions(count: number) {
	const until = (Math.ceil(Date.now() / MINUTE_MS) + 24 * 60).toString(36);
	const random = (length: number) => randomBytes(length).toString('base64url').slice(0, length);
	const signature = () => randomBytes(32).toString('base64url');
	const round = () => randomBytes(8).toString('base64url');
	const record = (_: unknown, index: number) =>
		`${random(6)}${random(6)}${round()}${signature()}${100_000 + index},${until},0,0`;
	return {
		places: [`/webhook-waiting/*/${randomUUID()}?q=*&signature=`],
		answers: ['aaaaabbbbbccccc'],
		records: `;${Array.from({ length: count }, record)
			.map((text) => `${text};`)
			.join('')}`,
	};
}

/** The section of the page that tells it. */
export const openQuestionsSection = (
	results: readonly OpenQuestionsResult[],
): string => `## A trigger that remembers open questions

Questions that went out as a template, or that any reply answers, are remembered by the trigger; a post that concerns none of them should cost at most 1.3 times as much. Ten posts of other customers under way at once, in turns with n8n’s Webhook node; *lazy* n8n. Measured alone by \`npm run bench -- --questions\`.

${openQuestionsTable(results)}

The trigger itself takes apart no question that an event does not concern. What is left is n8n’s: with each event it reads and writes the whole memory of the trigger, with 5,000 questions some 425 kB, half of which are n8n’s own signatures.`;

/** One row for each number of open questions, with how it compares with none. */
function openQuestionsTable(results: readonly OpenQuestionsResult[]): string {
	const paceOf = ({ events, webhookNode }: OpenQuestionsResult) => events.perSecond / webhookNode.perSecond;
	const rows = results.map((result) => {
		const { open, events, webhookNode } = result;
		return [
			open.toLocaleString('en'),
			`${events.answered} of ${events.posts}`,
			events.perSecond.toFixed(0),
			webhookNode.perSecond.toFixed(0),
			`${events.cpuMsPerPost.toFixed(1)} ms`,
			`${(events.cpuMsPerPost / results[0]!.events.cpuMsPerPost).toFixed(2)} ×`,
			`${(paceOf(results[0]!) / paceOf(result)).toFixed(2)} ×`,
		].join(' | ');
	});
	return [
		'| Open questions | Answered right | Per second | Webhook node in turns | CPU each | … of none | Time each beside the Webhook node, of none |',
		'| --- | --- | --- | --- | --- | --- | --- |',
		...rows.map((row) => `| ${row} |`),
	].join('\n');
}
