import { FIRST_TRIPS, type AccountBehaviour } from './account';

/**
 * The shortest time, in seconds, in which an account can take so many messages and answer the last one, for a sender who
 * knows how many it takes in any second.
 * @param atOnce most requests under way; any number when left out
 */
export function bestSeconds(
	count: number,
	{ latency, perSecond, roundTrip }: AccountBehaviour,
	atOnce = Infinity,
): number {
	const way = latency + FIRST_TRIPS * roundTrip;
	const arrivals: number[] = [];
	for (let index = 0; index < count; index++) {
		const free = (arrivals[index - atOnce] ?? -way / 2) + way;
		const allowed = (arrivals[index - (perSecond || Infinity)] ?? -Infinity) + 1000;
		arrivals.push(Math.max(free, allowed));
	}
	return (arrivals.at(-1)! + way / 2) / 1000;
}
