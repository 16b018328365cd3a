import { writeFile } from 'node:fs/promises';
import { Account } from './account';
import { agree } from './agree';
import { check } from './check';
import { Findings } from './findings';
import { fixturesOf } from './fixtures';
import { ListeningInbox, PastedInbox } from './inbox';
import { report } from './report';
import type { Settings } from './settings';
import { Terminal } from './terminal';
import { Walk } from './walk';

const FIXTURES = 'test/fixtures/provider/live.json';
const PATIENCE_MS = 60_000;

/** Compares the real 99digital with what the nodes and the sandbox hold true, together with a person and a phone. */
async function main(): Promise<void> {
	const terminal = new Terminal();
	try {
		const settings = await agree(terminal, process.env);
		if (settings) await run(settings, terminal);
	} finally {
		terminal.close();
	}
}

async function run(settings: Settings, terminal: Terminal): Promise<void> {
	const listening = settings.webhook === '' ? undefined : new ListeningInbox(PATIENCE_MS);
	await listening?.listen(settings.port);
	const inbox = listening ?? new PastedInbox(terminal);
	const account = new Account(settings.identity, settings.baseUrl);
	const webhook = listening ? `${settings.webhook}${listening.path}` : '';
	const findings = new Findings();
	try {
		const stopped = await check(new Walk(account, inbox, terminal, findings, { ...settings, webhook }));
		terminal.tell(`\n${account.sent} messages went out.\n`);
		terminal.tell(report(findings.all(), stopped));
		const fixtures = fixturesOf(account.exchanges, inbox.events, settings.identity);
		await writeFile(FIXTURES, `${JSON.stringify(fixtures, undefined, '\t')}\n`);
		terminal.tell(`\nWhat was seen, without who took part, is in ${FIXTURES}. Read it before you publish it.`);
	} finally {
		await inbox.close();
	}
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
