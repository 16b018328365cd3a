import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
	getExampleNumber,
	parsePhoneNumberFromString,
	type CountryCode,
	type MetadataJson,
	type PhoneNumber,
} from 'libphonenumber-js/core';
import examples from 'libphonenumber-js/examples.mobile.json';
import metadata from 'libphonenumber-js/min/metadata';

import * as source from '../../nodes/NinetyNineDigital/form/phoneNumber';
import { root } from '../support/project';

const library = metadata as MetadataJson;

const build = (outfile: string) => `
	import { build } from 'esbuild';
	import { phoneNumbers } from './scripts/phoneNumbers.mjs';
	await build({
		entryPoints: ['nodes/NinetyNineDigital/form/phoneNumber.ts'],
		outfile: ${JSON.stringify(outfile)},
		bundle: true,
		platform: 'node',
		plugins: [phoneNumbers],
	});
`;

const told = (number: PhoneNumber | undefined) =>
	number && { digits: number.number.slice(1), isPossible: number.isPossible(), isValid: number.isValid() };

const numbers = Object.keys(examples).map((country) => getExampleNumber(country as CountryCode, examples, library)!);

const codes = [...Object.keys(library.country_calling_codes), ...Object.keys(library.nonGeographic!)] as CountryCode[];

const digits = (minLength: number, maxLength: number) =>
	fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });

/** Digits as they might be typed for a calling code: any, its own, or near a real number, with what is dialled before. */
const typed = fc.oneof(
	fc.tuple(fc.constantFrom(...codes), digits(1, 16)).map(([code, rest]) => ({ code, rest })),
	fc
		.tuple(fc.constantFrom(...numbers), digits(0, 4), fc.nat(6), fc.constantFrom('', '0', '1', '8'))
		.map(([{ countryCallingCode, nationalNumber }, end, cut, prefix]) => ({
			code: countryCallingCode,
			rest: prefix + nationalNumber.slice(0, Math.max(1, nationalNumber.length - cut)) + end,
		})),
);

describe('phone numbers', () => {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-99digital-'));
	let bundled: typeof source;

	beforeAll(() => {
		const outfile = join(folder, 'phoneNumber.js');
		execFileSync(process.execPath, ['--input-type=module', '--eval', build(outfile)], { cwd: root });
		bundled = jest.requireActual(outfile);
	});

	afterAll(() => rmSync(folder, { recursive: true }));

	it.each([
		['as it is written', () => source],
		['as it is bundled', () => bundled],
	])('our reader, %s, reads them as the whole library does', (_, reader) => {
		const { readInternational, readInCountry } = reader();
		const check = ({ code, rest }: { code: string; rest: string }) => {
			const international = parsePhoneNumberFromString(`+${code}${rest}`, { extract: false }, library);
			expect([code, rest, readInternational(code + rest)]).toEqual([code, rest, told(international)]);
			for (const dialled of [rest, code + rest]) {
				const options = { defaultCallingCode: code, extract: false };
				const inCountry = parsePhoneNumberFromString(dialled, options, library);
				expect([code, dialled, readInCountry(dialled, code)]).toEqual([code, dialled, told(inCountry)]);
			}
		};
		for (const { countryCallingCode: code, nationalNumber } of numbers) {
			for (const prefix of ['', '0', '1', '8', '9']) check({ code, rest: prefix + nationalNumber });
		}
		fc.assert(fc.property(typed, check), { numRuns: 1500 });
		expect(numbers.length).toBeGreaterThan(200);
	});

	it('of a calling code that nobody has are none', () => {
		expect(source.readInternational('9991234567')).toBeUndefined();
		expect(source.readInCountry('1234567', '999')).toBeUndefined();
		expect([source.isCallingCode('972'), source.isCallingCode('999'), source.isCallingCode('800')]).toEqual([
			true,
			false,
			false,
		]);
	});
});
