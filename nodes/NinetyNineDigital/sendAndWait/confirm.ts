import type { IExecuteFunctions } from 'n8n-workflow';

import { toBody } from '../form/body';
import { text } from '../messages/text';
import { forgetOldest } from '../plain/bounded';
import { refusal } from '../run/failure';
import { baseUrlOf, post, type PostContext } from '../transport/post';
import type { Question } from './suspend';

/** What is needed of n8n to send the text. */
type ConfirmContext = PostContext & Pick<IExecuteFunctions, 'getNode' | 'logger'>;

/** Questions of this process that are confirmed: of two taps at the same moment, n8n takes one, and both come here. */
const confirmed = new Set<string>();

const MAX_REMEMBERED = 1000;

/**
 * Sends what the customer is to read as soon as the answer has come, once for each question. Never throws: the answer
 * counts, whatever becomes of the text; n8n's log tells if it was not sent.
 */
export async function confirm(
	context: ConfirmContext,
	{ to, round, confirmation: body }: Pick<Question, 'to' | 'round' | 'confirmation'>,
): Promise<void> {
	if (!body || confirmed.has(round)) return;
	confirmed.add(round);
	forgetOldest(confirmed, MAX_REMEMBERED);
	const problem = await trySending(context, to, body).catch((cause: Error) => cause.message);
	if (problem !== undefined)
		context.logger.warn(`${context.getNode().name}: the confirmation text may not have been sent. ${problem}`);
}

async function trySending(context: ConfirmContext, to: string, body: string): Promise<string | undefined> {
	const result = await post(context, await baseUrlOf(context), text.endpoint, toBody(text, { to, body }));
	if (result.status === 'lost') return result.loss.message;
	return result.status === 'refused' ? refusal(text, result.reason).message : undefined;
}
