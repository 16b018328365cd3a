// What the bundle takes of the library of phone numbers.
import { readFile } from 'node:fs/promises';
import { transform } from 'esbuild';

const LIBRARY = new URL('../node_modules/libphonenumber-js/', import.meta.url);
const METADATA = new URL('metadata.min.json', LIBRARY);

/** Where the library's list of facts about a country has the ways to print a number. */
const FORMATS = 4;

/**
 * A plugin of esbuild that takes the library in its short form, as it is published for browsers, and leaves out the ways
 * to print a number in each country, which are more than half of its data: the nodes only read numbers. Each country is a
 * line of JSON, which reads better than a line for each fact.
 */
export const phoneNumbers = {
	name: 'phone-numbers',
	setup({ onLoad }) {
		onLoad({ filter: /libphonenumber-js.metadata\.min\.json/ }, async () => ({
			loader: 'js',
			contents: `export default JSON.parse(String.raw\`${await withoutFormats()}\`);`,
		}));
		onLoad({ filter: /libphonenumber-js.*\.js$/ }, async ({ path }) => ({
			contents: (await transform(await readFile(path, 'utf8'), { minify: true, format: 'esm', charset: 'utf8' })).code,
		}));
	},
};

async function withoutFormats() {
	const { countries, ...others } = JSON.parse(await readFile(METADATA, 'utf8'));
	const bare = Object.entries(countries).map(([country, known]) => [
		country,
		known.map((fact, index) => (index === FORMATS ? 0 : fact)),
	]);
	const parts = Object.entries({ ...others, countries: Object.fromEntries(bare) });
	return `{\n${parts.map(([name, part]) => `"${name}":${inLines(part)}`).join(',\n')}\n}`;
}

function inLines(part) {
	if (typeof part !== 'object') return JSON.stringify(part);
	const lines = Object.entries(part).map(([name, facts]) => `"${name}":${JSON.stringify(facts)}`);
	return `{\n${lines.join(',\n')}\n}`;
}

/** The library's licence, which has to go wherever its code goes. */
export const licence = async () => `/*!\nlibphonenumber-js\n\n${await readFile(new URL('LICENSE', LIBRARY), 'utf8')}*/`;
