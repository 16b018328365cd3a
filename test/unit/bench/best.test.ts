import { bestSeconds } from '../../../bench/best';
import { Pace } from '../../../sandbox/pace';

/** When the last of so many is accepted by the sandbox's own limit, if one asks each millisecond, in seconds. */
function lastAccepted(count: number, perSecond: number): number {
	const pace = new Pace(perSecond);
	let accepted = 0;
	for (let now = 0; ; now++) {
		while (pace.hasRoom(now)) {
			pace.take(now);
			accepted += 1;
			if (accepted === count) return now / 1000;
		}
	}
}

describe('the best possible', () => {
	it.each([1, 10, 79, 80, 81, 100, 160, 161, 200, 1_000])('of %i messages is what the account allows', (count) => {
		const account = { perSecond: 80, latency: 300, roundTrip: 0 };
		expect(bestSeconds(count, account)).toBeCloseTo(lastAccepted(count, 80) + 0.3, 9);
	});

	it('of an account without a limit is one answer, whatever the number', () => {
		expect(bestSeconds(10_000, { perSecond: 0, latency: 100, roundTrip: 0 })).toBe(0.1);
	});

	it('counts the ways of one message', () => {
		expect(bestSeconds(1, { perSecond: 80, latency: 100, roundTrip: 60 })).toBeCloseTo(0.28, 9);
	});
});
