import { text, type Body } from '../body';
import { fileName } from '../mediaFiles';
import type { Button, Content } from '../messages';
import { AUTHENTICATION, fill, type Template, type TemplateButton } from '../templates';
import { conversationEnvelope, sendOperation } from './send';
import { reasons, shownText, templateRefusal, variableKeys, websiteKeys, websiteVariable } from './templateRules';

/** What the page promises for a document whose name cannot be had. */
const UNNAMED_DOCUMENT = 'קובץ מצורף - לחץ כאן';

/**
 * sendTemplate: the only message that needs no open window. `headerVariable` is in no table of the page, but asked for
 * by reason 15.
 */
export const sendTemplate = sendOperation({
	name: 'sendTemplate',
	keys: [
		...['name', 'headerType', 'headerLink', 'headerVariable', ...variableKeys, ...websiteKeys],
		...['couponCode', 'couponExpiration', 'pdfFilename', 'otp', 'localStorage'],
	],
	closedWindow: undefined,
	rateLimitReason: reasons.rateLimit,
	copies: { link: (body) => text(body, 'headerLink'), refused: reasons.unreachableLink },
	draft({ body, templates, now }) {
		const template = templates.get(text(body, 'name'));
		if (!template) return reasons.unknownTemplate;
		return templateRefusal(template, body, now) ?? content(template, body);
	},
	respond: (sent) => ({ ...conversationEnvelope(sent), body: sent.message.text }),
});

function content(template: Template, body: Body): Content {
	const buttons = shownButtons(template, body);
	return {
		kind: 'template',
		text: shownText(template, body),
		...shownHeader(template, body),
		...(template.footer && { footer: template.footer }),
		...(buttons.length > 0 && { buttons }),
	};
}

function shownHeader({ header }: Template, body: Body): Pick<Content, 'header' | 'media'> {
	if (!header) return {};
	if (header.type === 'text') return { header: fill(header.text, [text(body, 'headerVariable')]) };
	const url = text(body, 'headerLink');
	const filename = header.type === 'document' ? { filename: documentName(body, url) } : {};
	return { media: { kind: header.type, url, ...filename } };
}

function documentName(body: Body, url: string): string {
	return text(body, 'pdfFilename') || fileName(url) || UNNAMED_DOCUMENT;
}

function shownButtons(template: Template, body: Body): Button[] {
	const websites = (template.buttons ?? []).filter(({ type }) => type === 'website');
	const buttons = (template.buttons ?? []).map((button) =>
		shownButton(button, websiteVariable(body, websites.indexOf(button))),
	);
	if (template.coupon) buttons.push({ text: 'Copy coupon', copies: text(body, 'couponCode') });
	if (template.category === AUTHENTICATION) buttons.push({ text: 'Copy code', copies: text(body, 'otp') });
	return buttons;
}

function shownButton(button: TemplateButton, variable: string): Button {
	if (button.type === 'website') return { text: button.text, opens: fill(button.url, [variable]) };
	return button.type === 'call' ? { text: button.text, opens: button.phone } : { text: button.text };
}
