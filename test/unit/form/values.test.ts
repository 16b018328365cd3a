import { tryToParseDateTime } from 'n8n-workflow';

import type { MomentRow, Row } from '../../../nodes/NinetyNineDigital/form/model';
import { Unfit } from '../../../nodes/NinetyNineDigital/form/rows';
import { valueOf } from '../../support/kinds';

const unfit = (typed: unknown) => new Unfit(typed);

describe('a text', () => {
	const text: Row = { type: 'text', name: 'body', label: 'Body' };

	it.each([
		['  as it is\n', '  as it is\n'],
		['', ''],
		[' \n\t', ''],
		[undefined, ''],
		[null, ''],
		[0, '0'],
		[972501234567, '972501234567'],
		[false, 'false'],
		[new Date('2027-01-31T18:00:00Z'), '2027-01-31T18:00:00.000Z'],
		[tryToParseDateTime('2027-01-31T18:00:00', 'Asia/Jerusalem'), '2027-01-31T18:00:00.000+02:00'],
	])('made of %j is %j', (raw, value) => {
		expect(valueOf(text, raw)).toBe(value);
	});

	it.each([[['a', 'b']], [{ text: 'a' }], [new Date(NaN)], [new Map()]])('cannot be made of %j', (raw) => {
		expect(valueOf(text, raw)).toEqual(unfit(raw));
	});

	it.each([
		['cut 👋'.slice(0, -1), 'cut '],
		['\udc4bcut', 'cut'],
		['שלום 👋🏽', 'שלום 👋🏽'],
	])('made of %j has no half of an emoji', (raw, value) => {
		expect(valueOf(text, raw)).toBe(value);
	});

	it('that is missing is the default', () => {
		expect(valueOf({ ...text, default: '972' }, undefined)).toBe('972');
		expect(valueOf({ ...text, default: '972' }, '')).toBe('');
	});

	it('goes out in the form of its format, and as it was typed when it does not fit', () => {
		expect(valueOf({ ...text, format: 'recipient' }, '050-123-4567')).toBe('972501234567');
		expect(valueOf({ ...text, format: 'recipient' }, 'nobody')).toEqual(unfit('nobody'));
	});
});

describe('a choice', () => {
	const choices = [
		{ value: 'none', label: 'None' },
		{ value: 'image', label: 'Image' },
	];
	const choice: Row = { type: 'choice', name: 'header', label: 'Header', default: 'none', choices };

	it.each([
		['image', 'image'],
		[undefined, 'none'],
		[null, 'none'],
		['', 'none'],
		['Image', unfit('Image')],
		[2, unfit(2)],
		[['image'], unfit(['image'])],
	])('made of %j is %j', (raw, value) => {
		expect(valueOf(choice, raw)).toEqual(value);
	});
});

describe('a number', () => {
	const number: Row = { type: 'number', name: 'maxRetries', label: 'Most Retries', min: 0, max: 20, default: 5 };

	it.each([
		[3, 3],
		['3', 3],
		[0, 0],
		['', 5],
		[undefined, 5],
		[2.5, 2.5],
		['three', unfit('three')],
		[{}, unfit({})],
	])('made of %j is %j', (raw, value) => {
		expect(valueOf(number, raw)).toEqual(value);
	});
});

describe('a flag', () => {
	const flag: Row = { type: 'flag', name: 'showRequest', label: 'Show Request' };

	it.each([
		[true, true],
		[false, false],
		['true', true],
		['False', false],
		[1, true],
		['0', false],
		[undefined, undefined],
		['', undefined],
		['yes', unfit('yes')],
		[2, unfit(2)],
		[{}, unfit({})],
	])('made of %j is %j', (raw, value) => {
		expect(valueOf(flag, raw)).toEqual(value);
	});
});

describe('a moment', () => {
	const moment: MomentRow = { type: 'moment', name: 'couponExpiration', label: 'Coupon Expiration' };
	const winter = Date.UTC(2027, 0, 31, 18) / 1000;

	it.each([
		['2027-01-31T18:00:00Z', winter],
		['2027-01-31T20:00:00+02:00', winter],
		['2027-01-31T20:00:00.000+0200', winter],
		['2027-01-31T13:00:00-05:00', winter],
		[' 2027-01-31T18:00:00.999Z ', winter],
		[new Date('2027-01-31T18:00:00.500Z'), winter],
		[tryToParseDateTime('2027-01-31T20:00:00', 'Asia/Jerusalem'), winter],
		[winter, winter],
		[String(winter), winter],
		[winter * 1000, winter],
		[String(winter * 1000 + 999), winter],
	])('made of %j is in seconds of GMT', (raw, seconds) => {
		expect(valueOf(moment, raw)).toBe(seconds);
	});

	it.each([
		['Asia/Jerusalem', '2027-01-31T20:00:00', winter],
		['Asia/Jerusalem', '2027-01-31 20:00:00', winter],
		['Asia/Jerusalem', '2027-01-31 20:00', winter],
		['Asia/Jerusalem', '2027-07-31T21:00:00', Date.UTC(2027, 6, 31, 18) / 1000],
		['Asia/Jerusalem', '2027-02-01', Date.UTC(2027, 0, 31, 22) / 1000],
		['America/New_York', '2027-01-31T13:00:00', winter],
		['UTC', '2027-01-31T18:00:00', winter],
	])('without a zone is read in that of the workflow: %s, %s', (timezone, raw, seconds) => {
		expect(valueOf(moment, raw, { timezone })).toBe(seconds);
	});

	it.each([
		'tomorrow',
		'2027-02-30T10:00:00',
		'31/01/2027',
		'01/31/2027 18:00',
		'31 January 2027',
		'2027/01/31',
		'coupon 5',
		'-1',
		-1,
		1801418400.5,
		['2027-01-31'],
		true,
		{},
		[],
		new Date(NaN),
	])('cannot be made of %j', (raw) => {
		expect(valueOf(moment, raw)).toEqual(unfit(raw));
	});

	it.each([undefined, null, '', ' '])('made of %j is left out', (raw) => {
		expect(valueOf(moment, raw)).toBeUndefined();
	});
});

describe('a moment', () => {
	const moment: MomentRow = { type: 'moment', name: 'end', label: 'End' };

	it('is read from a day without dashes, in the zone of the workflow', () => {
		expect(valueOf(moment, '20270131')).toBe(Date.UTC(2027, 0, 30, 22) / 1000);
		expect(valueOf(moment, 20270131)).toBe(Date.UTC(2027, 0, 30, 22) / 1000);
		expect(valueOf(moment, '20270231')).toBeInstanceOf(Unfit);
	});

	it('is refused where it has to lie ahead and does not', () => {
		const now = new Date('2026-11-20T12:00:00Z');
		const ahead = { ...moment, inFuture: true };
		expect(valueOf(ahead, '2026-11-20T11:59:00Z', { now })).toEqual(
			new Unfit('2026-11-20T11:59:00Z', 'a time in the future'),
		);
		expect(valueOf(ahead, '2026-11-20T12:01:00Z', { now })).toBe(Date.UTC(2026, 10, 20, 12, 1) / 1000);
		expect(valueOf(moment, '2020-01-01T00:00:00Z', { now })).toBe(Date.UTC(2020, 0, 1) / 1000);
	});
});
