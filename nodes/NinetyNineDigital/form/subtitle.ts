/** What can be done, as the operation's value and its label. */
export interface OperationLabel {
	readonly operation: string;
	readonly label: string;
}

/**
 * The expression for the line below the node on the canvas, such as `Send template order_shipped to 050-123-4567`. What
 * is itself an expression is left out, for the canvas knows no items.
 */
export function subtitleOf(operations: readonly OperationLabel[]): string {
	const words = Object.fromEntries(operations.map(({ operation, label }) => [operation, inSentence(label)]));
	const typed = (value: string) => `(/^[^=]/.test(${value} ?? "") ? ${value} : "")`;
	return `={{ [
		$rawParameter["options"]?.dryRun === true ? "Dry run:" : "",
		(${JSON.stringify(words)})[$parameter["operation"]],
		${typed(`$rawParameter["template"]`)},
		${typed('$rawParameter["to"]')} ? "to " + $rawParameter["to"] : "",
	].filter(Boolean).join(" ") }}`.replace(/\n\t*/g, '');
}

/** `Send List` → `Send list`. */
const inSentence = (label: string) => label.charAt(0) + label.slice(1).toLowerCase();
