import type { Browser, Locator } from 'playwright-core';
import { poll } from '../../host/poll';
import type { Download } from '../../sandbox/download';
import { startSandbox, type Sandbox } from '../../sandbox/server';
import { describeInBrowser, launchChromium } from '../support/browser/chromium';
import { CUSTOMER, sayEverything, send } from '../support/everyKind';
import { buildPhonePage, PhonePage } from '../support/browser/phonePage';

/** What the sandbox can fetch, and a browser cannot. */
const files: Readonly<Record<string, Download>> = {
	'https://files.example.com/1/photo.png': {
		type: 'image/png',
		content: Buffer.from(
			'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
			'base64',
		),
	},
	'https://files.example.com/2/%D7%97%D7%A9%D7%91%D7%95%D7%A0%D7%99%D7%AA.pdf': {
		type: 'application/pdf',
		content: Buffer.from('%PDF-1.4 <</Type /Pages /Count 2>> <</Type /Page>> <</Type/Page /Parent 1 0 R>>'),
	},
};

const HOUR = 60 * 60 * 1000;

const expectText = async (place: Locator, text: string) => expect(await place.innerText()).toContain(text);

describeInBrowser('the phone page', () => {
	let browser: Browser;
	let sandbox: Sandbox;
	let phone: PhonePage;

	beforeAll(async () => {
		buildPhonePage();
		const fetched = { downloads: { hosts: ['files.example.com'] }, fetch: async (url: string) => files[url]! };
		[browser, sandbox] = await Promise.all([launchChromium(), startSandbox(fetched)]);
	});
	afterAll(async () => {
		await browser?.close();
		await sandbox?.close();
	});

	beforeEach(async () => {
		sandbox.provider.reset();
		sandbox.provider.phone(CUSTOMER).write('שלום');
		phone = await PhonePage.open(browser, sandbox.phoneUrl);
		await phone.bubble('שלום').waitFor();
	});
	afterEach(async () => {
		const { complaints } = phone;
		const violations = await phone.violations();
		await phone.close();
		expect({ complaints, violations }).toEqual({ complaints: [], violations: [] });
	});

	const said = () => sandbox.provider.accounts.get().customers.at(CUSTOMER).messages;
	const button = (name: string) => phone.page.getByRole('button', { name, exact: true });
	const drawFramesLate = () =>
		phone.page.evaluate(() => {
			window.requestAnimationFrame = (draw) => window.setTimeout(draw, 500, performance.now());
		});

	describe('with every kind of message', () => {
		beforeEach(async () => {
			sayEverything(sandbox);
			await phone.bubble('Is this right?').waitFor();
		});

		it('shows marks, quotes, reactions, files, places, contacts and orders', async () => {
			const shown = async (text: string, ...parts: string[]) => {
				const words = await phone.bubble(text).innerText();
				for (const part of parts) expect(words).toContain(part);
			};
			await shown('I need them', '👍');
			await shown('RUN-38', 'You', 'נעלי ריצה');
			await shown('When shall we bring them?', 'Sandbox Shop', 'Today', 'מחר בבוקר', '❤️');
			await shown('What can we do for you?', 'We answer until 18:00', 'Open the menu');
			await shown('נקבע לך תור', 'שלום נועה 👋', 'מאשר', 'התקשרו אלינו', 'מספיק להקיש על כפתור');
			await shown('Invoice 17 for ₪320', 'invoice-17.pdf', 'Document');
			await shown('Herzl 1, Tel Aviv', '32.0853, 34.7818');
			await shown('דנה לוי', '+972 50-765-4321');
			await shown('2 items', 'Order');

			const price = phone.bubble('RUN-38');
			expect(await price.locator('s, .text strong, code').allInnerTexts()).toEqual(['₪400', '₪320', 'RUN-38']);
			expect(await phone.bubble('I need them').locator('em').innerText()).toBe('today');
			await phone.bubble('Our branch').getByRole('img', { name: 'Picture: branch.png' }).waitFor();
		});

		it('lets each line find its own direction', async () => {
			const lines = phone.bubble('I need them').locator('.text p');
			const directions = await lines.evaluateAll((found) => found.map((line) => getComputedStyle(line).direction));
			expect(directions).toEqual(['rtl', 'ltr']);
		});

		it.each([
			['Visit us', 'The phone would open https://www.example.com/shop'],
			['Mail', 'The phone would open shop@example.com'],
			['התקשרו אלינו', 'The phone would call 972771234567'],
			['Copy coupon', 'Copied on the phone: PARTY20'],
			['Copy code', 'Copied on the phone: 481516'],
		])('tells what a tap on %s does on the phone', async (label, words) => {
			const before = said().length;
			await button(label).click();
			await phone.page.getByText(words).waitFor();
			expect(said()).toHaveLength(before);
			await button('Dismiss').click();
		});

		it.each([
			['light', 1360],
			['dark', 1360],
			['light', 390],
			['dark', 390],
		] as const)('is readable in %s and %i pixels wide', async (colorScheme, width) => {
			await phone.page.emulateMedia({ colorScheme });
			await phone.page.setViewportSize({ width, height: 800 });
			const views = width < 1000 ? ['Customers', 'Provider', 'API', 'Phone'] : [];
			for (const view of views) {
				await phone.page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: view }).click();
				expect(await phone.violations()).toEqual([]);
			}
			const wider = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
			expect(await phone.page.evaluate(wider)).toBe(0);
			expect(await phone.violations()).toEqual([]);
		});

		it('opens a list and picks a row by keyboard alone', async () => {
			await button('Open the menu').focus();
			await phone.page.keyboard.press('Enter');
			await phone.sheet.waitFor();
			expect(await phone.violations()).toEqual([]);
			await phone.page.keyboard.press('Space');
			await phone.page.keyboard.press('ArrowDown');
			await phone.page.keyboard.press('Enter');
			const answer = phone.bubble('החזרות והחלפות');
			await answer.getByText('What can we do for you?').waitFor();
			expect(said().at(-1)).toMatchObject({ kind: 'list', answerId: 'returns' });
		});

		it('gives the focus back when a sheet is closed', async () => {
			await button('Open the menu').focus();
			await phone.page.keyboard.press('Enter');
			await phone.sheet.waitFor();
			await phone.page.keyboard.press('Escape');
			await phone.sheet.waitFor({ state: 'detached' });
			expect(await button('Open the menu').evaluate((element) => element === document.activeElement)).toBe(true);
		});
	});

	it('taps a button, and shows the answer under its question', async () => {
		send(sandbox, 'sendButtons', { header: 1, body: 'Coming?', button1: 'כן 👍', button1_id: 'yes' });
		await button('כן 👍').click();
		await phone.conversation
			.getByRole('article', { name: /^Customer/ })
			.getByText('Coming?')
			.waitFor();
		expect(said().at(-1)).toMatchObject({ kind: 'button', answerId: 'yes' });
	});

	it('types, replies and reacts', async () => {
		send(sandbox, 'sendMessage', { body: 'How can we help?' });
		await phone.write('איפה *ההזמנה* שלי?\u00a0📦');
		await phone.bubble('שלי').waitFor();

		await button('Actions: How can we help?').click();
		expect(await phone.violations()).toEqual([]);
		await phone.sheet.getByRole('button', { name: 'Reply' }).click();
		await phone.page.keyboard.type('With this');
		await phone.page.keyboard.press('Enter');
		await phone.bubble('With this').getByText('How can we help?').waitFor();

		await button('Actions: How can we help?').click();
		await phone.sheet.getByRole('button', { name: '👍' }).click();
		await phone.conversation
			.getByRole('article', { name: /^Sandbox Shop/ })
			.getByText('👍')
			.waitFor();
		expect(said().map(({ kind }) => kind)).toEqual(['text', 'text', 'text', 'text', 'reaction']);
	});

	it('takes a reply that is typed before the next frame is drawn', async () => {
		send(sandbox, 'sendMessage', { body: 'How can we help?' });
		await button('Actions: How can we help?').click();
		await drawFramesLate();
		await phone.sheet.getByRole('button', { name: 'Reply' }).click();
		await phone.page.keyboard.type('With this');
		await phone.page.keyboard.press('Enter');
		await phone.bubble('With this').getByText('How can we help?').waitFor();
	});

	it('opens a sheet before the next frame is drawn', async () => {
		await drawFramesLate();
		await button('Send something else').focus();
		await phone.page.keyboard.press('Enter');
		expect(await phone.page.evaluate(() => document.querySelector('dialog')?.open)).toBe(true);
	});

	it('keeps long words inside', async () => {
		send(sandbox, 'sendMessage', { body: `https://www.example.com/${'a'.repeat(200)}` });
		await button(`Actions: https://www.example.com/${'a'.repeat(200)}`).click();
		const tooWide = (element: Element) => element.scrollWidth > element.clientWidth;
		expect(await phone.sheet.evaluate(tooWide)).toBe(false);
		expect(await phone.conversation.evaluate(tooWide)).toBe(false);
		await phone.sheet.getByRole('button', { name: 'Reply' }).click();
		expect(await phone.page.getByRole('region', { name: /^The phone/ }).evaluate(tooWide)).toBe(false);
	});

	it.each(['Picture', 'Video', 'Voice note', 'Document', 'Location', 'Contact'])(
		'sends something else: %s',
		async (label) => {
			await button('Send something else').click();
			expect(await phone.violations()).toEqual([]);
			await phone.sheet.getByRole('button', { name: label }).click();
			await phone.conversation.getByRole('article').nth(1).waitFor();
		},
	);

	it('lets WhatsApp report how far a message came', async () => {
		send(sandbox, 'sendMessage', { body: 'Hello!' });
		for (const fate of ['Sent', 'Delivered', 'Read', 'Failed']) {
			await button('Actions: Hello!').click();
			await phone.sheet.getByRole('button', { name: fate, exact: true }).click();
			await phone.bubble('Hello!').getByText(fate).waitFor();
		}
	});

	it('adds a customer by a number as people write it, and says when it is none', async () => {
		const field = phone.page.getByRole('textbox', { name: 'Number of a new customer' });
		await field.fill('052-111-2233');
		await phone.page.keyboard.press('Enter');
		await phone.page.getByRole('region', { name: 'The phone of 972521112233' }).waitFor();
		await phone.page.getByText('Never written').waitFor();

		sandbox.provider.phone(CUSTOMER).write('Are you there?');
		await phone.page.getByRole('button', { name: /972501234567.*1 new/ }).waitFor();

		const refused = phone.page.waitForResponse((response) => response.status() === 400);
		await field.fill('12');
		await phone.page.keyboard.press('Enter');
		await refused;
		await phone.page.getByText('12 is neither a phone number').waitFor();
		expect(phone.complaints.splice(0)).toEqual([expect.stringContaining('400')]);
	});

	it('says on a small screen whose phone it is', async () => {
		await phone.page.setViewportSize({ width: 390, height: 800 });
		await phone.page.getByText(`Phone of Customer, ${CUSTOMER}`).waitFor();
	});

	it('shows the way to send a list with ten rows on a small screen', async () => {
		await phone.page.setViewportSize({ width: 390, height: 560 });
		const rows = Array.from({ length: 10 }, (_, index) => index + 1);
		const titles = rows.flatMap((row) => [
			[`itemTitle${row}`, `שורה ${row}`],
			[`itemDescription${row}`, 'With a description below its title'],
		]);
		send(sandbox, 'sendList', { body: 'Choose', buttonText: 'Rows', ...Object.fromEntries(titles) });
		await button('Rows').click();
		const way = phone.sheet.getByRole('button', { name: 'Send' });
		const { y, height } = (await way.boundingBox())!;
		expect(y + height).toBeLessThanOrEqual(560);
		await phone.sheet.getByText('שורה 1', { exact: true }).click();
		await way.click();
		await phone.bubble('שורה 1').waitFor();
	});

	describe('with 500 customers', () => {
		beforeEach(async () => {
			const { customers } = sandbox.provider.accounts.get();
			for (let index = 0; index < 500; index++) customers.at(String(972520000000 + index)).name = `Customer ${index}`;
			sandbox.provider.phone('972520000321').write('שלום');
			await phone.page.getByRole('button', { name: /972520000321/ }).waitFor();
		});

		const list = () => phone.page.getByRole('navigation', { name: 'Customers' });

		it('has the newest conversation first, and the provider beside them', async () => {
			await expectText(list().getByRole('listitem').first(), 'Customer 321');
			const { y, height } = (await phone.page.getByRole('region', { name: 'Provider' }).boundingBox())!;
			expect(y + height).toBeLessThanOrEqual(860);
			expect(await phone.violations()).toEqual([]);
		});

		it('takes one stop of the Tab key, and the arrow keys go through it', async () => {
			expect(await list().locator('li [tabindex="0"]').count()).toBe(1);
			await list().getByRole('listitem').first().getByRole('button').focus();
			await phone.page.keyboard.press('ArrowDown');
			await phone.page.keyboard.press('Enter');
			await phone.page.getByRole('region', { name: `The phone of ${CUSTOMER}` }).waitFor();
		});

		it('finds one by name or number', async () => {
			await phone.page.getByRole('searchbox', { name: 'Find a customer' }).fill('052-000-0123');
			await expectText(list().getByRole('listitem'), 'Customer 123');
			await phone.page.getByRole('searchbox', { name: 'Find a customer' }).fill('nobody');
			await phone.page.getByText('Nobody has this name or number.').waitFor();
		});
	});

	it('speaks Hebrew from right to left, and remembers it', async () => {
		await phone.write('היי, מתי יגיעו הנעליים שלי?');
		await phone.bubble('היי').waitFor();
		await button('עברית').click();
		await phone.page.getByRole('heading', { name: 'הטלפון של הלקוח' }).waitFor();
		await phone.page.reload();
		await phone.page.getByText('החלון פתוח').first().waitFor();
		const direction = () => [document.documentElement.lang, document.documentElement.dir, document.title];
		expect(await phone.page.evaluate(direction)).toEqual(['he', 'rtl', 'הטלפון של הלקוח']);
		expect(await phone.violations()).toEqual([]);
		expect(await phone.coveredTexts()).toEqual([]);
		const shown = await phone.page.locator('body').innerText();
		const english = shown.match(/[A-Za-z]{3,}( [A-Za-z]+)*/g) ?? [];
		const names = ['English', 'API', 'Sandbox Shop', 'Customer', 'HTTP', 'digital'];
		expect(english.filter((words) => !names.includes(words))).toEqual([]);
		await phone.page.setViewportSize({ width: 390, height: 800 });
		const wider = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
		expect(await phone.page.evaluate(wider)).toBe(0);
	});

	it('lets 24 hours pass with one click', async () => {
		await phone.page.getByText('Window open: 23 h 59 min left').waitFor();
		await button('Let 24 hours pass').click();
		await phone.page.getByText('Window closed: only templates arrive').waitFor();
		await phone.write('Hello again');
		await phone.page.getByText(/Window open/).waitFor();
	});

	it('makes the provider slow, strict and refusing, and easy again', async () => {
		const inForce = async (...effects: string[]) => {
			const now = () =>
				sandbox.provider.behaviours
					.list()
					.map((behaviour) => ('reason' in behaviour ? `reason ${behaviour.reason}` : behaviour.effect));
			await poll(() => now().join() === effects.join() || undefined, { what: `the effects ${effects.join()}` });
		};
		const turn = async (name: RegExp, on: boolean) => {
			await phone.page.getByRole('switch', { name }).click();
			await phone.page.getByRole('switch', { name, checked: on }).waitFor();
		};
		await turn(/^Slow/, true);
		await turn(/^Strict/, true);
		await inForce('latency', 'rateLimit');
		await turn(/^Slow/, false);
		await turn(/^Strict/, false);
		await inForce();
		await turn(/^Slow/, true);
		await turn(/^Slow/, false);
		await inForce();

		const endings = phone.page.getByRole('combobox', { name: 'Every request' });
		await endings.selectOption({ label: 'is refused: window closed (reason 7)' });
		await endings.selectOption({ label: 'is refused: too fast' });
		await inForce('rateLimit');
		expect(() => send(sandbox, 'sendMessage', { body: 'Hello' })).toThrow('15');
		await phone.entries.first().getByText('refused, reason 15').waitFor();
		expect(() => send(sandbox, 'sendTemplate', { name: 'login_code', headerType: 1, otp: '481516' })).toThrow('22');
		await endings.selectOption({ label: 'works as usual' });
		await inForce();
	});

	it('logs requests and webhooks live, searchable, and without the API key', async () => {
		const { provider } = sandbox;
		const account = provider.accounts.get();
		Object.assign(account.webhook, { url: `${sandbox.url}/nobody?secret=s3cret`, retry: true });
		send(sandbox, 'sendMessage', { body: 'שלום 👋', showRequest: 1 });
		await phone.write('Hello');
		await phone.entries.first().getByText('HTTP 404, retry 1, next try in 5 min').waitFor();
		provider.clock.advance(HOUR);
		await phone.entries.first().getByText('retry 2').waitFor();

		await phone.page.getByRole('searchbox', { name: 'Search' }).fill('sendmessage 👋');
		await phone.page.getByRole('status').getByText('1 of 2').waitFor();
		await phone.entries.first().getByText('sendMessage').click();
		await phone.entries.first().getByText('"body": "שלום 👋"').first().waitFor();
		const html = await phone.page.content();
		expect(html).not.toContain(account.apiKey);
		expect(html).not.toContain('s3cret');
	});

	it('shows what WhatsApp has fetched: the picture, or the name and pages of the document', async () => {
		const [photo, invoice] = Object.keys(files);
		send(sandbox, 'sendFile', { body: photo, caption: 'Look' });
		const picture = phone.bubble('Look').getByRole('img', { name: 'Picture: photo.png' });
		const width = () => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth || undefined);
		expect(await poll(width, { what: 'the picture' })).toBe(1);
		send(sandbox, 'sendFile', { body: invoice, caption: 'Yours' });
		const card = phone.bubble('Yours').getByRole('link', { name: 'חשבונית.pdf' });
		await card.getByText('Document, 2 pages').waitFor();
		expect(await card.getAttribute('href')).toMatch(/^\/media\//);
	});

	it('shows a picture that cannot be had as a file', async () => {
		await phone.page.route('https://www.example.com/gone.jpg', (route) => route.fulfill({ status: 404 }));
		send(sandbox, 'sendFile', { body: 'https://www.example.com/gone.jpg', caption: 'Look' });
		await phone
			.bubble('Look')
			.getByRole('link', { name: /gone.jpg/ })
			.waitFor();
		expect(phone.complaints.splice(0)).toEqual([expect.stringContaining('404')]);
	});

	it('takes what a message says for text, whatever it says', async () => {
		send(sandbox, 'sendMessage', { body: '<img src=x onerror="document.title=1">' });
		await phone.bubble('<img src=x').waitFor();
		expect(await phone.page.title()).toBe('The customer’s phone');
	});
});
