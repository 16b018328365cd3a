import { simplifyResponse } from '../../../nodes/NinetyNineDigital/form/response';
import { kindOf } from '../../support/kinds';
import { numberIn } from '../../../nodes/NinetyNineDigital/plain/scalars';

const now = new Date('2026-11-20T12:00:00.900Z');
const body = { to: '972501234567' };

const answer = {
	status: 'OK',
	unique: '65dfd4r4dref34rdfxd34r',
	timestamp: 1600115719,
	from: '972507654321',
	to: '972501234567',
	templateTimeLeft: '400',
	reason: 1,
};

const simplified = (changes: object, operation = 'sendButtons') =>
	simplifyResponse(kindOf(operation), { ...answer, ...changes }, body, now);

describe('the simplified output', () => {
	it('of a message', () => {
		expect(simplified({ body: 'your body' })).toEqual({
			messageId: '65dfd4r4dref34rdfxd34r',
			operation: 'sendButtons',
			to: '972501234567',
			from: '972507654321',
			sentAt: '2020-09-14T20:35:19.000Z',
			windowMinutesLeft: 400,
			windowClosesAt: '2020-09-15T03:15:19.000Z',
			sentAs: 'buttons',
		});
	});

	it('[template.answer.body] has the text where the provider renders it', () => {
		expect(simplified({ body: 'Hello John' }, 'sendTemplate')).toMatchObject({
			sentAs: 'template',
			text: 'Hello John',
		});
		expect(simplified({ body: 5 }, 'sendTemplate')).not.toHaveProperty('text');
	});

	it('is the same whether numbers came as numbers or as text', () => {
		const other = { timestamp: '1600115719', templateTimeLeft: 400, from: 972507654321, to: 972501234567 };
		expect(simplified(other)).toEqual(simplified({}));
	});

	it.each([
		['0', null],
		[0, null],
		[-5, null],
		['', null],
		[undefined, null],
		[null, null],
		['soon', null],
	])('says that the window is closed when the minutes left are %j', (templateTimeLeft, windowMinutesLeft) => {
		expect(simplified({ templateTimeLeft })).toMatchObject({ windowMinutesLeft, windowClosesAt: null });
	});

	it.each([1600115719000, '1600115719000'])('reads the milliseconds of %j', (timestamp) => {
		expect(simplified({ timestamp })).toEqual(simplified({}));
	});

	it.each([undefined, null, '', 'yesterday', 1e20, Infinity])('takes the present for a time of %j', (timestamp) => {
		expect(simplified({ timestamp })).toMatchObject({ sentAt: '2026-11-20T12:00:00.000Z' });
	});

	it('tells no end of the window that no date can hold', () => {
		expect(simplified({ templateTimeLeft: 1e20 })).toMatchObject({ windowClosesAt: null });
	});

	it('takes what is missing from the request, or leaves it out', () => {
		const { to, from, ...rest } = answer;
		const output = simplifyResponse(kindOf('sendButtons'), rest, body, now);
		expect(output).toMatchObject({ to: '972501234567' });
		expect(output).not.toHaveProperty('from');
	});
});

describe('numberIn', () => {
	it.each([
		[5, 5],
		['5', 5],
		[' 5 ', 5],
		['0', 0],
		['', null],
		[' ', null],
		[null, null],
		[undefined, null],
		['five', null],
		[NaN, null],
		[Infinity, null],
		[{}, null],
	])('of %j is %j', (value, number) => {
		expect(numberIn(value)).toBe(number);
	});
});
