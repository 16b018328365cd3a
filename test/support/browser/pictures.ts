import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { inProject } from '../../../host/project';

/** Whether this run makes the pictures of the docs; in any other they are made only to see that they can be. */
export const forDocs = process.env.npm_lifecycle_event === 'docs:pictures';

/** Where pictures go: into the docs when they are made for them, else to where they are looked at and forgotten. */
export async function pictureFolder(userFolder: string): Promise<string> {
	const folder = forDocs ? inProject('docs', 'images') : join(userFolder, 'pictures');
	await mkdir(folder, { recursive: true });
	return folder;
}

/** One of two that stand beside each other. */
export interface Half {
	caption: string;
	png: Buffer;
	/** In pixels of the page; as its height asks for when left out. */
	width?: number;
}

/**
 * Puts two pictures beside each other in one, each under its caption and as high as the other.
 * @param height of the two, in pixels of the page
 */
export async function sideBySide(
	browser: Browser,
	pictures: readonly Half[],
	height: number,
	path: string,
): Promise<void> {
	const page = await browser.newPage({ viewport: { width: 1400, height: 800 }, deviceScaleFactor: 1.5 });
	const figures = pictures.map(
		({ caption, png, width }) =>
			`<figure><figcaption dir="auto">${caption}</figcaption><img ${width ? `width="${width}" ` : ''}src="data:image/png;base64,${png.toString('base64')}"></figure>`,
	);
	await page.setContent(`<style>
		body { margin: 0; width: fit-content; background: #eef2f5; font: 600 17px/1 system-ui, sans-serif; color: #17222c }
		main { display: flex; gap: 24px; padding: 22px 24px 24px }
		figure { margin: 0 }
		figcaption { margin-bottom: 12px }
		img { display: block; height: ${height}px; object-fit: contain; background: #fff; border-radius: 12px }
	</style><main>${figures.join('')}</main>`);
	await page
		.locator('img')
		.last()
		.evaluate((image: HTMLImageElement) => image.decode());
	await page.locator('main').screenshot({ path });
	await page.close();
}
