const COUNTRY = '972';

/** A phone number as people write it, in international digits; a local one is taken for Israeli. */
export function toInternational(written: string): string {
	const digits = written.replace(/\D/g, '');
	if (/^\s*\+/.test(written)) return digits;
	if (digits.startsWith('00')) return digits.slice(2);
	return digits.startsWith('0') ? COUNTRY + digits.slice(1) : digits;
}
