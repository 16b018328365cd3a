/** The flat JSON object of one request. */
export type Body = Readonly<Record<string, unknown>>;

/**
 * Reads the text of a request as the JSON object it must be; undefined when it is anything else. Guess: half a pair of
 * surrogates (an emoji cut in the middle) is a syntax error, as it is for many JSON readers.
 */
export function parseBody(source: string): Body | undefined {
	try {
		const value: unknown = JSON.parse(source);
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
		return Object.values(value).some(isHalfPaired) ? undefined : (value as Body);
	} catch {
		return undefined;
	}
}

const isHalfPaired = (value: unknown): boolean => typeof value === 'string' && /\p{Surrogate}/u.test(value);

/** The value of a key as text: a number as its digits, '' for a missing key or any other type. */
export function text(body: Body, key: string): string {
	const value = body[key];
	if (typeof value === 'string') return value;
	return typeof value === 'number' ? String(value) : '';
}

/** Whether a 0/1 switch is on; the pages write switches as numbers, so digits in a string count too. */
export function isOn(body: Body, key: string): boolean {
	return text(body, key) === '1';
}

/** What may be kept or shown of a request: everything but the account's key. */
export function withoutKey(body: Body): Body {
	return Object.fromEntries(Object.entries(body).filter(([key]) => key !== 'apiKey'));
}

/** The keys of numbered parameters: `numbered('button', 3)` is button1, button2, button3. */
export function numbered(name: string, count: number): string[] {
	return Array.from({ length: count }, (_, index) => `${name}${index + 1}`);
}
