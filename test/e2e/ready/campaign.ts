import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { saveCredential } from '../../../host/editor/credentials';
import { poll } from '../../../host/poll';
import { ReadyCustomer } from '../../support/n8n/customer';
import { DataTables } from '../../support/n8n/dataTables';
import type { Editor } from '../../support/browser/editor';
import { Ready } from '../../support/n8n/ready';
import type { SharedWorld } from '../../support/n8n/world';

export interface CampaignStage {
	world: SharedWorld;
	editor: Editor;
	/** Takes a picture for the docs under this name. */
	picture: (name: string, take: (path: string) => Promise<void>) => Promise<void>;
}

/** As Excel saves it as CSV UTF-8: with a byte order mark and Windows line ends. */
const spreadsheet = [
	'\uFEFFname,phone',
	'Dana,+972 50-123-4567',
	'נועה,052-111-2233',
	'Noa again,0521112233',
	'Omer,call me',
	'Nobody,054-333-4455',
	'',
].join('\r\n');

const TABLE = 'Campaign';

/** A person opens the page, hands in a spreadsheet and gets the report; later, WhatsApp has news, and a second round. */
export async function campaign({ world, editor, picture }: CampaignStage): Promise<void> {
	const { session, sandbox, userFolder } = world;
	sandbox.provider.reset();
	const data = { user: 'dana', password: 'example-password' };
	const credential = await saveCredential(session, { name: 'The page', type: 'httpBasicAuth', data });
	const ready = await Ready.publish(world, 'campaign-from-spreadsheet', { credentials: [credential] });
	expect((await ready.run('Make the tables')).status).toBe('success');
	const [dana, noa, nobody] = ['972501234567', '972521112233', '972543334455'].map(
		(number) => new ReadyCustomer(world, number),
	) as [ReadyCustomer, ReadyCustomer, ReadyCustomer];
	sandbox.provider.accounts.get().customers.at(nobody.number).onWhatsApp = false;
	const file = join(userFolder, 'customers.csv');
	await writeFile(file, spreadsheet);

	const report = await handIn({ ready, editor, file, login: data, picture });
	expect(report.name).toBe('report.xlsx');
	expect(report.content.subarray(0, 2).toString()).toBe('PK');
	expect(dana.received).toEqual([
		expect.objectContaining({
			kind: 'template',
			text: 'Hi Dana, until Friday you get 20% off everything in our shop.',
		}),
	]);
	expect(noa.received).toHaveLength(1);
	expect(nobody.received).toEqual([]);

	sandbox.provider.fail(noa.received[0]!.unique, 7);
	dana.phone.tap('No more offers');
	expect((await dana.receives(2)).text).toContain('no more offers');
	const tables = await DataTables.of(session);
	const rows = await poll(
		async () => {
			const found = await tables.rows(TABLE);
			return found.some(({ result }) => result === 'not delivered') ? found : undefined;
		},
		{ what: 'the note that a message was not delivered' },
	);
	expect(rows).toEqual([
		expect.objectContaining({ name: 'Dana', result: 'sent', why: '' }),
		expect.objectContaining({
			name: 'נועה',
			result: 'not delivered',
			why: expect.stringContaining('reason 7') as unknown,
		}),
		expect.objectContaining({ name: 'Omer', result: 'not sent', why: expect.stringContaining('call me') as unknown }),
		expect.objectContaining({
			name: 'Nobody',
			result: 'not sent',
			why: expect.stringContaining('WhatsApp') as unknown,
		}),
	]);

	await handIn({ ready, editor, file, login: data });
	expect(dana.received).toHaveLength(2);
	expect(noa.received).toHaveLength(2);
	await ready.unpublish();
}

interface HandIn extends Partial<Pick<CampaignStage, 'picture'>> {
	ready: Ready;
	editor: Editor;
	file: string;
	login: { user: string; password: string };
}

/** What a person does on the page, and the file that the browser saves at the end. */
async function handIn({ ready, editor, file, login, picture }: HandIn): Promise<{ name: string; content: Buffer }> {
	const httpCredentials = { username: login.user, password: login.password };
	const context = await editor.page
		.context()
		.browser()!
		.newContext({ httpCredentials, viewport: { width: 720, height: 400 } });
	try {
		const page = await context.newPage();
		await page.goto(ready.formAddress('Hand in the spreadsheet'));
		await page.locator('input[type=file]').setInputFiles(file);
		await picture?.('campaign-page', async (path) => void (await page.screenshot({ path })));
		const download = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Send' }).click();
		const saved = await download;
		return { name: saved.suggestedFilename(), content: await readFile(await saved.path()) };
	} finally {
		await context.close();
	}
}
