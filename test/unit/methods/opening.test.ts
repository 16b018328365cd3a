import { itemsOfOpening, keepOpening } from '../../../nodes/NinetyNineDigital/methods/opening';

const start = new Date('2026-11-21T10:00:00Z');

const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

const list = (name: string) => Promise.resolve([{ name, value: name }]);

describe('the list of an opening', () => {
	it('is kept for its account', async () => {
		keepOpening('a', list('one'), start);
		keepOpening('b', list('two'), start);
		expect(await itemsOfOpening('a', later(4.9))).toEqual([{ name: 'one', value: 'one' }]);
		expect(itemsOfOpening('c', start)).toBeUndefined();
	});

	it('is the latest one', async () => {
		keepOpening('a', list('one'), start);
		keepOpening('a', list('two'), later(1));
		expect(await itemsOfOpening('a', later(5.5))).toEqual([{ name: 'two', value: 'two' }]);
	});

	it('is forgotten after five minutes', () => {
		keepOpening('a', list('one'), start);
		expect(itemsOfOpening('a', later(5))).toBeUndefined();
	});

	it('is forgotten when it cannot be loaded', async () => {
		const failing = Promise.reject(new Error('no'));
		keepOpening('a', failing, start);
		await expect(failing).rejects.toThrow('no');
		expect(itemsOfOpening('a', start)).toBeUndefined();
	});

	it('outlives an older one that fails', async () => {
		let fail: (cause: Error) => void = () => {};
		const slow = new Promise<never>((_, reject) => {
			fail = reject;
		});
		keepOpening('a', slow, start);
		keepOpening('a', list('two'), start);
		fail(new Error('no'));
		await expect(slow).rejects.toThrow('no');
		expect(await itemsOfOpening('a', start)).toEqual([{ name: 'two', value: 'two' }]);
	});

	it('is kept of the last 20 accounts', () => {
		for (let account = 0; account <= 20; account += 1) keepOpening(String(account), list('one'), later(10));
		expect(itemsOfOpening('0', later(10))).toBeUndefined();
		expect(itemsOfOpening('1', later(10))).toBeDefined();
	});
});
