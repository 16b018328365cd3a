import { toRecipient } from '../../form/recipient';
import { people } from './item';
import type { Payload } from './payload';

/** Local numbers in the option are read as those of the provider's own country. */
const COUNTRY_CODE = '972';

/**
 * Whether an event is about one of these customers.
 *
 * @param wanted phone numbers in any usual form and user ids, separated by commas, semicolons or new lines; blank means
 * everybody
 */
export function isFrom(payload: Payload, wanted: string): boolean {
	const senders = wanted
		.split(/[,;\n]/)
		.map((text) => text.trim())
		.filter(Boolean)
		.map((text) => toRecipient(text, COUNTRY_CODE) ?? text);
	const { from, fromId } = people(payload);
	return senders.length === 0 || [from, fromId].some((address) => address !== undefined && senders.includes(address));
}
