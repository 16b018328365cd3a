import { toCountryCode, toDialled, toRecipient } from '../../../nodes/NinetyNineDigital/form/recipient';

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

	it.each([
		['501234567', '972501234567'],
		['50-123-4567', '972501234567'],
		['771234567', '972771234567'],
		['31234567', '97231234567'],
		['2-6251111', '97226251111'],
		['48123456', '97248123456'],
		['88123456', '97288123456'],
		['98123456', '97298123456'],
	])('gives the Israeli number %s the zero back that a spreadsheet has eaten', (typed, digits) => {
		expect(read(typed)).toBe(digits);
	});

	it.each([
		['376312345', 'Andorra, nine digits'],
		['12125550123', 'New York'],
		['442079460958', 'London'],
		['5212221234567', 'Mexico, with the 1 that WhatsApp has kept'],
		['5491112345678', 'Argentina'],
	])('takes %s as the trigger gives it: %s', (number) => {
		expect(read(number)).toBe(number);
	});

	it.each([
		['(212) 555-1234', '1', '12125551234'],
		['212 555 1234', '1', '12125551234'],
		['2125551234', '1', '12125551234'],
		['612 34 56 78', '34', '34612345678'],
		['06 1234567', '39', '39061234567'],
		['8 912 345-67-89', '7', '79123456789'],
		['7911 123456', '44', '447911123456'],
		['972501234567', '44', '972501234567'],
		['+39 (0)6 1234567', '972', '39061234567'],
		['+36 (0)30 123 4567', '972', '36301234567'],
	])('reads %s with the country code %s as %s', (typed, countryCode, digits) => {
		expect(toRecipient(typed, countryCode)).toBe(digits);
	});

	it.each([
		['(212) 155-1234', '1', 'no number of its country, and none of Morocco'],
		['658-123-4567', '1', 'no number of its country, though one of Singapore'],
		['6562345678', '1', 'a number of Florida, or of Singapore with its country code'],
		['0212 555 1234', '1', 'a zero where the country has none'],
	])('refuses %s with the country code %s: %s', (typed, countryCode) => {
		expect(toRecipient(typed, countryCode)).toBeUndefined();
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
		['601234567', 'neither zero nor country code'],
		['+999 50 123 4567', 'a country code that no country has'],
		['050-123-456', 'a digit too few'],
		['212-555-1234', 'a local number of another country'],
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

describe('toDialled', () => {
	const dialled = (typed: string) => toDialled(typed, '972');

	it.each([
		['050-123-4567', '972501234567'],
		['1-700-123-456', '1700123456'],
		['1800 123 456', '1800123456'],
		['1700', '1700'],
		['144', '144'],
	])('reads %s as %s', (typed, digits) => {
		expect(dialled(typed)).toBe(digits);
	});

	it.each(['050-123-456', '12', '*2700', 'IL.1605856887361213', '+144', 'the office'])('refuses %s', (typed) => {
		expect(dialled(typed)).toBeUndefined();
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

	it.each(['', '+', '0', '999', '0972', '9720', 'IL', '-972', '97 2', '972.0'])('refuses %j', (typed) => {
		expect(toCountryCode(typed)).toBeUndefined();
	});
});
