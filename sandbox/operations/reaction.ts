import { text } from '../body';
import { isEmoji } from '../formats';
import { sendOperation } from './send';

/** The rate-limit reason is a guess: the page lists none. */
const reasons = { unknownMessage: 4, badEmoji: 5, rateLimit: 15 } as const;

/** The page's one reason for a closed window, also where the customer has never written. */
const WINDOW_CLOSED = 7;

/** sendReaction: an emoji on a message; an empty one takes it back. */
export const sendReaction = sendOperation({
	name: 'sendReaction',
	keys: ['unique', 'reaction'],
	closedWindow: { passed: WINDOW_CLOSED, neverOpened: WINDOW_CLOSED },
	rateLimitReason: reasons.rateLimit,
	draft({ account, body }) {
		const target = account.customers.message(text(body, 'unique'));
		if (!target || target.customer !== account.customers.find(text(body, 'to'))) return reasons.unknownMessage;
		const { reaction } = body;
		if (typeof reaction !== 'string' || (reaction !== '' && !isEmoji(reaction))) return reasons.badEmoji;
		return { kind: 'reaction', text: reaction, replyTo: target.message.unique };
	},
	respond: ({ message }) => ({ unique: message.unique, messageUnique: message.replyTo, reaction: message.text }),
});
