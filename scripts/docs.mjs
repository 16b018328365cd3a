// Writes docs/reasons.md from the catalogue of messages: node scripts/docs.mjs [--check]
// With --check nothing is written, and the exit code is 1 if the page is behind.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const inProject = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const page = inProject('docs/reasons.md');

const INTRODUCTION = `# When 99digital refuses a message

The same number means different things for different messages. This is the complete list, in the words in which the node tells it. *Try again* says that nothing was sent and the node tries again by itself.

Written by \`npm run docs\` from \`nodes/NinetyNineDigital/messages\`.
`;

const { outputFiles } = await build({
	entryPoints: [inProject('nodes/NinetyNineDigital/messages/index.ts')],
	bundle: true,
	write: false,
	format: 'esm',
	platform: 'node',
	external: ['n8n-workflow'],
});
const { messageKinds } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);

const cell = (text) => text.replaceAll('|', '\\|');

const reasonRow = ([reason, { message, fix, retryable }]) =>
	`| ${reason} | ${cell(message)} | ${cell(fix)} | ${retryable ? 'yes' : ''} |`;

const reasonTable = ({ label, reasons }) =>
	[
		`## ${label}`,
		'',
		'| Reason | What happened | What to do | Try again |',
		'| --- | --- | --- | --- |',
		...Object.entries(reasons).map(reasonRow),
		'',
	].join('\n');

const written = `${INTRODUCTION}\n${messageKinds.map(reasonTable).join('\n')}`;

if (process.argv.includes('--check')) {
	if (written === readFileSync(page, 'utf8')) process.exit(0);
	console.error('docs/reasons.md is behind the catalogue of messages. Run: npm run docs');
	process.exit(1);
}
writeFileSync(page, written);
