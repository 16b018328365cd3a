import { readdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { inProject } from '../../host/project';
import { describeInBrowser, launchChromium, openPage } from '../support/browser/chromium';
import { showMarkdown } from '../support/browser/markdown';

const pages = readdirSync(inProject('docs/he')).filter((name) => name.endsWith('.md'));

/** Widths of a phone and of a desk, in pixels. */
const WIDTHS = [390, 1100];

/** What a person who reads Hebrew would stumble over on the page as it is shown. */
const stumblingBlocks = (page: Page) =>
	page.evaluate(() => {
		const all = (selector: string) => Array.from(document.querySelectorAll<HTMLElement>(selector));
		const tell = (what: string, elements: HTMLElement[]) =>
			elements.map(({ textContent }) => `${what}: ${textContent?.slice(0, 80)}`);
		const isScrolled = (element: HTMLElement) => element.closest('table, pre') !== null;
		const isOutside = (element: HTMLElement) =>
			Array.from(element.getClientRects()).some(
				({ left, right }) => left < -1 || right > document.documentElement.clientWidth + 1,
			);
		const directionOf = (element: HTMLElement) => getComputedStyle(element).direction;
		/** The words of an element without its code and its links, which may be names. */
		const wordsOf = (element: HTMLElement) => {
			const copy = element.cloneNode(true) as HTMLElement;
			copy.querySelectorAll('code, a, strong, em').forEach((inside) => inside.remove());
			return copy.textContent ?? '';
		};
		const isForeign = (text: string) => !/[א-ת]/.test(text) && (text.match(/[A-Za-z]{2,}/g) ?? []).length > 3;
		const texts = all('p, li, blockquote');
		const headings = all('h1, h2, h3');
		const first = headings[0]?.textContent ?? '';
		return [
			...tell(
				'left to right',
				all('p, li, blockquote, h1, h2, h3, table, th, td').filter((element) => directionOf(element) !== 'rtl'),
			),
			...tell(
				'code from right to left',
				all('pre').filter((element) => directionOf(element) !== 'ltr'),
			),
			...tell(
				'not translated',
				headings.filter(({ textContent }) => !/[א-ת]/.test(textContent ?? '') && textContent !== 'n8n-nodes-99digital'),
			),
			...tell(
				'not translated',
				texts.filter((element) => isForeign(wordsOf(element))),
			),
			...tell(
				'out of sight',
				[...texts, ...headings, ...all('code, img')].filter((element) => !isScrolled(element) && isOutside(element)),
			),
			...tell(
				'cut',
				[...texts, ...headings].filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1),
			),
			...tell(
				'no picture',
				all('img').filter((image) => (image as HTMLImageElement).naturalWidth === 0),
			),
			...(document.documentElement.scrollWidth > document.documentElement.clientWidth + 1
				? [`wider than the screen: ${first}`]
				: []),
		];
	});

describeInBrowser('the Hebrew pages, as GitHub shows them', () => {
	let browser: Browser;
	let page: Page;

	beforeAll(async () => {
		browser = await launchChromium();
		page = await openPage(browser, {});
	});
	afterAll(() => browser?.close());

	it.each(pages)('%s reads from right to left, whole, and in Hebrew, on a phone and on a desk', async (name) => {
		await showMarkdown(page, inProject('docs/he', name));
		for (const width of WIDTHS) {
			await page.setViewportSize({ width, height: 900 });
			expect(await stumblingBlocks(page)).toEqual([]);
		}
	});

	it('would find what is in English, from left to right, or cut', async () => {
		await page.setContent(
			'<main><h2>Heading</h2><p style="width: 60px; white-space: nowrap">שורה ארוכה מאוד מאוד</p></main>',
		);
		const found = (await stumblingBlocks(page)).map((text) => text.split(':')[0]);
		expect(found).toEqual(expect.arrayContaining(['left to right', 'not translated', 'cut']));
	});
});
