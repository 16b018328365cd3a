import type { IHookFunctions } from 'n8n-workflow';

import { postToOwn, type Requester } from '../transport/ownAddress';
import type { PostContext } from '../transport/post';
import { getWebhook } from '../transport/webhookSettings';
import { hasOrigin, isSameNode, isTriggerAddress } from '../trigger/registration/address';
import { isManual, ownUrl, type ModeContext } from '../trigger/registration/desiredSettings';
import { storedQuestions, type QuestionMemory } from './openQuestions';
import { isListening, toCheckBody } from './replyChannel';

type UrlContext = PostContext & Pick<IHookFunctions, 'getNode' | 'getNodeWebhookUrl'>;

/** A trigger answers without starting anything, and nobody is to wait long for a workflow to be unpublished. */
const TIMEOUT_MS = 5_000;

/**
 * Hands the open questions of a trigger that is being unpublished to the one at which the answers come in from now on,
 * if that is another trigger of this n8n. Without one, they wait until this trigger is published again. Never throws:
 * n8n must be able to deactivate a workflow.
 *
 * @param memory is without the questions that are handed over
 */
export async function handOverQuestions(
	context: UrlContext & ModeContext & Requester & Pick<IHookFunctions, 'logger'>,
	memory: QuestionMemory,
): Promise<void> {
	const handedOver = storedQuestions(memory, new Date());
	if (!handedOver || isManual(context)) return;
	try {
		const next = await otherTrigger(context);
		if (next === undefined) return;
		const response = await postToOwn(context, next, toCheckBody({ handedOver }), TIMEOUT_MS);
		if ('body' in response && isListening(response.body) && response.body.kept) delete memory.questions;
	} catch (cause) {
		const { message } = cause as Error;
		context.logger.warn(`${context.getNode().name}: open questions could not be handed to another trigger. ${message}`);
	}
}

/** The address at which the events of the number come in, if it is another trigger's of this n8n. */
async function otherTrigger(context: UrlContext): Promise<string | undefined> {
	const result = await getWebhook(context);
	const own = ownUrl(context);
	if (result.status !== 'ok') return undefined;
	const { url } = result.settings;
	const isOther = isTriggerAddress(url) && hasOrigin(url, own);
	return isOther && !isSameNode(url, own) ? url : undefined;
}
