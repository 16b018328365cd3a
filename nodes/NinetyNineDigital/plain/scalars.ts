import { isBlank } from './characters';

/** The text in a field that may hold it as text or number; undefined for anything else, and for white space. */
export function textIn(value: unknown): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	return isBlank(value) ? undefined : String(value).trim();
}

/** The number in a field that the provider sends as number or as text; null if there is none. */
export function numberIn(value: unknown): number | null {
	const text = textIn(value);
	return text !== undefined && Number.isFinite(Number(text)) ? Number(text) : null;
}
