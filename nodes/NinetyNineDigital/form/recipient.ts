import { parsePhoneNumberFromString, type MetadataJson, type PhoneNumber } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

/** Bidirectional and zero-width marks, which phones and web pages put around copied numbers. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;

/** The provider's user id, for customers who hide their number: two letters, a dot, digits. */
const USER_ID = /^[A-Z]{2}\.\d{4,20}$/;

/** Groups of digits as people write them; a lone digit after a dot is a decimal, not a group. */
const WRITTEN = /^(\+|00)?\s*\(?\d+(?:[\s().\-\u2010-\u2015\u2212]+\d{2,}|[\s()\-\u2010-\u2015\u2212]+\d)*\)?$/;

/** Far more than 15 digits with their separators and marks need. */
const MAX_LENGTH = 100;

/** `(0)`: the zero to dial inside the country, written beside the country code. Italy keeps it, Hungary does not know it. */
const TRUNK_ZERO = /\(0\)/;

/** E.164 allows 15 digits. */
const MAX_DIGITS = 15;

/** Without a leading + or 00 a shorter number must fit its country exactly, or else its own code may be missing. */
const CERTAIN_DIGITS = 10;

const ISRAEL = '972';

/** An Israeli number whose zero a spreadsheet has eaten: mobile and VoIP have nine digits, landlines eight. */
const LOST_ZERO = /^(?:[57]\d{8}|[23489]\d{7})$/;

/** WhatsApp still knows the mobile numbers of Mexico by the 1 that was dropped in 2019. */
const MEXICO_MOBILE = /^521\d{10}$/;

/**
 * A phone number as people type it, in the form the provider takes. It never goes to another country than the one
 * meant: what can be read in two ways is refused.
 *
 * @param typed e.g. `+972 50-123-4567`, `00972501234567`, `050-123-4567`, or a user id such as `IL.1605856887361213`
 * @param countryCode digits of the country of numbers that are written without one, e.g. `972`
 * @returns international digits without `+`, the user id untouched, or undefined if it is neither
 */
export function toRecipient(typed: string, countryCode: string): string | undefined {
	const text = visible(typed);
	if (text === undefined) return undefined;
	if (USER_ID.test(text)) return text;
	return [text, text.replace(TRUNK_ZERO, ' ').trim()]
		.filter((written) => WRITTEN.test(written))
		.map((written) => readNumber(written, countryCode))
		.find((number) => number !== undefined);
}

/**
 * A number to call: one that could get a message, or one that can only be dialled inside its country.
 *
 * @param typed e.g. `+972 50-123-4567`, `1-700-123-456` or `144`
 * @param countryCode as for `toRecipient`
 * @returns its digits, or undefined if there is no such number
 */
export function toDialled(typed: string, countryCode: string): string | undefined {
	const number = toRecipient(typed, countryCode);
	if (number !== undefined) return /^\d+$/.test(number) ? number : undefined;
	const text = visible(typed);
	if (text === undefined || !WRITTEN.test(text)) return undefined;
	const digits = text.replace(/\D/g, '');
	const isServiceLine = /^[1-9]\d{2,5}$/.test(digits) || inCountry(digits, countryCode)?.isValid() === true;
	return isServiceLine && !text.startsWith('+') ? digits : undefined;
}

/** `+972`, `00972` or `972` → `972`; undefined if no country has this code. */
export function toCountryCode(typed: string): string | undefined {
	const digits = visible(typed)?.replace(/^(\+|00)/, '') ?? '';
	return Object.hasOwn(metadata.country_calling_codes, digits) ? digits : undefined;
}

function visible(typed: string): string | undefined {
	if (typed.length > MAX_LENGTH) return undefined;
	return typed.replace(INVISIBLE, '').trim();
}

function readNumber(written: string, countryCode: string): string | undefined {
	const digits = written.replace(/\D/g, '');
	if (written.startsWith('+')) return possible(digits);
	if (digits.startsWith('00')) return possible(digits.slice(2));
	if (digits.startsWith('0')) {
		const withItsCode = digits.startsWith(`0${countryCode}`) ? valid(abroad(digits.slice(1))) : undefined;
		return valid(inCountry(digits, countryCode)) ?? withItsCode;
	}
	return readBare(digits, digits !== written, countryCode);
}

/**
 * Digits without + and zero: with their country code, as the trigger gives them, or a local number as some countries
 * write it and spreadsheets leave it.
 *
 * @param grouped whether a person has written it, with spaces or dashes
 */
function readBare(digits: string, grouped: boolean, countryCode: string): string | undefined {
	const withItsCode = digits.startsWith(countryCode) ? valid(abroad(digits)) : undefined;
	if (withItsCode) return withItsCode;
	const foreign = digits.length >= CERTAIN_DIGITS ? possible(digits) : valid(abroad(digits));
	if (countryCode === ISRAEL) return LOST_ZERO.test(digits) ? ISRAEL + digits : foreign;
	const local = inCountry(digits, countryCode);
	if (!local?.isPossible()) return foreign;
	if (!local.isValid()) return grouped ? undefined : foreign;
	return valid(abroad(digits)) ? undefined : numberOf(local);
}

const parse = (text: string, defaultCallingCode?: string): PhoneNumber | undefined =>
	parsePhoneNumberFromString(text, { defaultCallingCode, extract: false }, metadata as MetadataJson);

const abroad = (digits: string) => (digits.length > MAX_DIGITS ? undefined : parse(`+${digits}`));

const inCountry = (digits: string, countryCode: string) => parse(digits, countryCode);

const numberOf = (number: PhoneNumber): string => number.number.slice(1);

const valid = (number: PhoneNumber | undefined) => (number?.isValid() ? numberOf(number) : undefined);

function possible(digits: string): string | undefined {
	if (MEXICO_MOBILE.test(digits)) return digits;
	const number = abroad(digits);
	return number?.isPossible() ? numberOf(number) : undefined;
}
