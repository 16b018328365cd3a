import type { Template } from '../templates';
import { accountKeys, type Operation } from './operation';

/**
 * getTemplates: the whole catalogue. The sample has no reason and shows only parts that are text, so media headers
 * and buttons are left out.
 */
export const getTemplates: Operation = {
	name: 'getTemplates',
	keys: new Set(accountKeys),
	respond: ({ templates }) => ({ status: 'OK', list: templates.all().map(listed) }),
};

function listed({ name, language, category, status, ...template }: Template) {
	return { name, language, category, status, template: textParts(template) };
}

function textParts({ header, body, footer }: Pick<Template, 'header' | 'body' | 'footer'>) {
	return [
		...(header?.type === 'text' ? [{ text: header.text, type: 'header' }] : []),
		{ text: body, type: 'body' },
		...(footer ? [{ text: footer, type: 'footer' }] : []),
	];
}
