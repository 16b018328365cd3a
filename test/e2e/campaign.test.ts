import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { saveCredential } from '../../host/editor/credentials';
import { executionIds, finishedExecution } from '../../host/editor/executions';
import type { Credential } from '../../host/editor/types';
import { poll } from '../../host/poll';
import { describeInBrowser, launchChromium } from '../support/browser/chromium';
import { pictureFolder } from '../support/browser/pictures';
import { ReadyCustomer } from '../support/n8n/customer';
import { DataTables, type Row } from '../support/n8n/dataTables';
import { Ready } from '../support/n8n/ready';
import { cellsOf, excelOf } from '../support/n8n/spreadsheet';
import { sharedWorld } from '../support/n8n/world';

const LOGIN = { user: 'dana', password: 'example-password' };

const TABLE = 'Campaign people';

/** As people write times. */
const TIME = expect.stringMatching(/^\d{1,2}\.\d{1,2}\.\d{4} \d\d:\d\d$/) as unknown;

const [DANA, NOA, NOBODY, GONE] = ['972501234567', '972521112233', '972543334455', '972505556677'] as const;

/** As Excel saves it as CSV UTF-8: with a byte order mark and Windows line ends. */
const spreadsheet = [
	'\uFEFFטלפון נייד,הערה,שם הלקוח',
	'+972 50-123-4567,,Dana',
	'052-111-2233,VIP,נועה',
	'0521112233,,Noa again',
	'call me,,Omer',
	'054-333-4455,,Nobody',
	'050-555-6677,,Gone',
	'',
].join('\r\n');

describeInBrowser('the ready workflow campaign-from-spreadsheet, and the list of who wants no more offers', () => {
	const world = sharedWorld();
	let browser: Awaited<ReturnType<typeof launchChromium>>;
	let credentials: Credential[];
	let ready: Ready;
	let list: Ready;

	beforeAll(async () => {
		browser = await launchChromium();
		credentials = [await saveCredential(world().session, { name: 'The page', type: 'httpBasicAuth', data: LOGIN })];
	});
	afterAll(() => browser?.close());
	beforeEach(async () => {
		world().sandbox.provider.reset();
		customer(NOBODY).provider.onWhatsApp = false;
		for (const table of [TABLE, 'No more offers']) await (await DataTables.of(world().session)).clear(table);
		ready = await Ready.publish(world(), 'campaign-from-spreadsheet', { credentials });
		list = await Ready.publish(world(), 'no-more-offers');
	});
	afterEach(async () => {
		await ready.unpublish();
		await list.unpublish();
	});

	const customer = (number: string) =>
		Object.assign(new ReadyCustomer(world(), number), {
			provider: world().sandbox.provider.accounts.get().customers.at(number),
		});

	const offers = (number: string) => customer(number).received.filter(({ kind }) => kind === 'template').length;

	const offersToAll = () =>
		world()
			.sandbox.provider.accounts.get()
			.customers.all()
			.reduce((count, { number }) => count + offers(number), 0);

	const rows = async () => (await DataTables.of(world().session)).rows(TABLE);

	/** Opens the page of the campaign as a person does, and gives it back when `look` is done. */
	async function onPage<T>(look: (page: Page) => Promise<T>): Promise<T> {
		const httpCredentials = { username: LOGIN.user, password: LOGIN.password };
		const context = await browser.newContext({ httpCredentials, viewport: { width: 720, height: 760 } });
		try {
			const page = await context.newPage();
			await page.goto(ready.formAddress('Hand in the spreadsheet'));
			return await look(page);
		} finally {
			await context.close();
		}
	}

	async function handIn(page: Page, campaign: string, name: string, content: Buffer | string): Promise<void> {
		const file = join(world().userFolder, name);
		await writeFile(file, content);
		await page.locator('input[type=text]').fill(campaign);
		await page.locator('input[type=file]').setInputFiles(file);
		await page.getByRole('button', { name: 'Look at it' }).click();
	}

	/** Hands in a spreadsheet, reads who would get it, presses Send, and reads what became of it. */
	async function send(campaign: string, name: string, content: Buffer | string, picture = false) {
		return await onPage(async (page) => {
			const sent = offersToAll();
			await handIn(page, campaign, name, content);
			const button = page.getByRole('button', { name: 'Send' });
			await button.waitFor();
			const before = (await page.locator('form').innerText()).split('\n').filter(Boolean);
			expect(offersToAll()).toBe(sent);
			if (picture) await photograph(page);
			const download = page.waitForEvent('download');
			await button.click();
			const saved = await download;
			const report = cellsOf(await readFile(await saved.path()));
			await page.getByText(/^\d+ sent, /).waitFor();
			const after = (await page.locator('body').innerText()).split('\n').filter(Boolean);
			return { before, report, after };
		});
	}

	async function photograph(page: Page): Promise<void> {
		const path = join(await pictureFolder(world().userFolder), 'campaign-page.png');
		await page.screenshot({ path });
		expect((await stat(path)).size).toBeLessThan(250_000);
	}

	it('shows who would get it, sends only then, tells the truth afterwards, and sends nothing twice', async () => {
		customer(GONE).phone.write(' הסר. ');
		expect((await customer(GONE).receives(1)).text).toContain('You get no more offers');
		const first = await send('Winter sale', 'customers.csv', spreadsheet, true);
		expect(first.before).toEqual(
			expect.arrayContaining([
				'3 people get the offer “Winter sale”.',
				'They have it already: 0',
				'They want no more offers: 1',
				'Row 7: Gone',
				'Their number cannot be right: 1',
				'Row 5: Omer, call me',
				'They stand in the spreadsheet twice: 1',
			]),
		);
		expect(first.after).toEqual(expect.arrayContaining(['2 sent, 2 not sent']));
		expect(first.report).toEqual([
			['Row', 'Name', 'Phone', 'Result', 'Why', 'When'],
			['2', 'Dana', '+972 50-123-4567', 'sent', '', TIME],
			['3', 'נועה', '052-111-2233', 'sent', '', TIME],
			['5', 'Omer', 'call me', 'not sent', expect.stringContaining('call me'), TIME],
			['6', 'Nobody', '054-333-4455', 'not sent', expect.stringContaining('WhatsApp'), TIME],
			['7', 'Gone', '050-555-6677', 'left out', expect.stringMatching(/^wants no more offers since \d/), TIME],
		]);
		expect([DANA, NOA, NOBODY, GONE].map(offers)).toEqual([1, 1, 0, 0]);

		world().sandbox.provider.fail(customer(NOA).received[0]!.unique, 7);
		await poll(async () => (await rows()).find(({ result }) => result === 'not delivered'), {
			what: 'the note that a message was not delivered',
		});

		const again = await send('Winter sale', 'customers.csv', spreadsheet);
		expect(again.before).toEqual(
			expect.arrayContaining(['1 person gets the offer “Winter sale”.', 'They have it already: 2']),
		);
		expect(again.after).toEqual(expect.arrayContaining(['0 sent, 2 not sent']));
		expect([DANA, NOA, NOBODY, GONE].map(offers)).toEqual([1, 1, 0, 0]);

		customer(GONE).phone.write('Start');
		expect((await customer(GONE).receives(2)).text).toContain('Welcome back');
		customer(DANA).phone.tap('No more offers');
		expect((await customer(DANA).receives(2)).text).toContain('You get no more offers');
		const table = [
			{ Phone: '0501234567', 'Full name': 'Dana' },
			{ Phone: '0505556677', 'Full name': 'Gone' },
		];
		const spring = await send('Spring sale', 'customers.xlsx', await excelOf(world(), table));
		expect(spring.before).toEqual(
			expect.arrayContaining(['1 person gets the offer “Spring sale”.', 'They want no more offers: 1', 'Row 2: Dana']),
		);
		expect([DANA, GONE].map(offers)).toEqual([1, 1]);
		expect(customer(GONE).received.at(-1)!.text).toContain('Hi Gone');
	});

	it('says that nothing was sent where no heading names the phones', async () => {
		await onPage(async (page) => {
			await handIn(page, 'Empty', 'customers.csv', 'a,b\r\nDana,0501234567\r\n');
			await page.getByText('Nothing was sent').waitFor();
			expect(await page.locator('body').innerText()).toContain('one of them Phone (or טלפון)');
		});
		expect(offersToAll()).toBe(0);
	});

	it('knows after Stop who got it, and goes on with the others', async () => {
		const { session, sandbox } = world();
		const people = Array.from(
			{ length: 35 },
			(_, index) => [`Customer ${index}`, String(972501230000 + index)] as const,
		);
		const sheet = ['name,phone', ...people.map((person) => person.join(','))].join('\n');
		sandbox.provider.behaviours.add({ effect: 'latency', ms: 400, operation: 'sendTemplate' });
		await onPage(async (page) => {
			await handIn(page, 'Stopped', 'many.csv', sheet);
			await page.getByRole('button', { name: 'Send' }).click();
			const isSent = ({ campaign, result }: Row) => campaign === 'Stopped' && result === 'sent';
			await poll(async () => (await rows()).find(isSent), { what: 'the first people in the table' });
			const [id] = await executionIds(session, ready.workflow);
			await session.call('POST', `/rest/executions/${id}/stop`);
			expect(await finishedExecution(session, id!)).toMatchObject({ status: 'canceled' });
		});
		// What was under way when it was stopped may still come to its end, so the table is read before and after.
		const withResult = async (...results: string[]) =>
			(await rows())
				.filter(({ campaign, result }) => campaign === 'Stopped' && results.includes(String(result)))
				.map(({ number }) => String(number));
		const noted = await withResult('sent');
		const got = people.filter(([, number]) => offers(number) > 0).map(([, number]) => number);
		expect(got.length).toBeLessThan(35);
		expect(got).toEqual(expect.arrayContaining(noted));
		expect(await withResult('sent', 'being sent')).toEqual(expect.arrayContaining(got));

		sandbox.provider.behaviours.clear();
		const { after, report } = await send('Stopped', 'many.csv', sheet);
		const [[, sent] = [], [, had] = []] = [/^(\d+) sent, 0 not sent$/m, /, (\d+) had it already, 0 not known/].map(
			(words) => words.exec(after.join('\n')) ?? [],
		);
		expect(Number(sent) + Number(had)).toBe(35);
		expect(people.map(([, number]) => offers(number))).toEqual(Array(35).fill(1));
		expect(report.slice(1).map(([, , , result]) => result)).toEqual(Array(35).fill('sent'));
	});
});
