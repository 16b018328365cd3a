import { Clock } from '../../../sandbox/clock';
import { Log } from '../../../sandbox/log';
import { until } from './world';

describe('the clock', () => {
	it('goes on from real time, and jumps when told to', () => {
		let real = 1000;
		const clock = new Clock(() => real);
		clock.advance(500);
		real = 1100;
		expect(clock.now()).toBe(1600);
		clock.reset();
		expect(clock.now()).toBe(1100);
	});

	it('runs what is due, earliest first, and only once', () => {
		const clock = new Clock(() => 0);
		const ran: string[] = [];
		clock.schedule(20, () => ran.push('later'));
		clock.schedule(10, () => ran.push('sooner'));
		clock.schedule(30, () => ran.push('too late'));
		clock.advance(20);
		clock.advance(5);
		expect(ran).toEqual(['sooner', 'later']);
		clock.reset();
		clock.advance(100);
		expect(ran).toHaveLength(2);
	});

	it('runs what falls due as real time passes', async () => {
		const clock = new Clock();
		let ran = false;
		clock.schedule(clock.now() + 5, () => (ran = true));
		await until(() => ran);
	});
});

describe('the log', () => {
	it('keeps the last entries and forgets the first', () => {
		const log = new Log<number>(3);
		for (let entry = 1; entry <= 100; entry++) log.add(entry);
		expect(log.last(3)).toEqual([98, 99, 100]);
		expect(log.last(100).length).toBeLessThan(6);
		expect(log.last(1, (entry) => entry < 100)).toEqual([99]);
	});
});
