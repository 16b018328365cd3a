// Writes docs/provider.md from the sentences of 99digital's pages and the tests that name them: node scripts/provider.mjs [--check]
// With --check nothing is written, and the exit code is 1 if the page is behind.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const inProject = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const read = (path) => readFileSync(inProject(path), 'utf8');
const page = 'docs/provider.md';

const INTRODUCTION = `# What 99digital's pages say, and where it is held

Nobody who made this package has an account at 99digital; it was made from the public pages. Here is each sentence of the three pages of Send Buttons, Send List and Send Template, in our own words, and of what else is known: the row of the nodes that holds it, and the tests that name it. *Trust* says where the sentence was read: on the *page* of the operation, on a *newer page* of 99digital, or on a *reseller's page*.

Written by \`npm run docs\` from \`test/fixtures/provider/sentences.json\` and the tests. A test fails when a sentence is held by nothing.

**With an account you can learn the rest**: \`npm run check:live\`, [at the end](#what-nobody-has-seen).
`;

const UNKNOWNS = `## What nobody has seen

Each of these is tolerated until somebody with an account has run

\`\`\`sh
npm run check:live
\`\`\`

It sends at most 25 messages from your account to your own phone, says so first, asks you to tap, choose, react and write, and tries what 99digital refuses without harm. It stops at the first sign of a block. Webhooks reach it at an address that you make public, or you paste what n8n's 99digital Trigger received. Key and numbers are asked for, or read from \`CHECK_API_KEY\`, \`CHECK_FROM\` and \`CHECK_PHONE\`, and written nowhere. It ends with a table of what is *as expected*, *different*, *new* or *not seen*, with the rows to change, and with \`test/fixtures/provider/live.json\`: what was seen, without who took part.

| Unknown | Until then | Trust |
| --- | --- | --- |
`;

const { pages, sentences, unknowns } = JSON.parse(read('test/fixtures/provider/sentences.json'));

const tests = readdirSync(inProject('test'), { recursive: true, encoding: 'utf8' })
	.filter((path) => path.endsWith('.test.ts'))
	.sort()
	.map((path) => ({ path, text: read(`test/${path}`) }));

/** Whether a test names a sentence: as a text of its own, or in brackets in its title. */
const names = ({ text }, id) => text.includes(`'${id}'`) || text.includes(`[${id}]`);

const cell = (text) => text.replaceAll('|', '\\|');
const link = ({ path }) => `[${path.replace(/^unit\/|\.test\.ts$/g, '')}](../test/${path})`;

function inNodes(file, { node }) {
	if (!node) return '';
	const where = `[messages/${file}](../nodes/NinetyNineDigital/messages/${file}.ts)`;
	const { wire, reason, window, endpoint, ...properties } = node;
	const rules = Object.entries(properties).map(([name, value]) => (value === true ? name : `${name} ${value}`));
	if (reason) return `${where}, reason ${reason}`;
	return `${where}, ${[wire ?? window ?? endpoint, ...rules].map((word) => `\`${word}\``).join(' ')}`;
}

const row = (file) => (sentence) => {
	const held = tests.filter((test) => names(test, sentence.id)).map(link);
	const cells = [inNodes(file, sentence), ...held, sentence.explained ?? ''].filter((part) => part !== '');
	return `| ${cell(sentence.says)} | ${cells.join(' · ')} | ${sentence.trust ?? 'page'} |`;
};

const section = (title, file, rows) =>
	[`## ${title}`, '', '| Sentence | Held by | Trust |', '| --- | --- | --- |', ...rows.map(row(file)), ''].join('\n');

const of = (id) => sentences.filter((sentence) => sentence.id.startsWith(`${id}.`));
const rest = sentences.filter(({ id }) => !pages.some((one) => id.startsWith(`${one.id}.`)));

const unknownRows = unknowns.map(({ what, tolerated }) => `| ${cell(what)} | ${cell(tolerated)} | assumed |`);

const written = [
	INTRODUCTION,
	...pages.map(({ id, title, file }) => section(title, file, of(id))),
	section('Webhooks, the account and the other operations', '', rest),
	`${UNKNOWNS}${unknownRows.join('\n')}\n`,
].join('\n');

if (process.argv.includes('--check')) {
	if (written === read(page)) process.exit(0);
	console.error(`${page} is behind the sentences and the tests. Run: npm run docs`);
	process.exit(1);
}
writeFileSync(inProject(page), written);
