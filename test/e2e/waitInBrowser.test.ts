import { join } from 'node:path';

import { executionIds, getExecution } from '../../host/editor/executions';
import { postToWebhook } from '../../host/editor/webhook';
import { createAndPublish } from '../../host/editor/workflows';
import { poll } from '../../host/poll';
import { after, waitFlow } from '../support/n8n/waitFlow';
import { describeInBrowser, launchChromium, openPage } from '../support/browser/chromium';
import { Editor } from '../support/browser/editor';
import { pictureFolder } from '../support/browser/pictures';
import { sharedWorld } from '../support/n8n/world';

const CUSTOMER = '972501234567';

/** A phone's screen. */
const PHONE = { width: 390, height: 720 };

describeInBrowser('a person', () => {
	const world = sharedWorld();

	it('finds Send and Wait in the editor, and reads all its labels', async () => {
		const pictures = await pictureFolder(world().userFolder);
		const editor = await Editor.open(world().n8n.url);
		try {
			await editor.signIn(world().session);
			await editor.addAction('99digital', '99digital', 'Send and wait for response');
			await editor.fill('to', '+972 50-123-4567');
			await editor.fill('message', 'May Dana have *20%* off? 🤔');
			await editor.fill('approveLabel', 'מאשר ✅');
			expect(await editor.cutLabels()).toEqual([]);
			await editor.photograph(join(pictures, 'send-and-wait.png'));

			const offersList = async () => (await editor.entries('responseType')).some((entry) => /^List\b/.test(entry));
			expect(await offersList()).toBe(true);
			await editor.choose('sendAs', 'At any time');
			expect(await offersList()).toBe(false);
		} finally {
			await editor.close();
		}
	});

	it('opens the page behind the link on a phone, which decides nothing, and taps an answer, which does', async () => {
		const { session, credential, sandbox, account, n8n } = world();
		sandbox.provider.phone(CUSTOMER).write('Hi');
		const file = waitFlow(
			credential,
			{ answerBy: 'link', approveLabel: 'מאשר ✅', message: 'מאשרים לדנה *20%* הנחה?\n<b>ספה</b>' },
			3,
		);
		const workflow = await createAndPublish(session, file);
		await postToWebhook(n8n.url, workflow, { to: CUSTOMER });
		const execution = async () => await getExecution(session, (await executionIds(session, workflow))[0]!);
		await poll(async () => (await execution()).status === 'waiting' || undefined, { what: 'the execution to wait' });
		const [link] = account.customers.find(CUSTOMER)!.messages.at(-1)!.buttons!;

		const browser = await launchChromium();
		try {
			const page = await openPage(browser, { viewport: PHONE, deviceScaleFactor: 2 });
			await page.goto(link!.opens!);
			expect(await page.locator('p').innerText()).toContain('<b>ספה</b>');
			await page.reload();
			expect((await execution()).status).toBe('waiting');
			await page.getByRole('button', { name: 'מאשר ✅' }).click();
			await page.getByText('Thank you').waitFor();
			await page.goto(link!.opens!);
			expect(await page.locator('body').innerText()).toMatch(/no action|nothing to do|already/i);
		} finally {
			await browser.close();
		}
		const { runs } = await poll(
			async () => ((await execution()).status === 'success' ? await execution() : undefined),
			{
				what: 'the execution to end',
			},
		);
		expect(runs[after(0)]![0]!.data!.main[0]![0]!.json).toMatchObject({
			approved: true,
			from: CUSTOMER,
			linked: CUSTOMER,
		});
	});
});
