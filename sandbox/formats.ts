/** How long a text is for the provider's limits, in code points: an emoji outside the basic plane counts once. */
export const characters = (value: string): number => [...value].length;

export const isBlank = (value: string): boolean => value.trim() === '';

/** Whether ids tell buttons or rows apart; the space around one does not, and one of nothing but space is none. */
export function areDistinct(ids: readonly string[]): boolean {
	const trimmed = ids.map((id) => id.trim());
	return new Set(trimmed).size === ids.length && !trimmed.includes('');
}

/** International digits without a plus, at most 15 of them (ITU-T E.164). */
export const isPhoneNumber = (value: string): boolean => /^[1-9]\d{6,14}$/.test(value);

/** The id WhatsApp gives a customer: two letters of a country, a dot, digits (`IL.1605856887361213`). */
export const isUserId = (value: string): boolean => /^[A-Z]{2}\.\d+$/.test(value);

/** Whether a picture character is in the text; signs such as ™ count only in their coloured form. */
export const hasEmoji = (value: string): boolean =>
	/\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\u20E3/u.test(value);

/** One emoji and nothing else, or the same written as Java escapes (`\uD83D\uDE00`). */
export function isEmoji(value: string): boolean {
	const written = value.replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
	if ([...new Intl.Segmenter().segment(written)].length !== 1) return false;
	return /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u.test(written);
}

/** A link with one of the given schemes (`https:`) and a host. */
function isLink(value: string, schemes: readonly string[]): boolean {
	if (!URL.canParse(value) || /\s/.test(value)) return false;
	const { protocol, hostname } = new URL(value);
	return schemes.includes(protocol) && hostname !== '';
}

/** The provider takes media only by https. */
export const isMediaLink = (value: string): boolean => isLink(value, ['https:']);

/** The three forms of `buttonExternal`: digits to call, a web address to open, an e-mail address to write to. */
export const isExternalTarget = (value: string): boolean =>
	/^\d+$/.test(value) || isLink(value, ['http:', 'https:']) || /^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(value);

const PRIVATE_ADDRESS = /^(127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\./;
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|invalid)$/;

/**
 * Whether a server on the internet could download the link, judged by the host's name alone: private addresses and the reserved names of RFC 2606 and RFC 6762 cannot be reached.
 */
export function isPublicLink(value: string): boolean {
	const { hostname } = new URL(value);
	return !PRIVATE_ADDRESS.test(hostname) && !PRIVATE_NAME.test(hostname) && hostname !== '[::1]';
}
