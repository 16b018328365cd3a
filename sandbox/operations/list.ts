import { numbered, text, type Body } from '../body';
import { areDistinct, characters, isBlank } from '../formats';
import type { Row } from '../messages';
import { envelope, freeForm, sendOperation } from './send';

const reasons = {
	badBody: 5,
	headerTooLong: 9,
	footerTooLong: 10,
	buttonText: 11,
	firstTitle: 12,
	otherTitle: 13,
	description: 14,
	rateLimit: 15,
	badId: 16,
} as const;

const MAX_BODY = 1024;
const MAX_HEADER = 60;
const MAX_FOOTER = 60;
const MAX_BUTTON_TEXT = 20;
const MAX_TITLE = 24;
const MAX_DESCRIPTION = 72;
const MAX_ID = 200;

const titleKeys = numbered('itemTitle', 10);
const descriptionKeys = numbered('itemDescription', 10);
const idKeys = numbered('itemId', 10);

/** sendList: a menu of up to ten rows behind one button. */
export const sendList = sendOperation({
	name: 'sendList',
	keys: ['header', 'body', 'footer', 'buttonText', ...titleKeys, ...descriptionKeys, ...idKeys, 'replyTo'],
	closedWindow: freeForm,
	rateLimitReason: reasons.rateLimit,
	draft({ body }) {
		const buttonText = text(body, 'buttonText');
		const footer = text(body, 'footer');
		const header = text(body, 'header');

		// Guess: a body past its 1024 characters has no reason of its own.
		if (isBlank(text(body, 'body')) || characters(text(body, 'body')) > MAX_BODY) return reasons.badBody;
		if (characters(header) > MAX_HEADER) return reasons.headerTooLong;
		if (characters(footer) > MAX_FOOTER) return reasons.footerTooLong;
		if (isBlank(buttonText) || characters(buttonText) > MAX_BUTTON_TEXT) return reasons.buttonText;

		const rows = listRows(body);
		if (typeof rows === 'number') return rows;
		return {
			kind: 'list',
			text: text(body, 'body'),
			...(header && { header }),
			...(footer && { footer }),
			buttonText,
			rows,
		};
	},
	respond: (sent) => ({
		...envelope(sent),
		header: text(sent.body, 'header'),
		body: text(sent.body, 'body'),
		footer: text(sent.body, 'footer'),
	}),
});

/** The rows of a body. Ids must differ, the defaults 1 to 10 included. */
function listRows(body: Body): Row[] | number {
	const firstTitle = text(body, 'itemTitle1');
	if (isBlank(firstTitle) || characters(firstTitle) > MAX_TITLE) return reasons.firstTitle;
	if (longerThan(MAX_TITLE, body, titleKeys)) return reasons.otherTitle;
	if (longerThan(MAX_DESCRIPTION, body, descriptionKeys)) return reasons.description;
	if (longerThan(MAX_ID, body, idKeys)) return reasons.badId;

	const rows = titleKeys
		.map((titleKey, index) => ({
			title: text(body, titleKey),
			description: text(body, `itemDescription${index + 1}`),
			id: text(body, `itemId${index + 1}`) || String(index + 1),
		}))
		.filter(({ title }) => !isBlank(title));
	return areDistinct(rows.map(({ id }) => id)) ? rows : reasons.badId;
}

const longerThan = (limit: number, body: Body, keys: readonly string[]): boolean =>
	keys.some((key) => characters(text(body, key)) > limit);
