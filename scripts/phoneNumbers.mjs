// What the bundle takes of the library of phone numbers: what it knows of each country.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const METADATA = fileURLToPath(new URL('../node_modules/libphonenumber-js/metadata.min.json', import.meta.url));

/** The places of the facts that form/phoneNumber.ts reads, in the library's list of facts about a country. */
const READ = new Set([0, 2, 3, 5, 7, 8, 10, 11]);

/**
 * A plugin of esbuild that leaves out the ways to print and to dial a number in each country, which are more than half
 * of the data: the nodes only read numbers. Each country is a line of JSON, which reads better than a line for each fact.
 */
export const phoneNumbers = {
	name: 'phone-numbers',
	setup({ onLoad }) {
		onLoad({ filter: /libphonenumber-js.metadata\.min\.json/ }, async () => ({
			loader: 'js',
			contents: `export default JSON.parse(String.raw\`${await factsToRead()}\`);`,
		}));
	},
};

async function factsToRead() {
	const { country_calling_codes, countries, nonGeographic } = JSON.parse(await readFile(METADATA, 'utf8'));
	const parts = { country_calling_codes, countries: bare(countries), nonGeographic: bare(nonGeographic) };
	const lines = Object.entries(parts).map(([name, rows]) => `"${name}":{\n${inLines(rows)}\n}`);
	return `{\n${lines.join(',\n')}\n}`;
}

const bare = (plans) =>
	Object.fromEntries(
		Object.entries(plans).map(([name, facts]) => [name, facts.map((fact, place) => (READ.has(place) ? fact : 0))]),
	);

const inLines = (rows) =>
	Object.entries(rows)
		.map(([name, row]) => `"${name}":${JSON.stringify(row).replace(/(,0)+\]$/, ']')}`)
		.join(',\n');
