import { toCountryCode, toRecipient } from '../../../nodes/NinetyNineDigital/form/recipient';

const read = (typed: string) => toRecipient(typed, '972');

describe('toRecipient', () => {
	it.each([
		'+972 50-123-4567',
		'00972501234567',
		'972501234567',
		'050-123-4567',
		'0501234567',
		'050 123 4567',
		'(050) 123-4567',
		'050.123.4567',
		'0 50 1 2 3 4 5 6 7',
		'  0501234567\n',
		'+972501234567',
		'+972-50-123-4567',
		'+972 (50) 123-4567',
		'+972.50.123.4567',
		'+ 972 50 123 4567',
		'00 972 50 123 4567',
		'972-50-123-4567',
	])('reads %j as an Israeli mobile number', (typed) => {
		expect(read(typed)).toBe('972501234567');
	});

	it.each([
		'+972 (0)50-123-4567',
		'+972-050-1234567',
		'9720501234567',
		'009720501234567',
		'972 (0) 50 123 4567',
		'0972-50-123-4567',
	])('drops the zero that is only dialled inside the country: %j', (typed) => {
		expect(read(typed)).toBe('972501234567');
	});

	it.each([
		['\u202a+972 50-123-4567\u202c', 'embedding marks, as a phone copies them'],
		['\u200e050-123-4567\u200f', 'direction marks'],
		['\u2066+972501234567\u2069', 'isolates'],
		['\ufeff0501234567', 'a byte order mark'],
		['050\u200b-123\u2060-4567', 'zero-width spaces'],
		['+972\u00a050\u00a0123\u00a04567', 'no-break spaces'],
		['050\u2011123\u20114567', 'no-break hyphens'],
		['050\u2013123\u20134567', 'dashes'],
		['050\u2212123\u22124567', 'minus signs'],
	])('reads %j (%s)', (typed) => {
		expect(read(typed)).toBe('972501234567');
	});

	it.each([
		['+1 (212) 555-0123', '12125550123'],
		['+44 20 7946 0958', '442079460958'],
		['+49 (0)30 901820', '4930901820'],
		['+298 123456', '298123456'],
		['03-123-4567', '97231234567'],
		['077-123-4567', '972771234567'],
		['12125550123', '12125550123'],
	])('reads %j as %s', (typed, digits) => {
		expect(read(typed)).toBe(digits);
	});

	it('puts the country code in place of the leading zero', () => {
		expect(toRecipient('020 7946 0958', '44')).toBe('442079460958');
	});

	it('leaves a number with its own country code alone', () => {
		expect(toRecipient('+972 50-123-4567', '44')).toBe('972501234567');
	});

	it.each(['IL.1605856887361213', 'US.16058568873612', 'IL.9999'])('leaves the user id %s untouched', (typed) => {
		expect(read(typed)).toBe(typed);
		expect(read(`\u200e ${typed}\n`)).toBe(typed);
	});

	it.each([
		['', 'nothing'],
		['+', 'a lone plus'],
		['0', 'a lone zero'],
		['+972', 'a country code alone'],
		['501234567', 'neither zero nor country code'],
		['0501234', 'too short'],
		['05012345678901234', 'more than 15 digits'],
		['+1234567890123456', 'more than 15 digits after a plus'],
		['+000501234567', 'a country code of zeros'],
		['abc', 'letters'],
		['050-123-4567 ext. 5', 'an extension'],
		['call 0501234567', 'words'],
		['0501234567, 0521234567', 'two numbers'],
		['0501234567 0521234567', 'two numbers without a comma'],
		['972501234567.5', 'a decimal'],
		['9.72501234567e11', 'what a spreadsheet makes of a number'],
		['-972501234567', 'a negative number'],
		['٠٥٠١٢٣٤٥٦٧', 'digits of another script'],
		['++972501234567', 'two plus signs'],
		['972+501234567', 'a plus inside'],
		['tel:+972501234567', 'a link'],
		['il.1605856887361213', 'a user id in lower case'],
		['ISR.1605856887361213', 'a user id of three letters'],
		['IL1605856887361213', 'a user id without its dot'],
		['IL.16058568873612x3', 'a user id with a letter'],
		['972501234567@c.us', 'the address of another service'],
		['12036304@g.us', 'a group'],
	])('refuses %j: %s', (typed) => {
		expect(read(typed)).toBeUndefined();
	});
});

describe('toCountryCode', () => {
	it.each([
		['972', '972'],
		['+972', '972'],
		['00972', '972'],
		[' +44 ', '44'],
		['\u200e+1\u200f', '1'],
	])('reads %j as %s', (typed, code) => {
		expect(toCountryCode(typed)).toBe(code);
	});

	it.each(['', '+', '0', '0972', '9720', 'IL', '-972', '97 2', '972.0'])('refuses %j', (typed) => {
		expect(toCountryCode(typed)).toBeUndefined();
	});
});
