import { inOrder } from '../../../../sandbox/page/conversations';

const customers = [
	{ name: 'דנה לוי', number: '972501234567', lastMessageAt: 1 },
	{ name: 'Customer', number: '972521112233', lastMessageAt: null },
	{ name: 'Noa', number: '972531234567', lastMessageAt: 3 },
];

const found = (words: string) => inOrder(customers, words).map(({ name }) => name);

describe('the list of customers', () => {
	it('has the newest conversation first, and at its end those without one', () => {
		expect(found('')).toEqual(['Noa', 'דנה לוי', 'Customer']);
	});

	it.each([
		['NOA', ['Noa']],
		['דנה', ['דנה לוי']],
		['050-123', ['דנה לוי']],
		['+972 52', ['Customer']],
		['123', ['Noa', 'דנה לוי']],
		['nobody', []],
	])('finds %s', (words, names) => {
		expect(found(words)).toEqual(names);
	});
});
