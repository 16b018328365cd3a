import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';

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

const PROFILES = 'BROWSER_PROFILES_OF_TESTS';

/**
 * Keeps a profile for each of jest's workers over a whole run: what Chromium has compiled of n8n's editor lies there, and
 * each load of a page without it takes twice as long.
 * @returns ends them
 */
export async function keepProfiles(): Promise<() => Promise<void>> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-99digital-browser-'));
	process.env[PROFILES] = folder;
	return async () => await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Starts the system's Chromium with this worker's profile, in which nothing is left of the site but its code. */
export async function openProfile(site: string, options: BrowserContextOptions): Promise<BrowserContext> {
	const profile = join(process.env[PROFILES]!, process.env.JEST_WORKER_ID!);
	const context = await chromium.launchPersistentContext(profile, {
		...{ executablePath: chromiumPath, args: FLAGS },
		...options,
	});
	context.setDefaultTimeout(STEP_MS);
	const devTools = await context.newCDPSession(context.pages()[0]!);
	await devTools.send('Storage.clearDataForOrigin', { origin: site, storageTypes: 'cookies,local_storage,indexeddb' });
	return context;
}

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
