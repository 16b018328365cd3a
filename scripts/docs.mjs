// Writes docs/reasons.md from the catalogue of messages: node scripts/docs.mjs [--check]
// With --check nothing is written, and the exit code is 1 if the page is behind.
import { readFileSync, writeFileSync } from 'node:fs';
import { inProject, loadCatalogue, table } from './catalogue.mjs';

const page = inProject('docs/reasons.md');

const INTRODUCTION = `# When 99digital refuses a message

The same number means different things for different messages. For Send Buttons, Send List and Send Template this is the whole list of 99digital, in the words in which the node tells it. For the others no list is known: what stands here is what is known of them, and any other number is told as *a reason that this package does not know yet*. *Try again* says that nothing was sent and the node tries again by itself; what it does not say so of is never tried again.

Written by \`npm run docs\` from \`nodes/NinetyNineDigital/messages\`.
`;

const { messageKinds, adviceFor } = await loadCatalogue();

function reasonRow(kind, reason) {
	const { message, fix, retryable } = adviceFor(kind, reason);
	return [reason, message, fix, retryable ? 'yes' : ''];
}

const reasonTable = (kind) => {
	const rows = Object.keys(kind.reasons).map((reason) => reasonRow(kind, reason));
	return `## ${kind.label}\n\n${table(['Reason', 'What happened', 'What to do', 'Try again'], rows)}\n`;
};

const written = `${INTRODUCTION}\n${messageKinds.map(reasonTable).join('\n')}`;

if (process.argv.includes('--check')) {
	if (written === readFileSync(page, 'utf8')) process.exit(0);
	console.error('docs/reasons.md is behind the catalogue of messages. Run: npm run docs');
	process.exit(1);
}
writeFileSync(page, written);
