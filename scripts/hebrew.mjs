// Writes what is made in Hebrew: examples/he, docs/he/reasons.md and docs/he/glossary.md: node scripts/hebrew.mjs [--check]
// With --check nothing is written, and the exit code is 1 if a file is behind or a text is missing.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { inProject, loadCatalogue } from './catalogue.mjs';
import { glossaryPage } from './hebrew/glossary.mjs';
import { reasonsPage } from './hebrew/reasons.mjs';
import { inHebrew } from './hebrew/workflow.mjs';

const TEXTS = 'docs/he/texts';

const read = (path) => readFileSync(inProject(path), 'utf8');
const readJson = (path) => JSON.parse(read(path));

const missing = [];
const stale = [];

/** What a page or workflow is told of texts: those it has, and where to say that one has no Hebrew or is not needed. */
function textsOf(path) {
	const table = readJson(path);
	return {
		table,
		missing: (text) => missing.push(`${path}: ${JSON.stringify(text)}`),
		unused: (used) => {
			for (const text of Object.keys(table)) if (!used.has(text)) stale.push(`${path}: ${JSON.stringify(text)}`);
		},
	};
}

async function printed(path, workflow) {
	const options = await resolveConfig(inProject(path));
	return await format(JSON.stringify(workflow), { ...options, filepath: path });
}

async function exampleInHebrew(file) {
	const own = textsOf(`${TEXTS}/examples/${file}`);
	const { workflow, used } = inHebrew(readJson(`examples/${file}`), {
		...own,
		table: { ...shared.table, ...own.table },
	});
	own.unused(used);
	for (const text of used) usedSomewhere.add(text);
	const path = `examples/he/${file}`;
	return [path, await printed(path, workflow)];
}

const catalogue = await loadCatalogue();
const examples = readdirSync(inProject('examples')).filter((name) => name.endsWith('.json'));
const shared = textsOf(`${TEXTS}/shared.json`);
const usedSomewhere = new Set();
const glossary = textsOf(`${TEXTS}/glossary.json`);
const files = [
	...(await Promise.all(examples.map(exampleInHebrew))),
	['docs/he/reasons.md', reasonsPage(catalogue, textsOf(`${TEXTS}/reasons.json`), glossary)],
	['docs/he/glossary.md', glossaryPage(catalogue, glossary)],
];
shared.unused(usedSomewhere);

for (const text of missing) console.error(`No Hebrew in ${text}`);
for (const text of stale) console.error(`Not in the English any more: ${text}`);
if (missing.length > 0 || stale.length > 0) process.exit(1);

if (process.argv.includes('--check')) {
	const behind = files.filter(([path, content]) => content !== read(path));
	for (const [path] of behind) console.error(`${path} is behind. Run: npm run docs`);
	process.exit(behind.length > 0 ? 1 : 0);
}
for (const [path, content] of files) {
	mkdirSync(dirname(inProject(path)), { recursive: true });
	writeFileSync(inProject(path), content);
}
