import { forgetOldest } from '../../../nodes/NinetyNineDigital/plain/bounded';

it('forgets what was added first, and nothing while there is room', () => {
	const names = new Set(['first', 'second']);
	forgetOldest(names, 2);
	expect([...names]).toEqual(['first', 'second']);
	forgetOldest(names.add('third'), 2);
	expect([...names]).toEqual(['second', 'third']);

	const ages = new Map<string | undefined, number>([
		[undefined, 1],
		['second', 2],
	]);
	forgetOldest(ages, 1);
	expect([...ages.keys()]).toEqual(['second']);
});
