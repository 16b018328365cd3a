import type { IHookFunctions } from 'n8n-workflow';

import { postToOwn, type Requester } from '../transport/ownAddress';
import type { PostContext } from '../transport/post';
import { getWebhook } from '../transport/webhookSettings';
import { hasOrigin, isSameNode, isTriggerAddress } from '../trigger/registration/address';
import { desiredSettingsOf, isManual, ownUrl, type DesiredContext } from '../trigger/registration/desiredSettings';
import type { Registration } from '../trigger/registration/registration';
import { adoptQuestions, leave, storedQuestions, type QuestionMemory } from './openQuestions';
import { areStored, type StoredQuestions } from './questionRecords';
import { isListening, toCheckBody, type ListenerCheck, type ListenerResponse } from './replyChannel';

type UrlContext = PostContext & Pick<IHookFunctions, 'getNode' | 'getNodeWebhookUrl'>;

type HandOverContext = UrlContext & DesiredContext & Requester & Pick<IHookFunctions, 'logger'>;

/** A trigger answers without starting anything, and nobody is to wait long for a workflow to be unpublished. */
const TIMEOUT_MS = 5_000;

/**
 * Tells the trigger that takes over the open questions that n8n has read, before the answers come in there: what is asked
 * meanwhile is still asked here, and handed over afterwards.
 *
 * @param memory of a trigger that is still registered
 * @param next the address that takes over, with its secret
 */
export async function announceQuestions(
	context: UrlContext & Requester,
	memory: QuestionMemory,
	next: string,
): Promise<void> {
	const handedOver = storedQuestions(memory, new Date());
	if (handedOver && isOthers(context, next)) await tell(context, next, { handedOver });
}

/**
 * Learns, before the answers come in here, the open questions of the trigger at which they came in: else they would start
 * a run here too. That trigger remembers them as well.
 *
 * @param memory of a trigger that is about to be registered
 * @param before the address of that trigger, with its secret
 */
export async function learnQuestions(
	context: UrlContext & Requester,
	memory: QuestionMemory,
	before: string,
): Promise<void> {
	if (!isOthers(context, before)) return;
	const open = (await tell(context, before, { sharing: true }))?.open;
	if (areStored(open)) adoptQuestions(memory, open, new Date());
}

/**
 * Hands the open questions of a trigger that is being unpublished to the one at which the answers come in from now on,
 * if that is another trigger of this n8n. Without one, they wait until this trigger is published again. Never throws:
 * n8n must be able to deactivate a workflow.
 *
 * @param memory is without the questions that are handed over
 * @param registration the one that has ended
 */
export async function handOverQuestions(
	context: HandOverContext,
	memory: QuestionMemory,
	registration: Registration | undefined,
): Promise<void> {
	if (isManual(context)) return;
	try {
		const handedOver = await lastQuestions(context, memory, registration);
		if (!handedOver) return void delete memory.questions;
		memory.questions = handedOver;
		const next = await otherTrigger(context);
		if (next === undefined) return;
		if ((await tell(context, next, { handedOver }))?.kept) delete memory.questions;
	} catch (cause) {
		const { message } = cause as Error;
		context.logger.warn(`${context.getNode().name}: open questions could not be handed to another trigger. ${message}`);
	}
}

/**
 * The open questions of a trigger that remembers no further one from now on. It still gets posts, perhaps in another
 * process and with a newer memory than n8n has read to unpublish it, so that it is asked itself. A test is not: n8n would
 * take the post for the event that it listens for.
 */
async function lastQuestions(
	context: HandOverContext,
	memory: QuestionMemory,
	registration: Registration | undefined,
): Promise<StoredQuestions | undefined> {
	const known = () => leave({ ...memory, registration }, new Date());
	if (registration?.isTest) return known();
	const { url } = await desiredSettingsOf(context);
	const response = await tell(context, url, { leaving: true });
	if (!response) return known();
	return areStored(response.open) ? response.open : undefined;
}

/** What a trigger of this n8n responds to a check; undefined if none does. */
async function tell(context: Requester, trigger: string, check: ListenerCheck): Promise<ListenerResponse | undefined> {
	const response = await postToOwn(context, trigger, toCheckBody(check), TIMEOUT_MS);
	return 'body' in response && isListening(response.body) ? response.body : undefined;
}

/** The address at which the events of the number come in, if it is another trigger's of this n8n. */
async function otherTrigger(context: UrlContext): Promise<string | undefined> {
	const result = await getWebhook(context);
	return result.status === 'ok' && isOthers(context, result.settings.url) ? result.settings.url : undefined;
}

/** Whether it is the address of another trigger of this n8n. */
function isOthers(context: UrlContext, url: string): boolean {
	const own = ownUrl(context);
	return isTriggerAddress(url) && hasOrigin(url, own) && !isSameNode(url, own);
}
