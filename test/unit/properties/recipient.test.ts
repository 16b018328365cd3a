import fc from 'fast-check';
import { getExampleNumber, type CountryCode, type MetadataJson } from 'libphonenumber-js/core';
import examples from 'libphonenumber-js/examples.mobile.json';
import metadata from 'libphonenumber-js/min/metadata';

import { toRecipient } from '../../../nodes/NinetyNineDigital/form/recipient';

fc.configureGlobal({ numRuns: 1000 });

const read = (typed: string) => toRecipient(typed, '972');

const digits = (minLength: number, maxLength = minLength) =>
	fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });

/** An Israeli mobile number without its leading zero. */
const mobile = digits(8).map((rest) => `5${rest}`);

/** A mobile number of any country but Israel. */
const abroad = fc.constantFrom(
	...Object.keys(examples)
		.map((country) => getExampleNumber(country as CountryCode, examples, metadata as MetadataJson)!)
		.filter(({ countryCallingCode }) => countryCallingCode !== '972')
		.map(({ number, countryCallingCode, nationalNumber }) => ({
			number: number.slice(1),
			countryCode: String(countryCallingCode),
			national: String(nationalNumber),
		})),
);

const separators = fc.constantFrom('', ' ', '-', '.', ' - ', '\u00a0', '\u2011', '\u2013', '\u2212');

/** The same digits in groups of two or more. */
const grouped = (number: string) =>
	fc.array(fc.tuple(fc.integer({ min: 2, max: 5 }), separators), { minLength: 1, maxLength: 6 }).map((groups) => {
		let rest = number;
		let written = '';
		for (const [length, separator] of groups) {
			if (rest.length < length + 2) break;
			written += rest.slice(0, length) + separator;
			rest = rest.slice(length);
		}
		return written + rest;
	});

const prefixes = fc.constantFrom('+972', '+972 ', '+972-', '00972', '00972 ', '972', '972-', '0', '+972 (0)', '+972-0');

const marks = fc.constantFrom(...'\u00ad\u061c\u200b\u200e\u200f\u202a\u202c\u2060\u2066\u2069\ufeff');

/** A text with invisible marks anywhere in it. */
const sprinkled = (text: string) =>
	fc
		.array(fc.tuple(fc.nat(text.length), marks), { minLength: 1, maxLength: 8 })
		.map((places) => places.reduce((result, [at, mark]) => result.slice(0, at) + mark + result.slice(at), text));

const spelled = mobile.chain((number) =>
	fc.tuple(fc.constant(`972${number}`), prefixes, grouped(number)).map(([goesOut, prefix, written]) => ({
		goesOut,
		typed: prefix + written,
	})),
);

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'0123456789+-. ()IL') }));

describe('a phone number', () => {
	it('in any spelling is the same digits', () => {
		fc.assert(fc.property(spelled, ({ typed, goesOut }) => read(typed) === goesOut));
	});

	it('of any country is its digits when it is written with its country code', () => {
		const written = abroad.chain(({ number }) => fc.tuple(fc.constant(number), grouped(number)));
		fc.assert(fc.property(written, ([number, typed]) => read(`+${typed}`) === number && read(`00${typed}`) === number));
	});

	it('of any country goes through again as the trigger gives it', () => {
		const unlikeOurs = abroad.filter(({ number }) => !/^([57]\d{8}|[23489]\d{7})$/.test(number));
		fc.assert(fc.property(unlikeOurs, ({ number }) => read(number) === number));
	});

	it('without country code stays in the country of Country Code, or is refused', () => {
		const local = abroad.chain((country) => grouped(country.national).map((typed) => ({ ...country, typed })));
		fc.assert(
			fc.property(local, fc.constantFrom('', '0'), ({ countryCode, number, typed }, zero) => {
				fc.pre(!`${zero}${typed}`.startsWith('00'));
				expect([undefined, number, `${countryCode}0${number.slice(countryCode.length)}`]).toContain(
					toRecipient(zero + typed, countryCode),
				);
			}),
		);
	});

	it('is not changed by marks that nobody sees', () => {
		const pairs = fc
			.oneof(
				spelled.map(({ typed }) => typed),
				anyText,
			)
			.chain((text) => fc.tuple(fc.constant(text), sprinkled(text)));
		fc.assert(fc.property(pairs, ([text, withMarks]) => read(withMarks) === read(text)));
	});

	it('that went through once goes through again unchanged', () => {
		const onceRead = fc
			.oneof(
				abroad.map(({ number }) => number),
				spelled.map(({ typed }) => typed),
				anyText,
			)
			.map(read);
		fc.assert(
			fc.property(
				onceRead.filter((number) => number !== undefined && number.length >= 10),
				(number) => read(number!) === number,
			),
		);
	});
});

it('any text is refused, or yields digits or a user id', () => {
	fc.assert(
		fc.property(anyText, fc.constantFrom('972', '44', '1'), (text, countryCode) => {
			expect(toRecipient(text, countryCode) ?? '1234567').toMatch(/^([1-9]\d{6,14}|[A-Z]{2}\.\d{4,})$/);
		}),
	);
});
