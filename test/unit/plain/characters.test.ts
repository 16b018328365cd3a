import { characters, count, isBlank, quote } from '../../../nodes/NinetyNineDigital/plain/characters';

describe('characters', () => {
	it.each([
		['', 0],
		['abc', 3],
		['שלום', 4],
		['👋', 1],
		['שלום 👋', 6],
		['👨‍👩‍👧', 5],
		['e\u0301', 2],
	])('counts the code points of %j', (text, length) => {
		expect(characters(text)).toBe(length);
	});
});

describe('isBlank', () => {
	it.each([undefined, null, '', '  \n\t', '\u00a0'])('is true for %j', (value) => {
		expect(isBlank(value)).toBe(true);
	});

	it.each([0, false, 'a', [], {}])('is false for %j', (value) => {
		expect(isBlank(value)).toBe(false);
	});
});

describe('quote', () => {
	const circular: unknown[] = [];
	circular.push(circular);

	it.each([
		['abc', '"abc"'],
		[12, '"12"'],
		[undefined, '"undefined"'],
		[{ a: [1] }, '"{"a":[1]}"'],
		['👋'.repeat(60), `"${'👋'.repeat(60)}"`],
		['👋'.repeat(61), `"${'👋'.repeat(59)}…"`],
	])('shows %j', (value, shown) => {
		expect(quote(value)).toBe(shown);
	});

	it.each([
		['what holds itself', circular],
		['a big integer', [1n]],
	])('does not throw on %s', (_, value) => {
		expect(quote(value)).toMatch(/^".*"$/);
	});
});

describe('count', () => {
	it.each([
		[0, '0 characters'],
		[1, '1 character'],
		[31, '31 characters'],
	])('%d', (amount, words) => {
		expect(count(amount, 'character')).toBe(words);
	});
});
