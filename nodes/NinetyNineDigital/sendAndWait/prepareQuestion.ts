import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { toBody } from '../form/body';
import { findIssues } from '../form/issues';
import type { MessageKind } from '../form/model';
import type { Values } from '../form/rows';
import { buttons } from '../messages/buttons';
import { templateFallback } from '../messages/closedWindow';
import { list } from '../messages/list';
import { template } from '../messages/template';
import { text } from '../messages/text';
import { isRecord } from '../plain/objects';
import { invalidItem, unreadableItem, type Failure } from '../run/failure';
import { readValues, type SendContext } from '../send/message';
import { answersOf, questionForm as form, questionIssues } from './questionForm';
import { newRound, pathOf, toToken } from './token';

/** What the checks of that message call its parts: the words of the question's own screen. */
const LABELS: Readonly<Record<string, string>> = {
	body: 'Message',
	id: 'Answer address',
	buttonTarget: 'Page address',
};

/** How n8n writes the tool's name and input into the message that it presets. */
const TOOL_NAME = /\{\{\s*\$tool\.name\s*\}\}/g;
const TOOL_INPUT = /\{\{\s*\$tool\.parameters\s*\}\}/g;

/** Room for what a person can judge on a phone. */
const MAX_VALUE = 300;
const MAX_FIELDS = 30;

/** Marks of direction, signs that nobody sees, and control characters: they make a text look like another one. */
const HIDDEN = /[\p{Cc}\p{Cf}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2028\u2029\u3164\uFE00-\uFE0F\uFFA0]/gu;

/** Addresses that resume the execution. */
export interface Addresses {
	/** The ID of the button or row that gives one of the answers, by its position from 0. */
	answer(index: number): string;
	/** The path that takes any reply: no origin. */
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

/** What is needed of n8n to read a question and to sign the addresses of its answers. */
type QuestionContext = SendContext & Pick<IExecuteFunctions, 'evaluateExpression' | 'getNode' | 'getSignedResumeUrl'>;

/** A question that may be sent. */
export interface Prepared {
	readonly values: Values;
	readonly addresses: Addresses;
	readonly message: QuestionMessage;
	/** See `newRound`. */
	readonly round: string;
}

/**
 * Whether the node is used as the tool of an AI agent: n8n ends the names of such types in `Tool`. The function that
 * n8n-workflow has for it is missing in n8n 1.123 and 2.0.
 */
export const isTool = (context: Pick<IExecuteFunctions, 'getNode'>): boolean => context.getNode().type.endsWith('Tool');

/**
 * One item from n8n's parameters to its question, with the addresses at which it is answered. Never throws.
 *
 * @param key proves the tokens on its buttons
 */
export function prepareQuestion(
	context: QuestionContext,
	itemIndex: number,
	key: string,
): Prepared | { readonly failure: Failure } {
	try {
		const read = readValues(context, form, itemIndex);
		const values = isTool(context) ? { ...read, message: reviewMessage(context, read.message) } : read;
		const issues = [...findIssues(form, values), ...questionIssues(values, new Date())];
		if (issues.length > 0) return { failure: invalidItem(issues) };
		const round = newRound(new Date());
		const addresses: Addresses = {
			answer: (index) =>
				toToken(pathOf(context.getSignedResumeUrl({ a: String(index), q: round })), String(values.to), key),
			reply: () => pathOf(context.getSignedResumeUrl({ q: round })),
			page: () => context.getSignedResumeUrl({ page: '1', q: round }),
		};
		const message = toQuestionMessage(values, addresses);
		const unfit = findIssues(message.kind, message.values);
		return unfit.length > 0 ? { failure: invalidItem(unfit) } : { values, addresses, message, round };
	} catch (cause) {
		return { failure: unreadableItem(cause as Error) };
	}
}

/** The message in which a question goes out: a template, or what carries its kind of answers; its rows named as on the screen of the question. */
function toQuestionMessage(values: Values, addresses: Addresses): QuestionMessage {
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

/**
 * The message in which a person is asked about the tool of an AI agent. n8n presets one that says `[object Object]`
 * where the tool's input should stand. What the model wrote comes in quotes, one line for each field, so that it cannot
 * pass for another field, for the tool's name or for a sentence of the workflow.
 *
 * @param message as n8n has resolved it
 * @throws ExpressionError if an expression fails
 */
export function reviewMessage(
	context: Pick<IExecuteFunctions, 'evaluateExpression' | 'getNodeParameter'>,
	message: unknown,
): unknown {
	const written = context.getNodeParameter('message', 0, '', { rawExpressions: true });
	if (typeof written !== 'string' || (written.search(TOOL_INPUT) < 0 && written.search(TOOL_NAME) < 0)) return message;
	const tool = String(context.evaluateExpression('{{ JSON.stringify([$tool.name, $tool.parameters]) }}', 0));
	const [name, parameters] = JSON.parse(tool) as [name: unknown, parameters: unknown];
	// The texts stand in the place of the expressions after n8n has resolved the others, so that nothing in them is one.
	const [nameAt, inputAt] = ['\u0001name\u0001', '\u0001input\u0001'];
	const rest = written.replace(/^=/, '').replace(TOOL_NAME, nameAt).replace(TOOL_INPUT, inputAt);
	return String(context.evaluateExpression(rest, 0))
		.replaceAll(nameAt, () => oneLine(String(name ?? '')))
		.replaceAll(inputAt, () => linesOf(parameters));
}

/** One line for each field, in the order of the alphabet, whatever the model has chosen. */
function linesOf(parameters: unknown): string {
	if (!isRecord(parameters)) return quoted(parameters);
	const names = Object.keys(parameters).sort();
	const lines = names.slice(0, MAX_FIELDS).map((name) => `${plainName(name)}: ${quoted(parameters[name])}`);
	const more = names.length - lines.length;
	return [...lines, ...(more > 0 ? [`[${more} more fields are not shown]`] : [])].join('\n');
}

const plainName = (name: string): string => (/^[\w-]{1,60}$/.test(name) ? name : quoted(name));

/** Texts in quotes, with new lines and quotes of their own as JSON has them; numbers and switches as they are. */
function quoted(value: unknown): string {
	if (typeof value !== 'string') return oneLine(cut(JSON.stringify(value) ?? 'nothing'));
	// New lines stay until the quotes show them as `\n`.
	return cut(
		value.replace(HIDDEN, (sign) => (sign === '\n' ? sign : '')),
		JSON.stringify,
	);
}

const oneLine = (text: string): string => text.replace(HIDDEN, '');

function cut(text: string, show: (text: string) => string = String): string {
	const characters = [...text];
	const left = characters.length - MAX_VALUE;
	if (left <= 0) return show(text);
	return `${show(`${characters.slice(0, MAX_VALUE).join('')}…`)} [${left} more characters are not shown]`;
}
