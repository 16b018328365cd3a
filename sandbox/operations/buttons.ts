import { numbered, text, type Body } from '../body';
import { areDistinct, characters, hasEmoji, isBlank, isExternalTarget, isMediaLink } from '../formats';
import type { Button, Content, Media, MediaKind } from '../messages';
import { envelope, freeForm, sendOperation } from './send';

const reasons = {
	bodyEmpty: 5,
	headerMissing: 9,
	footerTooLong: 10,
	firstButton: 11,
	otherButton: 12,
	headerLinkMissing: 13,
	badExternal: 14,
	rateLimit: 15,
	badId: 16,
} as const;

const NO_HEADER = '1';
const mediaHeaders: Readonly<Record<string, MediaKind>> = { 2: 'image', 3: 'video', 4: 'document' };
const buttonKeys = numbered('button', 3);
const MAX_FOOTER = 60;
const MAX_BUTTON = 20;
const MAX_ID = 256;

/** sendButtons: up to three reply buttons, or one that opens a web page, a call or a mail. */
export const sendButtons = sendOperation({
	name: 'sendButtons',
	keys: [
		...['header', 'headerURL', 'body', 'footer', ...buttonKeys],
		...[...buttonKeys.map((key) => `${key}_id`), 'buttonExternal', 'replyTo', 'localStorage'],
	],
	closedWindow: freeForm,
	rateLimitReason: reasons.rateLimit,
	// Guess: a file that cannot be copied has no reason of its own, so that of a missing link stands in.
	copies: {
		link: (body) => (text(body, 'buttonExternal') ? undefined : text(body, 'headerURL')),
		refused: reasons.headerLinkMissing,
	},
	draft({ body }) {
		if (isBlank(text(body, 'body'))) return reasons.bodyEmpty;
		const header = text(body, 'header');
		if (header !== NO_HEADER && !mediaHeaders[header]) return reasons.headerMissing;
		if (characters(text(body, 'footer')) > MAX_FOOTER) return reasons.footerTooLong;
		if (mediaHeaders[header] && !isMediaLink(text(body, 'headerURL'))) return reasons.headerLinkMissing;

		const buttons = text(body, 'buttonExternal') ? externalButton(body) : replyButtons(body);
		return typeof buttons === 'number' ? buttons : content(body, buttons);
	},
	respond: (sent) => ({
		...envelope(sent),
		header: sent.body.header,
		...echoed(sent.body, ['body', 'footer', ...buttonKeys, 'buttonExternal']),
	}),
});

/** The reply buttons of a body. Ids must differ, the defaults 1 to 3 included. */
function replyButtons(body: Body): Button[] | number {
	if (!isLabel(text(body, 'button1'))) return reasons.firstButton;
	if (buttonKeys.some((key) => characters(text(body, key)) > MAX_BUTTON)) return reasons.otherButton;

	const used = buttonKeys.filter((key) => !isBlank(text(body, key)));
	const ids = used.map((key) => text(body, `${key}_id`) || key.slice('button'.length));
	if (!areDistinct(ids) || ids.some((id) => characters(id) > MAX_ID)) return reasons.badId;
	return used.map((key, index) => ({ text: text(body, key), id: ids[index] }));
}

/** Guess: the page forbids an emoji beside buttonExternal without a reason of its own, so button1's reason stands in. */
function externalButton(body: Body): Button[] | number {
	const label = text(body, 'button1');
	const target = text(body, 'buttonExternal');
	if (!isLabel(label) || hasEmoji(label)) return reasons.firstButton;
	if (!isExternalTarget(target)) return reasons.badExternal;
	return [{ text: label, opens: target }];
}

const isLabel = (value: string): boolean => !isBlank(value) && characters(value) <= MAX_BUTTON;

function content(body: Body, buttons: Button[]): Content {
	const kind = mediaHeaders[text(body, 'header')];
	const media: Media | undefined = kind && { kind, url: text(body, 'headerURL') };
	const footer = text(body, 'footer');
	return { kind: 'buttons', text: text(body, 'body'), ...(media && { media }), ...(footer && { footer }), buttons };
}

const echoed = (body: Body, keys: readonly string[]): Record<string, string> =>
	Object.fromEntries(keys.map((key) => [key, text(body, key)]));
