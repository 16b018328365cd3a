import { randomBytes } from 'node:crypto';

/**
 * The two forms in which the provider's pages print the id of a message: 32 hexadecimal digits, or WhatsApp's own longer
 * text in base64 (`HBgM…AA==`), which holds the number of the other side and the same digits.
 */
export const uniqueForms = ['hex', 'base64'] as const;

export type UniqueForm = (typeof uniqueForms)[number];

const field = (text: string): Buffer => Buffer.from([0x18, text.length, ...Buffer.from(text)]);

/** Random, so that ids do not repeat when the sandbox starts anew. */
export const newUnique = (): string => randomBytes(16).toString('hex').toUpperCase();

/** The digits of an id in either form; any other text as it is. */
export function digitsOf(unique: string): string {
	if (!unique.startsWith('HBg')) return unique;
	return (
		Buffer.from(unique, 'base64')
			.toString('latin1')
			.match(/[0-9A-F]{18,32}(?=\0$)/)?.[0] ?? unique
	);
}

/**
 * An id in one of its forms.
 * @param number the customer's, which the longer form holds
 */
export function inForm(unique: string, form: UniqueForm, number: string): string {
	const digits = digitsOf(unique);
	if (form === 'hex') return digits;
	const parts = [[0x1c], field(number), [0x15, 0x02, 0x00, 0x11], field(digits), [0x00]];
	return Buffer.concat(parts.map((part) => Buffer.from(part))).toString('base64');
}
