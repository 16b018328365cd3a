import type { IExecuteFunctions } from 'n8n-workflow';

/** How n8n writes the input of the reviewed tool into the message that it presets. */
const INPUT = /\{\{\s*\$tool\.parameters\s*\}\}/g;

/** One line for each field, as a person can read it on a phone. */
const LINES =
	'{{ Object.entries($tool.parameters).map(([name, value]) => name + ": " + (typeof value === "string" ? value : JSON.stringify(value))).join("\\n") }}';

/**
 * The message in which a person is asked about the tool of an AI agent. n8n presets one that says `[object Object]`
 * where the tool's input should stand.
 *
 * @param message as n8n has resolved it
 */
export function reviewMessage(context: IExecuteFunctions, message: unknown): unknown {
	const written = context.getNodeParameter('message', 0, '', { rawExpressions: true });
	if (typeof written !== 'string' || written.search(INPUT) < 0) return message;
	return context.evaluateExpression(written.replace(/^=/, '').replace(INPUT, LINES), 0);
}
