import { text } from '../body';
import { isBlank } from '../formats';
import { conversationEnvelope, freeForm, sendOperation } from './send';

/** Guesses, like the response: neither table of the page is known. */
const reasons = { incomplete: 5, rateLimit: 15 } as const;

/** sendContact: somebody's card, with the phone number in any form. */
export const sendContact = sendOperation({
	name: 'sendContact',
	keys: ['contact_name', 'contact_phone', 'contact_email', 'contact_birthday', 'replyTo'],
	closedWindow: freeForm,
	rateLimitReason: reasons.rateLimit,
	draft({ body }) {
		const [name, phone] = [text(body, 'contact_name'), text(body, 'contact_phone')];
		if (isBlank(name) || isBlank(phone)) return reasons.incomplete;
		return { kind: 'contacts', text: name, contact: { name, phone, email: text(body, 'contact_email') } };
	},
	respond: conversationEnvelope,
});
