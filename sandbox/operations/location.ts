import { text } from '../body';
import { isBlank } from '../formats';
import { conversationEnvelope, freeForm, sendOperation } from './send';

/** Guesses, like the response: neither table of the page is known. */
const reasons = { badPlace: 5, rateLimit: 15 } as const;

/** sendLocation: a place on the map. */
export const sendLocation = sendOperation({
	name: 'sendLocation',
	keys: ['lat', 'lng', 'caption', 'replyTo'],
	closedWindow: freeForm,
	rateLimitReason: reasons.rateLimit,
	draft({ body }) {
		const [lat, lng] = [text(body, 'lat'), text(body, 'lng')];
		if (!isDegrees(lat, 90) || !isDegrees(lng, 180)) return reasons.badPlace;
		const location = { latitude: Number(lat), longitude: Number(lng) };
		return { kind: 'location', text: text(body, 'caption'), location };
	},
	respond: conversationEnvelope,
});

const isDegrees = (value: string, most: number): boolean => !isBlank(value) && Math.abs(Number(value)) <= most;
