import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { saveCredential } from '../../host/editor/credentials';
import { createAndPublish, findWorkflow, unpublishWorkflow } from '../../host/editor/workflows';
import { poll } from '../../host/poll';
import { inProject } from '../../host/project';
import { Canvas } from '../support/browser/canvas';
import { describeInBrowser, openPage } from '../support/browser/chromium';
import { Editor } from '../support/browser/editor';
import { buildPhonePage, PhonePage } from '../support/browser/phonePage';
import { ShoeStory } from '../support/browser/shoeStory';
import { otherServices } from '../support/n8n/otherServices';
import { Ready, readyFile } from '../support/n8n/ready';
import { allExecutions, triggerFlow } from '../support/n8n/triggerEditor';
import { sharedWorld } from '../support/n8n/world';
import { readyNames } from '../support/project';

const CUSTOMER = '972501234567';

const QUESTION = { to: '050-123-4567', body: 'הנעליים שלך הגיעו! 👟\nמתי להביא אותן?' };

const LOGIN = { username: 'dana', password: 'example-password' };

/** As Excel saves it as CSV UTF-8. */
const spreadsheet = [
	'\uFEFFטלפון נייד,הערה,שם הלקוח',
	'+972 50-123-4567,,דנה',
	'052-111-2233,VIP,נועה',
	'0521112233,,נועה לוי',
	'להתקשר,,עומר',
	'054-333-4455,,יעל',
	'050-555-6677,,גיא',
	'',
].join('\r\n');

/** What follows one answer: a text. */
const reply = (name: string, body: string) => ({
	name,
	type: 'n8n-nodes-99digital.ninetyNineDigital',
	parameters: { resource: 'message', operation: 'sendText', to: '={{ $json.from }}', body },
});

const pages = readdirSync(inProject('docs/he')).filter((name) => name.endsWith('.md'));

const text = pages.map((name) => readFileSync(inProject('docs/he', name), 'utf8')).join('');

const pictured = readyNames.filter((name) => text.includes(`/task-${name}.png`));

const MAX_BYTES = 250_000;

/** The pictures of docs/he. `npm run docs:pictures` makes them; no other run has a use for them. */
describeInBrowser('the pictures of the Hebrew pages', () => {
	const world = sharedWorld();
	const folder = inProject('docs/images/he');
	let editor: Editor;
	let canvas: Canvas;

	beforeAll(async () => {
		await mkdir(folder, { recursive: true });
		for (const other of otherServices) await saveCredential(world().session, other);
		editor = await Editor.open(world().n8n.url);
		await editor.signIn(world().session);
		canvas = new Canvas(editor);
	});
	afterAll(() => editor?.close());

	const picture = async (name: string, take: (path: string) => Promise<unknown>) => {
		const path = join(folder, `${name}.png`);
		await take(path);
		expect((await stat(path)).size).toBeLessThan(MAX_BYTES);
	};

	it.each(pictured)('%s on the canvas, all words of its notes in sight', async (name) => {
		await canvas.import(readyFile(`he/${name}`));
		expect(await canvas.cutNotes()).toEqual([]);
		const { workflowId } = canvas;
		await poll(() => findWorkflow(world().session, workflowId), { what: `n8n to save ${name}` });
		await canvas.open(workflowId);
		await canvas.fit();
		await picture(`task-${name}`, (path) => canvas.photograph(path));
	});

	it('the forms of messages', async () => {
		world().sandbox.provider.phone(CUSTOMER).write('שלום');
		await editor.addAction('99digital', '99digital', 'Send buttons');
		await editor.fillButtons({
			...QUESTION,
			buttons: [
				{ text: 'היום', id: 'today' },
				{ text: 'מחר בבוקר', id: 'tomorrow' },
			],
		});
		await picture('send-buttons', (path) => editor.photograph(path));

		await editor.addAction('99digital', '99digital', 'Send list');
		await editor.fill('to', '050-123-4567');
		await editor.fill('body', 'במה אפשר לעזור?');
		await editor.fill('buttonText', 'פתיחת התפריט');
		await editor.fill('title', 'איפה ההזמנה שלי?');
		await editor.fill('description', 'מעקב אחרי חבילה שבדרך');
		await editor.fill('id', 'track');
		await picture('send-list', (path) => editor.photograph(path));

		await editor.addAction('99digital', '99digital', 'Send template message');
		await editor.fill('to', '050-123-4567');
		await editor.pick('template', 'appointment_reminder_he');
		await editor.fill('bodyVariable1', 'נועה');
		await editor.fill('bodyVariable2', 'יום חמישי, 26 בנובמבר');
		await editor.fill('bodyVariable3', '10:30');
		await picture('send-template', (path) => editor.photograph(path));

		await editor.addAction('99digital', '99digital', 'Send and wait for response');
		await editor.fill('to', '050-123-4567');
		await editor.fill('message', 'לאשר לדנה *20%* הנחה? 🤔');
		await editor.fill('approveLabel', 'מאשר ✅');
		await picture('send-and-wait', (path) => editor.photograph(path));
	});

	it('the page of the campaign', async () => {
		const { session, sandbox, userFolder } = world();
		sandbox.provider.reset();
		const credential = await saveCredential(session, {
			name: 'The page',
			type: 'httpBasicAuth',
			data: { user: LOGIN.username, password: LOGIN.password },
		});
		const ready = await Ready.publish(world(), 'he/campaign-from-spreadsheet', { credentials: [credential] });
		const list = await Ready.publish(world(), 'he/no-more-offers');
		const gone = sandbox.provider.phone('972505556677');
		gone.write('הסר');
		await list.green(1);
		const file = join(userFolder, 'customers.csv');
		await writeFile(file, spreadsheet);
		const page = await openPage(editor.browser, { httpCredentials: LOGIN, viewport: { width: 720, height: 760 } });
		await page.goto(ready.formAddress('Hand in the spreadsheet'));
		await page.locator('input[type=text]').fill('מבצע חורף');
		await page.locator('input[type=file]').setInputFiles(file);
		await page.getByRole('button', { name: 'לבדיקה' }).click();
		await page.getByRole('button', { name: 'שליחה' }).waitFor();
		expect(await page.locator('form').innerText()).toContain('3 אנשים יקבלו את המבצע ״מבצע חורף״');
		await picture('campaign-page', (path) => page.screenshot({ path }));
		await page.close();
		await ready.unpublish();
		await list.unpublish();
	});

	it('n8n beside the phone', async () => {
		buildPhonePage();
		const { session, credential, sandbox, userFolder } = world();
		sandbox.provider.reset();
		const account = sandbox.provider.accounts.get();
		account.customers.at(CUSTOMER).name = 'דנה';
		const parameters = {
			events: ['button'],
			outputs: 'perAnswer',
			answers: { answer: [{ match: 'היום' }, { match: 'מחר' }] },
		};
		const flow = triggerFlow(credential, parameters, [
			reply('היום', 'השליח שלנו יוצא בעוד *שעה*. 🛵'),
			reply('מחר', '=נתראה *מחר* בין 9 ל-11, {{ $json.name }}! 🛵'),
			reply('אחר', 'איזה יום מתאים?'),
		]);
		flow.nodes[0]!.position = [0, 200];
		const workflow = await createAndPublish(session, flow);
		sandbox.provider.phone(CUSTOMER).write('היי, מתי יגיעו הנעליים שלי? 👟');
		const phone = await PhonePage.open(editor.browser, `${sandbox.phoneUrl}?lang=he`, { deviceScaleFactor: 2 });
		await phone.page.getByRole('button', { name: new RegExp(CUSTOMER) }).click();
		const story = new ShoeStory(editor, phone, userFolder, {
			captions: ['התהליך שלכם ב-n8n', 'מה שהלקוח רואה'],
			phone: new RegExp(`הטלפון של .*${CUSTOMER}`),
		});
		await story.ask({
			...QUESTION,
			buttons: [
				{ text: 'היום', id: 'היום' },
				{ text: 'מחר בבוקר', id: 'מחר' },
			],
		});
		await story.tap('הנעליים שלך הגיעו!', 'מחר בבוקר');
		await phone.bubble('נתראה מחר בין 9 ל-11, דנה!').waitFor();
		const sent = account.customers.at(CUSTOMER).messages.filter(({ by }) => by === 'business');
		for (const { unique } of sent) sandbox.provider.acknowledge(unique, 3);
		await phone.conversation.getByText('נקראה').nth(1).waitFor();
		const run = await poll(
			async () => (await allExecutions(session, workflow)).find(({ status }) => status === 'success'),
			{
				what: 'the run of the trigger',
			},
		);
		await story.end(await editor.photographRun(workflow, run.id));
		await story.save(join(folder, 'phone.gif'));
		await unpublishWorkflow(session, workflow);
	});
});
