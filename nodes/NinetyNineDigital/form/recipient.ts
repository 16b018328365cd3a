/** Bidirectional and zero-width marks, which phones and web pages put around copied numbers. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;

/** The provider's user id, for customers who hide their number: two letters, a dot, digits. */
const USER_ID = /^[A-Z]{2}\.\d{4,}$/;

/** Groups of digits as people write them; a lone digit after a dot is a decimal, not a group. */
const WRITTEN = /^(\+|00)?\s*\(?\d+(?:[\s().\-\u2010-\u2015\u2212]+\d{2,}|[\s()\-\u2010-\u2015\u2212]+\d)*\)?$/;

/** `(0)`: the zero to dial inside the country, written beside the country code. */
const TRUNK_ZERO = /\(0\)/;

/** E.164 allows 15 digits; the shortest numbers in use, country code included, have 7. */
const INTERNATIONAL = /^[1-9]\d{6,14}$/;

/** Without a leading + or 00 a shorter number is more likely one whose country code or zero is missing. */
const BARE = /^[1-9]\d{9,14}$/;

/** Israel's numbers never begin with 0 after the country code. */
const ISRAEL_WITH_ZERO = /^9720(?=\d{8,9}$)/;

/** The zero of a local number, put in front of a number that has its country code already. */
const ISRAEL_AFTER_ZERO = /^0(?=972\d{8,9}$)/;

/**
 * A phone number as people type it, in the form the provider takes.
 *
 * @param typed e.g. `+972 50-123-4567`, `00972501234567`, `050-123-4567`, or a user id such as `IL.1605856887361213`
 * @param countryCode digits put in place of the leading zero of a local number, e.g. `972`
 * @returns international digits without `+`, the user id untouched, or undefined if it is neither
 */
export function toRecipient(typed: string, countryCode: string): string | undefined {
	const text = typed.replace(INVISIBLE, '').trim();
	if (USER_ID.test(text)) return text;
	const written = text.replace(TRUNK_ZERO, ' ').trim();
	if (!WRITTEN.test(written)) return undefined;
	const digits = written.replace(/\D/g, '').replace(ISRAEL_AFTER_ZERO, '');
	if (written.startsWith('+')) return international(digits);
	if (digits.startsWith('00')) return international(digits.slice(2));
	if (digits.startsWith('0')) return matching(BARE, countryCode + digits.slice(1));
	return matching(BARE, digits.replace(ISRAEL_WITH_ZERO, '972'));
}

const international = (digits: string) => matching(INTERNATIONAL, digits.replace(ISRAEL_WITH_ZERO, '972'));

const matching = (pattern: RegExp, digits: string) => (pattern.test(digits) ? digits : undefined);

/** `+972`, `00972` or `972` → `972`; undefined if it is no country code (1 to 3 digits, E.164). */
export function toCountryCode(typed: string): string | undefined {
	const digits = typed
		.replace(INVISIBLE, '')
		.trim()
		.replace(/^(\+|00)/, '');
	return matching(/^[1-9]\d{0,2}$/, digits);
}
