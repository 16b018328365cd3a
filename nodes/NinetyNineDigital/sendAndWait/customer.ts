import { textIn } from '../plain/scalars';
import type { Payload } from '../trigger/events/payload';

/** Every address by which the payload names its customer: numbers as digits, and user IDs. */
export function addressesIn({ from, phone, from_id: userId, messageTo }: Payload): string[] {
	const texts = [from, phone, userId, messageTo].map((address) => textIn(address)?.replace(/^\+(?=\d)/, ''));
	return [...new Set(texts.filter((text) => text !== undefined))];
}

/**
 * Whether a payload that has proven by something else which question it answers comes from the customer who was asked.
 * Who hides the number comes back under a user ID alone, which nobody knew when the question went to the number: then
 * the proof counts alone. With a number in the payload, an address of it must be the right one.
 *
 * @param isAsked whether an address is that of the customer who was asked
 */
export function isFromAsked(payload: Payload, isAsked: (address: string) => boolean): boolean {
	const addresses = addressesIn(payload);
	return addresses.some(isAsked) || (addresses.length > 0 && !addresses.some(isNumber));
}

const isNumber = (address: string): boolean => /^\d+$/.test(address);
