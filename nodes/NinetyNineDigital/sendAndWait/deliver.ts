import { sleep, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';

import { isRecord } from '../plain/objects';
import { postToOwn } from '../transport/ownAddress';
import type { Payload } from '../trigger/events/payload';
import { dropQuestions, openQuestionsIn, questionsAnsweredBy, type QuestionMemory } from './openQuestions';
import { pathIn } from './token';

/**
 * What became of an event that may answer a question. `late`: it answers one that is not open any more, or its ID is
 * forged; `unreachable`: this n8n did not answer itself, so that 99digital is to try again.
 */
export type Delivery = 'none' | 'taken' | 'late' | 'unreachable';

/** Waits before further tries, in milliseconds: the tap may come before n8n has laid the execution to sleep. */
const PAUSES = [250, 500, 1000];

const CONFLICT = 409;

/** Hands a tap or reply to the execution that waits for it, at an address on this n8n's own origin and no other. */
export async function deliverToQuestion(
	context: IWebhookFunctions,
	memory: QuestionMemory,
	payload: Payload,
): Promise<Delivery> {
	const path = payload.hook === 'new' ? pathIn(payload) : undefined;
	if (path !== undefined) {
		const outcome = await deliver(context, path, payload);
		return outcome === 'refused' ? 'late' : outcome;
	}
	const gone: string[] = [];
	let outcome: Delivery = 'none';
	for (const awaited of questionsAnsweredBy(openQuestionsIn(memory), payload, new Date())) {
		const delivered = await deliver(context, awaited.path, payload);
		if (delivered === 'unreachable') return delivered;
		gone.push(awaited.path);
		if (delivered === 'refused') continue;
		outcome = delivered;
		break;
	}
	if (gone.length > 0) dropQuestions(memory, gone);
	return outcome;
}

/** Whether an event may answer a question. */
export function mayAnswer(memory: QuestionMemory, payload: Payload): boolean {
	if (payload.hook !== 'new') return false;
	return pathIn(payload) !== undefined || questionsAnsweredBy(openQuestionsIn(memory), payload, new Date()).length > 0;
}

async function deliver(
	context: IWebhookFunctions,
	path: string,
	payload: Payload,
): Promise<'taken' | 'refused' | 'unreachable'> {
	const { origin } = new URL(context.getNodeWebhookUrl('default') ?? '');
	for (const pause of [...PAUSES, undefined]) {
		const answer = await postToOwn(context, origin + path, payload as IDataObject);
		const cause =
			'problem' in answer ? answer.problem : answer.status >= 500 ? `HTTP status ${answer.status}` : undefined;
		if (cause === undefined && 'status' in answer && answer.status !== CONFLICT) {
			return isRecord(answer.body) && answer.body.resumed === true ? 'taken' : 'refused';
		}
		if (pause !== undefined) {
			await sleep(pause);
			continue;
		}
		if (cause === undefined) return 'refused';
		context.logger.warn(
			`${context.getNode().name}: an answer could not be handed to its execution at ${origin}: ${cause}`,
		);
	}
	return 'unreachable';
}
