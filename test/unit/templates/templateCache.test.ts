import { cachedTemplates, cacheTemplates } from '../../../nodes/NinetyNineDigital/templates/templateCache';

const start = new Date('2026-11-21T10:00:00Z');

const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

const listed = (name: string) => ({ item: { name, value: name }, words: name });

const list = (name: string) => Promise.resolve([listed(name)]);

describe('the list of an open picker', () => {
	it('is kept for its account', async () => {
		cacheTemplates('a', list('one'), start);
		cacheTemplates('b', list('two'), start);
		expect(await cachedTemplates('a', later(4.9))).toEqual([listed('one')]);
		expect(cachedTemplates('c', start)).toBeUndefined();
	});

	it('is the latest one', async () => {
		cacheTemplates('a', list('one'), start);
		cacheTemplates('a', list('two'), later(1));
		expect(await cachedTemplates('a', later(5.5))).toEqual([listed('two')]);
	});

	it('is forgotten after five minutes', () => {
		cacheTemplates('a', list('one'), start);
		expect(cachedTemplates('a', later(5))).toBeUndefined();
	});

	it('is forgotten when it cannot be loaded', async () => {
		const failing = Promise.reject(new Error('no'));
		cacheTemplates('a', failing, start);
		await expect(failing).rejects.toThrow('no');
		expect(cachedTemplates('a', start)).toBeUndefined();
	});

	it('outlives an older one that fails', async () => {
		let fail: (cause: Error) => void = () => {};
		const slow = new Promise<never>((_, reject) => {
			fail = reject;
		});
		cacheTemplates('a', slow, start);
		cacheTemplates('a', list('two'), start);
		fail(new Error('no'));
		await expect(slow).rejects.toThrow('no');
		expect(await cachedTemplates('a', start)).toEqual([listed('two')]);
	});

	it('is kept of the last 20 accounts', () => {
		for (let account = 0; account <= 20; account += 1) cacheTemplates(String(account), list('one'), later(10));
		expect(cachedTemplates('0', later(10))).toBeUndefined();
		expect(cachedTemplates('1', later(10))).toBeDefined();
	});
});
