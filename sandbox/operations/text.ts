import { text } from '../body';
import { isBlank } from '../formats';
import { conversationEnvelope, freeForm, sendOperation } from './send';

/** The rate-limit reason is a guess: the page's later reasons are not known. */
const reasons = { bodyEmpty: 5, rateLimit: 15 } as const;

/** sendMessage: plain text. */
export const sendMessage = sendOperation({
	name: 'sendMessage',
	keys: ['body', 'replyTo'],
	closedWindow: freeForm,
	rateLimitReason: reasons.rateLimit,
	draft({ body }) {
		if (isBlank(text(body, 'body'))) return reasons.bodyEmpty;
		return { kind: 'text', text: text(body, 'body') };
	},
	respond: (sent) => ({ ...conversationEnvelope(sent), body: text(sent.body, 'body') }),
});
