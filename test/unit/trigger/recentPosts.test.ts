import { isRecent, keepRecent, startedKeys } from '../../../nodes/NinetyNineDigital/trigger/recentPosts';

const START = Date.UTC(2026, 10, 20);

const after = (seconds: number) => new Date(START + seconds * 1000);

/** Another registration for each test: the memory is that of the process. */
let registration = 0;
beforeEach(() => registration++);

const id = () => `registration ${registration}`;

function keep(key: string, writableEnded?: boolean, statusCode = 200): void {
	const response = writableEnded === undefined ? undefined : { writableEnded, statusCode };
	keepRecent({ registration: id(), key, since: START, response });
}

it.each([
	['under way', false, 200, true, false],
	['answered', true, 200, true, true],
	['refused by n8n, which could not start its run', true, 500, false, false],
])('an event that is %s', (_, ended, status, soon, later) => {
	keep('event', ended, status);
	expect(isRecent(id(), 'event', after(60))).toBe(soon);
	expect(isRecent(id(), 'event', after(180))).toBe(later);
});

it('knows an event without its response for a while', () => {
	keep('event');
	expect(isRecent(id(), 'event', after(60))).toBe(true);
	expect(isRecent(id(), 'event', after(180))).toBe(false);
});

it('knows each event of each registration by itself', () => {
	keep('event', true);
	expect(isRecent(id(), 'other', after(0))).toBe(false);
	expect(isRecent('another', 'event', after(0))).toBe(false);
});

it('tells the events whose runs have started', () => {
	keep('answered', true);
	keep('under way', false);
	keep('failed', true, 500);
	expect(startedKeys(id())).toEqual(['answered']);
});

it('lets go of an answer that has ended', () => {
	let asked = 0;
	const response = {
		get writableEnded() {
			asked += 1;
			return true;
		},
		statusCode: 200,
	};
	keepRecent({ registration: id(), key: 'event', since: START, response });
	expect([startedKeys(id()), startedKeys(id())]).toEqual([['event'], ['event']]);
	expect(asked).toBe(1);
});

it('keeps no more than the last 500', () => {
	for (let index = 0; index < 501; index++) keep(`event ${index}`, true);
	expect(startedKeys(id())).toHaveLength(500);
	expect(isRecent(id(), 'event 0', after(0))).toBe(false);
	expect(isRecent(id(), 'event 500', after(0))).toBe(true);
});
