import { EventEmitter } from 'node:events';

import {
	dropRecent,
	fateOfRecent,
	IN_TIME_MS,
	keepRecent,
	MAX_RECENT,
	recentFates,
} from '../../../nodes/NinetyNineDigital/trigger/recentPosts';

const START = Date.UTC(2026, 10, 20);

/** Another trigger for each test: the memory is that of the process. */
let trigger = 0;
beforeEach(() => {
	trigger++;
	jest.useFakeTimers({ now: START });
});
afterEach(() => jest.useRealTimers());

const id = () => `trigger ${trigger}`;

class FakeResponse extends EventEmitter {
	writableEnded = false;
	statusCode = 200;

	/** Answers after so many seconds. */
	end(seconds: number, statusCode = 200): void {
		jest.setSystemTime(START + seconds * 1000);
		this.breakOff(statusCode);
		this.emit('finish');
	}

	/** Answers a connection that is gone, which never finishes. */
	breakOff(statusCode = 200): void {
		Object.assign(this, { writableEnded: true, statusCode });
	}
}

function keep(key: string): FakeResponse {
	const response = new FakeResponse();
	keepRecent({ trigger: id(), key, of: 'run', since: START, response });
	return response;
}

/** What is told so many seconds after the start. */
const told = (seconds = 1) => recentFates(id(), START + seconds * 1000).map(({ key }) => key);

const fate = (key = 'event', seconds = 1) => fateOfRecent(id(), key, START + seconds * 1000);

it.each([
	['in time', IN_TIME_MS / 1000, 200, 'inTime'],
	['late', IN_TIME_MS / 1000 + 0.1, 200, 'late'],
	['with 500, as n8n does when it cannot start the run', 1, 500, 'failed'],
	['with 503, as the trigger does', 1, 503, 'failed'],
	['with 401', 1, 401, 'inTime'],
])('knows a post that was answered %s', (_, seconds, status, wanted) => {
	keep('event').end(seconds, status);
	expect(fate()).toBe(wanted);
});

it.each([
	[200, 'late'],
	[500, 'failed'],
])('knows that the response did not arrive where the connection broke before it (%j)', (status, wanted) => {
	keep('event').breakOff(status);
	expect(fate()).toBe(wanted);
});

it('knows that nobody knows yet how a post ends, for a while', () => {
	keep('event');
	expect([fate('event', 60), fate('event', 180)]).toEqual(['open', undefined]);
});

it('knows each event of each trigger by itself', () => {
	keep('event').end(1);
	expect([fate('other'), fateOfRecent('another', 'event', START)]).toEqual([undefined, undefined]);
});

it('tells what has ended', () => {
	keep('in time').end(1);
	keep('under way');
	keep('failed').end(1, 500);
	expect(recentFates(id(), START + 1000).map(({ key, fate: how }) => [key, how])).toEqual([
		['in time', 'inTime'],
		['failed', 'failed'],
	]);
});

it('forgets what it is told to forget', () => {
	keep('event');
	dropRecent(id(), 'event');
	expect(fate()).toBeUndefined();
});

describe('tells how a post has ended', () => {
	it('until what others had under way then is saved', () => {
		keep('event').end(1);
		expect([told(10), told(40), told(41), told(42)]).toEqual([['event'], ['event'], ['event'], []]);
		expect(fate('event', 50)).toBe('inTime');
	});

	it('as long as a post is under way that has begun before', () => {
		keep('event').end(1);
		const long = keep('long');
		expect([told(1), told(100)]).toEqual([['event'], ['event']]);
		long.end(100);
		expect([told(100), told(101)]).toEqual([['event', 'long'], ['long']]);
	});

	it('no longer because of a post that never ends', () => {
		keep('event').end(1);
		keep('never');
		expect([told(1), told(121), told(122)]).toEqual([['event'], ['event'], []]);
	});

	it('but leaves to the stored memory what has failed, for another process may take it', () => {
		keep('event').end(1, 503);
		told(1);
		expect(fate('event', 31)).toBe('failed');
		told(32);
		expect(fate('event', 32)).toBeUndefined();
	});
});

it('keeps no more than the latest', () => {
	for (let index = 0; index <= MAX_RECENT; index++) keep(`event ${index}`).end(1);
	expect(told()).toHaveLength(MAX_RECENT);
	expect([fate('event 0'), fate(`event ${MAX_RECENT}`)]).toEqual([undefined, 'inTime']);
});
