/** The form of a message's id, in a word. */
export function formOf(unique: unknown): string {
	if (typeof unique !== 'string') return typeof unique;
	if (/^[0-9A-Fa-f]{16,40}$/.test(unique)) return 'hex';
	return digitsIn(unique) ? 'base64' : 'other';
}

/** Whether two ids name the same message, in whatever form. */
export const areSame = (one: string, other: string): boolean => one === other || coreOf(one) === coreOf(other);

const coreOf = (unique: string): string => (digitsIn(unique) ?? unique).toUpperCase();

/** The hexadecimal digits inside WhatsApp's longer form of an id. */
function digitsIn(unique: string): string | undefined {
	if (!/^[\w+/]{20,}=*$/.test(unique)) return undefined;
	return Buffer.from(unique, 'base64')
		.toString('latin1')
		.match(/[0-9A-F]{16,40}/i)?.[0];
}
