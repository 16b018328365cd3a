// What the bundle takes of the library of phone numbers.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';

const METADATA = fileURLToPath(new URL('../node_modules/libphonenumber-js/metadata.min.json', import.meta.url));

/** Where the library's list of facts about a country has the ways to print a number. */
const FORMATS = 4;

/**
 * A plugin of esbuild that leaves out the library's comments, and the ways to print a number in each country, which are
 * more than half of its data: the nodes only read numbers.
 */
export const phoneNumbers = {
	name: 'phone-numbers',
	setup({ onLoad }) {
		onLoad({ filter: /libphonenumber-js.metadata\.min\.json/ }, async () => ({
			loader: 'json',
			contents: await withoutFormats(),
		}));
		onLoad({ filter: /libphonenumber-js.*\.js$/ }, async ({ path }) => ({
			contents: (await transform(await readFile(path, 'utf8'), { minifyWhitespace: true, charset: 'utf8' })).code,
		}));
	},
};

async function withoutFormats() {
	const { countries, ...facts } = JSON.parse(await readFile(METADATA, 'utf8'));
	const bare = Object.entries(countries).map(([country, known]) => [
		country,
		known.map((fact, index) => (index === FORMATS ? 0 : fact)),
	]);
	return JSON.stringify({ ...facts, countries: Object.fromEntries(bare) });
}
