import { quote } from '../plain/characters';
import { toCountryCode, toDialled, toRecipient } from './recipient';

export interface FormatContext {
	/** Digits for local phone numbers. */
	readonly countryCode: string;
}

interface Format {
	/** The text in the form that goes out; undefined if the text does not fit the format. */
	read(text: string, context: FormatContext): string | undefined;
	/** What is wrong and what to do, in the words of the screen. */
	issue(label: string, text: string): string;
}

/** The part before the @, and a host with a dot; a scheme such as mailto: or a path is no part of either. */
const MAIL = /^[^\s@:/]{1,64}@[^\s@:/.]{1,63}(?:\.[^\s@:/.]{1,63})+$/;

/** RFC 5321. */
const MAX_MAIL = 254;

/**
 * What Unicode shows as an emoji: by itself, by the selector U+FE0F, or on a keycap. The signs that are text without
 * that selector, such as ©, ™, → and ❤, are text.
 */
const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\ufe0f|\u20e3/u;

export const formats = {
	recipient: {
		read: (text, { countryCode }) => toRecipient(text, countryCode),
		issue: (label, text) =>
			`${label} is ${quote(text)}; it must be a phone number such as +972 50-123-4567 or 050-123-4567`,
	},
	countryCode: {
		read: toCountryCode,
		issue: (label, text) => `${label} is ${quote(text)}; it must be the 1 to 3 digits of a country, such as 972`,
	},
	httpsUrl: {
		read: (text) => urlOf(text, ['https:']),
		issue: (label, text) =>
			spaceIn(label, text) ?? `${label} is ${quote(text)}; it must be a link that starts with https://`,
	},
	externalTarget: {
		read: (text, { countryCode }) => {
			const target = text.trim();
			if (isMail(target)) return target;
			return urlOf(target, ['http:', 'https:']) ?? toDialled(target, countryCode);
		},
		issue: (label, text) =>
			spaceIn(label, text) ??
			`${label} is ${quote(text)}; it must be a link that starts with https:// or http://, a phone number or an e-mail address`,
	},
	email: {
		read: (text) => (isMail(text.trim()) ? text.trim() : undefined),
		issue: (label, text) => `${label} is ${quote(text)}; it must be an e-mail address such as name@email.com`,
	},
	latitude: {
		read: (text) => degrees(text, 90),
		issue: (label, text) => `${label} is ${quote(text)}; it must be a number from -90 to 90, such as 32.0853`,
	},
	longitude: {
		read: (text) => degrees(text, 180),
		issue: (label, text) => `${label} is ${quote(text)}; it must be a number from -180 to 180, such as 34.7818`,
	},
	noEmoji: {
		read: (text) => (EMOJI.test(text) ? undefined : text),
		issue: (label) => `${label} has an emoji; WhatsApp shows none on a button that opens a link, a call or an e-mail`,
	},
	templateVariable: {
		read: (text) => (/[\r\n]| {4}/.test(text) ? undefined : text),
		issue: (label, text) =>
			/[\r\n]/.test(text)
				? `${label} has a new line; a template's variable may not have one`
				: `${label} has 4 or more spaces in a row; at most 3 are allowed`,
	},
} as const satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;

/** The format by its name, with the shape that all formats share. */
export const formatOf = (name: FormatName): Format => formats[name];

const isMail = (text: string): boolean => text.length <= MAX_MAIL && MAIL.test(text);

/** Said of what would be a link but for a space in it. */
const spaceIn = (label: string, text: string): string | undefined =>
	/^https?:\/\/\S*\s/i.test(text.trim()) ? `${label} has a space in it; write %20 in its place` : undefined;

function degrees(text: string, most: number): string | undefined {
	const number = text.trim();
	return /^-?\d{1,3}(\.\d+)?$/.test(number) && Math.abs(Number(number)) <= most ? number : undefined;
}

function urlOf(text: string, protocols: string[]): string | undefined {
	const url = text.trim();
	if (/\s/.test(url) || !/^https?:\/\/./i.test(url) || !URL.canParse(url)) return undefined;
	return protocols.includes(new URL(url).protocol) ? url : undefined;
}
