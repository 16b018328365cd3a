import { NodeApiError, type IHookFunctions } from 'n8n-workflow';

import type { Advice } from '../../form/model';
import { accountReasons } from '../../messages/common';
import type { FailedPost } from '../../transport/webhookSettings';

/** What getWebhook's reasons mean; setWebhook's are not documented, but 2 and 3 mean the same everywhere. */
const ADVICE: Readonly<Record<number, Advice>> = accountReasons;

/** Why, in one sentence without its stop. */
export function causeOf(reply: FailedPost): string {
	if (reply.status === 'lost') return reply.loss.message;
	const { reason } = reply;
	if (reason === null) return '99digital refused and gave no reason';
	return ADVICE[reason]?.message ?? `99digital refused for reason ${reason}`;
}

/** The failure as n8n shows it to the person who publishes or tests; when publishing, n8n shows the message alone. */
export function registrationError(context: IHookFunctions, reply: FailedPost): NodeApiError {
	const reason = reply.status === 'refused' ? reply.reason : null;
	const fix = ADVICE[reason ?? 0]?.fix ?? 'Try again later, or set Registration to Manual';
	const message = `The trigger was not registered: ${causeOf(reply)}`;
	return new NodeApiError(context.getNode(), { reason }, { message, description: fix });
}
