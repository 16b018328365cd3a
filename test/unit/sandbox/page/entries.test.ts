import type { Attempt, Delivery } from '../../../../sandbox/deliveries';
import { search, toEntries, withoutQuery } from '../../../../sandbox/page/log/entries';
import { en } from '../../../../sandbox/page/texts/en';
import type { RecordedRequest } from '../../../../sandbox/requests';

const NOW = Date.UTC(2026, 10, 20, 12);

const request = (rest: Partial<RecordedRequest> = {}): RecordedRequest => ({
	...{ time: NOW, operation: 'sendMessage', to: '972501234567', body: { body: 'שלום' }, undocumented: [] },
	...{ response: { status: 'OK', reason: 1 } },
	...rest,
});

const delivery = (rest: Partial<Delivery> = {}): Delivery => ({
	...{ id: 1, time: NOW, url: 'http://localhost:5678/webhook/a?secret=s3cret', payload: { hook: 'new' } },
	...{ state: 'pending', attempts: [] },
	...rest,
});

const tried = (...statuses: Array<number | null>): Attempt[] => statuses.map((status) => ({ time: NOW, status }));

const entriesOf = (requests: RecordedRequest[], deliveries: Delivery[]) =>
	toEntries({ requests, deliveries, now: NOW }, en.log);

const fateOf = (...seen: Parameters<typeof entriesOf>) => entriesOf(...seen)[0]!.fate;

describe('the log', () => {
	it.each<[string, Partial<RecordedRequest>]>([
		['accepted', {}],
		['refused, reason 15', { response: { status: 'FAIL', reason: 15 }, effect: 'refuse' }],
		['refused, reason 4', { response: { status: 'FAIL', reason: 4 } }],
		['HTTP 502, not accepted', { response: null, effect: 'http502' }],
		['accepted, never answered', { effect: 'hang' }],
	])('tells that a request was %s', (fate, rest) => {
		expect(fateOf([request(rest)], [])).toBe(fate);
	});

	it.each<[string, Partial<Delivery>]>([
		['on its way', {}],
		['delivered, HTTP 200', { state: 'delivered', attempts: tried(200) }],
		['delivered, HTTP 200, retry 2', { state: 'delivered', attempts: tried(500, null, 200) }],
		['HTTP 500, next try in 5 min', { attempts: tried(500), nextAttempt: NOW + 300_000 }],
		['no answer, retry 1, next try in 24 h', { attempts: tried(500, null), nextAttempt: NOW + 24 * 3_600_000 }],
		['given up, HTTP 404, retry 5', { state: 'failed', attempts: tried(404, 404, 404, 404, 404, 404) }],
	])('tells that a webhook is %s', (fate, rest) => {
		expect(fateOf([], [delivery(rest)])).toBe(fate);
	});

	it('has the newest first, each with a key of its own', () => {
		const equal = [request(), request(), request({ time: NOW - 1 })];
		const entries = entriesOf(equal, [delivery({ time: NOW + 1 })]);
		expect(entries.map(({ time }) => time - NOW)).toEqual([1, 0, 0, -1]);
		expect(new Set(entries.map(({ key }) => key)).size).toBe(4);
	});

	it('finds all words wherever they stand, also inside the JSON', () => {
		const entries = entriesOf([request(), request({ operation: 'sendList', body: {} })], []);
		expect(search(entries, 'SENDMESSAGE שלום accepted')).toHaveLength(1);
		expect(search(entries, 'sendList שלום')).toEqual([]);
		expect(search(entries, ' ')).toHaveLength(2);
	});

	it("keeps the receiver's secret to itself", () => {
		expect(withoutQuery('http://localhost:5678/webhook/a?secret=s3cret')).toBe('http://localhost:5678/webhook/a?…');
		expect(withoutQuery('http://localhost:5678/webhook/a')).toBe('http://localhost:5678/webhook/a');
		const setWebhook = request({ operation: 'setWebhook', body: { url: delivery().url } });
		expect(JSON.stringify(entriesOf([setWebhook], [delivery()]))).not.toContain('s3cret');
	});
});
