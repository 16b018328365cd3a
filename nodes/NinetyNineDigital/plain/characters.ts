/** Length as the provider's limits are counted here: code points, so that an emoji or a Hebrew letter is one. */
export const characters = (text: string): number => [...text].length;

/** A text without the half of an emoji that is left where something has cut it in the middle. */
export const wholeCharacters = (text: string): string => text.replace(/\p{Surrogate}/gu, '');

/** True for nothing and for white space alone. */
export const isBlank = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** A value as shown inside a message: in quotes, at most 60 characters. */
export function quote(value: unknown): string {
	const text = typeof value === 'string' ? value : asJson(value);
	return characters(text) > 60 ? `"${[...text].slice(0, 59).join('')}…"` : `"${text}"`;
}

/** Not everything fits into JSON: a list that holds itself is shown by its type alone. */
function asJson(value: unknown): string {
	try {
		return JSON.stringify(value) ?? String(value);
	} catch {
		return typeof value;
	}
}

/** `1` → `1 character`, `31` → `31 characters`. */
export const count = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? '' : 's'}`;

/** Orders English labels as n8n's lint rules have them, without a collator: making one was a quarter of loading the package. */
export function compareLabels(a: string, b: string): number {
	const [first, second] = [a.toLowerCase(), b.toLowerCase()];
	if (first === second) return 0;
	return first < second ? -1 : 1;
}
