import { writeFile } from 'node:fs/promises';
import { Account, MOST_MESSAGES } from './account';
import { check } from './check';
import { Findings } from './findings';
import { fixturesOf } from './fixtures';
import { ListeningInbox, PastedInbox } from './inbox';
import { report } from './report';
import { readSettings, type Settings } from './settings';
import { Terminal } from './terminal';
import { Walk } from './walk';

const FIXTURES = 'test/fixtures/provider/live.json';
const PATIENCE_MS = 60_000;

/** Compares the real 99digital with what the nodes and the sandbox hold true, together with a person and a phone. */
async function main(): Promise<void> {
	const terminal = new Terminal();
	try {
		terminal.tell(
			`This check sends at most ${MOST_MESSAGES} messages from your account to your own phone, asks you to answer some of them, and tries what 99digital refuses. It stops at the first sign of a block. It may cost what your messages cost.`,
		);
		const settings = await readSettings(process.env, terminal);
		if (!(await terminal.confirms(warning(settings)))) return;
		await run(settings, terminal);
	} finally {
		terminal.close();
	}
}

const warning = ({ webhook, identity }: Settings): string =>
	webhook === ''
		? `Send to ${identity.phone}?`
		: `Send to ${identity.phone}, and lead the account’s webhook here for as long as the check runs?`;

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
