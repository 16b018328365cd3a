import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** Where the systems that we know of put Chromium or Chrome. */
const places = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/snap/bin/chromium',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The system's Chromium; undefined when there is none. */
const chromiumPath = places.find((place) => existsSync(place));

const FLAGS = [
	'--no-sandbox',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
	'--disable-quic',
];

/** Starts the system's Chromium, which by itself calls nobody. */
export const launchChromium = (): Promise<Browser> => chromium.launch({ executablePath: chromiumPath, args: FLAGS });

/** How long a step may take, also on a machine that is busy with something else. */
const STEP_MS = 60_000;

/** Opens a page whose steps wait with patience. */
export async function openPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
	const page = await browser.newPage(options);
	page.setDefaultTimeout(STEP_MS);
	return page;
}

/** Groups tests that need a browser; says so and leaves them out where there is none. */
export function describeInBrowser(name: string, tests: () => void): void {
	if (chromiumPath) return describe(name, tests);
	process.stderr.write(`No Chromium on this machine: "${name}" is skipped (apt-get install chromium)\n`);
	describe.skip(name, tests);
}
