import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getExampleNumber, type CountryCode, type MetadataJson } from 'libphonenumber-js/core';
import examples from 'libphonenumber-js/examples.mobile.json';
import metadata from 'libphonenumber-js/min/metadata';

import * as source from '../../nodes/NinetyNineDigital/form/recipient';
import { root } from '../support/project';

const build = (outfile: string) => `
	import { build } from 'esbuild';
	import { phoneNumbers } from './scripts/phoneNumbers.mjs';
	await build({
		entryPoints: ['nodes/NinetyNineDigital/form/recipient.ts'],
		outfile: ${JSON.stringify(outfile)},
		bundle: true,
		platform: 'node',
		plugins: [phoneNumbers],
	});
`;

describe('what the bundle takes of the library of phone numbers', () => {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-99digital-'));
	let bundled: typeof source;

	beforeAll(() => {
		const outfile = join(folder, 'recipient.js');
		execFileSync(process.execPath, ['--input-type=module', '--eval', build(outfile)], { cwd: root });
		bundled = jest.requireActual(outfile);
	});

	afterAll(() => rmSync(folder, { recursive: true }));

	it('reads the numbers of every country as the whole library does', () => {
		const numbers = Object.keys(examples).map(
			(country) => getExampleNumber(country as CountryCode, examples, metadata as MetadataJson)!,
		);
		const spellings = numbers.flatMap((number) => [
			[number.number, '972'],
			[number.number.slice(1), '972'],
			[number.number.slice(0, -1), '1'],
			[number.formatNational(), String(number.countryCallingCode)],
			[String(number.nationalNumber), String(number.countryCallingCode)],
		]);
		const read = ({ toRecipient }: typeof source) =>
			spellings.map(([typed, countryCode]) => [typed, countryCode, toRecipient(typed!, countryCode!)]);
		expect(read(bundled)).toEqual(read(source));
		expect(numbers.length).toBeGreaterThan(200);
	});
});
