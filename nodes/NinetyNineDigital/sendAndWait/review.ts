import type { IExecuteFunctions } from 'n8n-workflow';

import { isRecord } from '../plain/objects';

/** How n8n writes the tool's name and input into the message that it presets. */
const NAME = /\{\{\s*\$tool\.name\s*\}\}/g;
const INPUT = /\{\{\s*\$tool\.parameters\s*\}\}/g;

/** Room for what a person can judge on a phone. */
const MAX_VALUE = 300;
const MAX_FIELDS = 30;

/** Marks of direction, signs that nobody sees, and control characters: they make a text look like another one. */
const HIDDEN = /[\p{Cc}\p{Cf}\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u2028\u2029\u3164\uFE00-\uFE0F\uFFA0]/gu;

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
	if (typeof written !== 'string' || (written.search(INPUT) < 0 && written.search(NAME) < 0)) return message;
	const tool = String(context.evaluateExpression('{{ JSON.stringify([$tool.name, $tool.parameters]) }}', 0));
	const [name, parameters] = JSON.parse(tool) as [name: unknown, parameters: unknown];
	// The texts stand in the place of the expressions after n8n has resolved the others, so that nothing in them is one.
	const [nameAt, inputAt] = ['\u0001name\u0001', '\u0001input\u0001'];
	const rest = written.replace(/^=/, '').replace(NAME, nameAt).replace(INPUT, inputAt);
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
