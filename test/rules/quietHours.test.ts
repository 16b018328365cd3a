import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';

import { root } from '../support/project';

interface Row {
	day?: string;
	from?: string;
	until?: string;
}

interface Answer {
	now: boolean;
	at: string;
}

type Run = (input: { all(): Array<{ json: Row }> }, now: DateTime) => Array<{ json: Answer }>;

const codeOf = (folder: string, box: string): string => {
	const { nodes } = JSON.parse(readFileSync(join(root, folder, 'quiet-hours.json'), 'utf8')) as {
		nodes: Array<{ name: string; parameters: { jsCode: string } }>;
	};
	return nodes.find(({ name }) => name === box)!.parameters.jsCode;
};

const compile = (code: string) => new Function('$input', '$now', code) as Run;

const usual = (folder: string) =>
	(compile(codeOf(folder, 'Usual hours')) as unknown as () => Array<{ json: Row }>)().map(({ json }) => json);

/** When a message goes out that comes at a time of Israel; "now" if at once. */
function next(rows: Row[], time: string, folder = 'examples'): string {
	const now = DateTime.fromISO(time, { zone: 'Asia/Jerusalem' });
	const [{ json }] = compile(codeOf(folder, 'When?'))({ all: () => rows.map((json) => ({ json })) }, now) as [
		{ json: Answer },
	];
	return json.now ? 'now' : DateTime.fromISO(json.at, { zone: 'Asia/Jerusalem' }).toFormat("yyyy-MM-dd'T'HH:mm");
}

const cases: Array<[what: string, time: string, expected: string]> = [
	['a Thursday at noon', '2026-11-26T12:00', 'now'],
	['the very minute that hours begin', '2026-11-26T09:00', 'now'],
	['early in the morning', '2026-11-26T06:30', '2026-11-26T09:00'],
	['the very minute that hours end', '2026-11-26T20:00', '2026-11-27T09:00'],
	['a Friday afternoon, before Shabbat', '2026-11-27T14:00', '2026-11-29T09:00'],
	['Shabbat', '2026-11-28T11:00', '2026-11-29T09:00'],
	['the eve of Rosh Hashana, a Friday: two days of rest', '2026-09-11T16:00', '2026-09-14T09:00'],
	['Yom Kippur', '2026-09-21T12:00', '2026-09-22T09:00'],
	['the morning before Yom Kippur', '2026-09-20T12:59', 'now'],
	['the afternoon before Yom Kippur', '2026-09-20T13:00', '2026-09-22T09:00'],
	['Sukkot, on a Shabbat', '2026-09-26T10:00', '2026-09-27T09:00'],
	['Pesach, a Thursday', '2027-04-22T10:00', '2027-04-23T09:00'],
	['the seventh day of Pesach', '2027-04-28T10:00', '2027-04-29T09:00'],
	['Shavuot, a Friday before Shabbat', '2027-06-11T10:00', '2027-06-13T09:00'],
	['Purim, on which people work', '2027-03-23T10:00', 'now'],
	['the night in which the clock is set forward', '2026-03-27T01:30', '2026-03-27T09:00'],
];

describe.each(['examples', 'examples/he'])('quiet hours of %s', (folder) => {
	it.each(cases)('%s', (_, time, expected) => expect(next(usual(folder), time, folder)).toBe(expected));
});

it('are those of Israel, whatever the time zone of n8n is', () => {
	const [{ json }] = compile(codeOf('examples', 'When?'))(
		{ all: () => usual('examples').map((json) => ({ json })) },
		DateTime.fromISO('2026-11-25T20:00', { zone: 'America/New_York' }),
	) as [{ json: Answer }];
	expect(json).toEqual({ now: false, at: '2026-11-26T09:00:00.000+02:00' });
});

describe('the table Allowed hours', () => {
	it('may have several spans for a day, in any order, and days in Hebrew', () => {
		const rows = [
			{ day: 'יום חמישי', from: '16:00', until: '19:00' },
			{ day: 'Thursday', from: '9', until: '13:00' },
		];
		expect(next(rows, '2026-11-26T10:00')).toBe('now');
		expect(next(rows, '2026-11-26T14:00')).toBe('2026-11-26T16:00');
		expect(next(rows, '2026-11-26T19:00')).toBe('2026-12-03T09:00');
	});

	it('may have hours after Shabbat and after a holiday, which do not count when the next day is one too', () => {
		const rows = [
			{ day: 'שבת', from: '20:30', until: '22:00' },
			{ day: 'חג', from: '20:30', until: '22:00' },
			{ day: 'Monday', from: '9:00', until: '20:00' },
		];
		expect(next(rows, '2026-11-28T12:00')).toBe('2026-11-28T20:30');
		expect(next(rows, '2026-09-12T12:00')).toBe('2026-09-13T20:30');
	});

	it('may have a date of its own, which goes before everything else', () => {
		const closed = [...usual('examples'), { day: '26/11/2026', from: '', until: '' }];
		expect(next(closed, '2026-11-26T12:00')).toBe('2026-11-27T09:00');
		const open = [...usual('examples'), { day: '2026-11-28', from: '10:00', until: '24:00' }];
		expect(next(open, '2026-11-28T23:59')).toBe('now');
	});

	it('is told when an hour is not understood, and when no hour is allowed', () => {
		expect(() => next([{ day: 'Thursday', from: 'nine', until: '20:00' }], '2026-11-26T12:00')).toThrow(
			'“nine” of Thursday',
		);
		expect(() => next([{ day: 'Someday', from: '9:00', until: '20:00' }], '2026-11-26T12:00')).toThrow('no hour');
	});
});
