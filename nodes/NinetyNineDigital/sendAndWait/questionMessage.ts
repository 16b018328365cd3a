import type { IDataObject } from 'n8n-workflow';

import { toBody } from '../form/body';
import type { MessageKind } from '../form/model';
import type { Values } from '../form/rows';
import { buttons } from '../messages/buttons';
import { templateFallback } from '../messages/closedWindow';
import { list } from '../messages/list';
import { template } from '../messages/template';
import { text } from '../messages/text';
import { answersOf } from './questionForm';

/** Addresses that resume the execution. */
export interface Addresses {
	/** The ID of the button or row that gives one of the answers. */
	answer(index: number): string;
	/** The path that takes any reply. */
	reply(): string;
	/** The whole address of the page. */
	page(): string;
}

/** The message that carries a question. */
export interface QuestionMessage {
	readonly kind: MessageKind;
	readonly values: Values;
	/** The request of the template that goes out if the window is closed. */
	readonly fallbackBody?: IDataObject;
}

/** What the checks of that message call its parts: the words of the question's own screen. */
const LABELS: Readonly<Record<string, string>> = {
	body: 'Message',
	id: 'Answer address',
	buttonTarget: 'Page address',
};

/** The message in which a question goes out, its rows named as on the screen of the question. */
export function toQuestionMessage(values: Values, addresses: Addresses): QuestionMessage {
	if (values.sendAs === 'template') return relabelled({ kind: template, values });
	const { to, message: body, footer, replyTo } = values;
	const common = { to, body, footer, replyTo };
	const { kind, values: own } = byTap(values, addresses);
	if (values.sendAs === 'messageElseTemplate') {
		const { kind: message, ...rest } = relabelled({ kind, values: { ...common, ...own } });
		return { ...rest, kind: { ...message, fallback: templateFallback }, fallbackBody: toBody(template, values) };
	}
	if (values.answerBy === 'link') {
		const link = { header: 'none', buttonType: 'action', buttonText: values.linkText, buttonTarget: addresses.page() };
		return relabelled({ kind: buttons, values: { ...common, ...link } });
	}
	return relabelled({ kind, values: { ...common, ...own } });
}

function byTap(values: Values, { answer }: Addresses): QuestionMessage {
	const answers = answersOf(values);
	if (values.responseType === 'anyReply') return { kind: text, values: {} };
	if (values.responseType === 'list') {
		const items = answers.map(({ text: title, description }, index) => ({ title, description, id: answer(index) }));
		return { kind: list, values: { buttonText: values.buttonText, itemsFrom: 'fields', items } };
	}
	const tapped = answers.map(({ text: label }, index) => ({ text: label, id: answer(index) }));
	return { kind: buttons, values: { header: 'none', buttonType: 'reply', buttons: tapped } };
}

/** Only the rows that the question fills, under the names of its own screen. */
function relabelled({ kind, values }: QuestionMessage): QuestionMessage {
	const rows = kind.rows
		.filter(({ name }) => name in values)
		.map((row) => {
			const label = LABELS[row.name] ?? row.label;
			if (row.type !== 'repeat') return { ...row, label };
			return { ...row, of: row.of.map((field) => ({ ...field, label: LABELS[field.name] ?? field.label })) };
		});
	return { kind: { ...kind, fallback: undefined, rows }, values };
}
