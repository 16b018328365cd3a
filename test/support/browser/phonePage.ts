import { spawnSync } from 'node:child_process';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { inProject } from '../../../host/project';
import { openPage } from './chromium';

/** Stands for every picture that a message links to, since tests call nobody. */
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180" width="320" height="180">
	<rect width="320" height="180" fill="#f3c9a5"/><circle cx="250" cy="50" r="24" fill="#fff3d6"/>
	<path d="M40 128c30 0 40-46 62-46 14 0 18 18 36 24l92 12c22 3 34 12 34 26v6H40z" fill="#b5482f"/>
	<path d="M40 144h224v10H40z" fill="#fff"/><path d="m106 92 14 8M120 86l14 10" stroke="#fff" stroke-width="5"/>
</svg>`;

/** Bundles the page as `npm start` does. */
export function buildPhonePage(): void {
	const { status, stderr } = spawnSync(process.execPath, [inProject('scripts', 'phone.mjs')], { encoding: 'utf8' });
	if (status !== 0) throw new Error(`The phone page could not be built:\n${stderr}`);
}

/** The phone page in a browser, with the steps that a person takes on it. */
export class PhonePage {
	/** What the browser has complained about: errors in the console, requests that failed. */
	readonly complaints: string[] = [];

	private constructor(readonly page: Page) {
		page.on('console', (entry) => {
			if (['error', 'warning'].includes(entry.type())) this.complaints.push(`console: ${entry.text()}`);
		});
		page.on('pageerror', ({ message }) => this.complaints.push(`error: ${message}`));
		page.on('requestfailed', (request) => {
			// A page that is closed ends its stream of events.
			if (!request.url().endsWith('/control/events')) this.complaints.push(`failed: ${request.url()}`);
		});
	}

	/** Opens the page. The pictures of messages come from here. */
	static async open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<PhonePage> {
		const page = await openPage(browser, { viewport: { width: 1360, height: 860 }, ...options });
		await page.route(/^https:/, (route) => route.fulfill({ contentType: 'image/svg+xml', body: PICTURE }));
		const phone = new PhonePage(page);
		await page.goto(url);
		await page.getByRole('heading', { level: 1 }).waitFor();
		return phone;
	}

	get conversation(): Locator {
		return this.page.getByRole('log');
	}

	/** The bubble that shows a text. */
	bubble(text: string): Locator {
		return this.conversation.getByRole('article').filter({ hasText: text }).last();
	}

	/** The texts of messages over which the button of their menu lies. */
	async coveredTexts(): Promise<string[]> {
		return await this.conversation.getByRole('article').evaluateAll((articles) => {
			const isCovered = (article: Element) => {
				const text = article.querySelector('.text');
				const button = article.querySelector('button.more')?.getBoundingClientRect();
				if (!text || !button) return false;
				const range = document.createRange();
				range.selectNodeContents(text);
				return Array.from(range.getClientRects()).some(
					({ left, right, top, bottom }) =>
						left < button.right && right > button.left && top < button.bottom && bottom > button.top,
				);
			};
			return articles.filter(isCovered).map(({ textContent }) => textContent);
		});
	}

	/** The sheet that is open. */
	get sheet(): Locator {
		return this.page.getByRole('dialog');
	}

	/** The log of requests and webhooks, newest first. */
	get entries(): Locator {
		return this.page.getByRole('list', { name: 'Requests and webhooks' }).getByRole('listitem');
	}

	async write(text: string): Promise<void> {
		await this.page.getByRole('textbox', { name: 'Message' }).fill(text);
		await this.page.keyboard.press('Enter');
	}

	/** What the accessibility checker finds on the page as it is, as `rule: element`. */
	async violations(): Promise<string[]> {
		await this.page.evaluate(axe.source);
		return await this.page.evaluate(async () => {
			const { axe: checker } = window as unknown as { axe: typeof import('axe-core') };
			const { violations } = await checker.run();
			return violations.flatMap(({ id, nodes }) =>
				nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
			);
		});
	}

	async close(): Promise<void> {
		await this.page.close();
	}
}
