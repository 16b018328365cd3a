import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import MarkdownIt from 'markdown-it';
import type { Page } from 'playwright-core';

/** What GitHub's styles do to the room that words have: tables and blocks of code scroll, pictures shrink. */
const STYLE = `
	body { margin: 0; font: 16px/1.5 -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans Hebrew', sans-serif; }
	main { box-sizing: border-box; max-width: 1012px; margin: 0 auto; padding: 32px 16px; overflow-wrap: break-word; }
	h1, h2 { padding-bottom: .3em; border-bottom: 1px solid #d1d9e0b3; }
	table { display: block; width: max-content; max-width: 100%; overflow: auto; border-spacing: 0; border-collapse: collapse; }
	th, td { padding: 6px 13px; border: 1px solid #d1d9e0; }
	tr:nth-child(2n) { background: #f6f8fa; }
	code { padding: .2em .4em; font-size: 85%; white-space: break-spaces; background: #818b981f; border-radius: 6px; }
	pre { padding: 16px; overflow: auto; background: #f6f8fa; border-radius: 6px; }
	pre code { padding: 0; white-space: inherit; background: none; }
	blockquote { margin: 0; padding: 0 1em; color: #59636e; border-inline-start: .25em solid #d1d9e0; }
	ul, ol { padding-inline-start: 2em; }
	img { max-width: 100%; }
`;

const renderer = new MarkdownIt({ html: true });

/** Shows a page of Markdown as GitHub does, its pictures included. */
export async function showMarkdown(page: Page, path: string): Promise<void> {
	const base = pathToFileURL(`${dirname(path)}/`).href;
	const content = renderer.render(await readFile(path, 'utf8'));
	const html = `<!doctype html><meta charset="utf-8"><base href="${base}"><style>${STYLE}</style><main>${content}</main>`;
	const file = join(await mkdtemp(join(tmpdir(), 'n8n-nodes-99digital-page-')), `${basename(path, '.md')}.html`);
	await writeFile(file, html);
	await page.goto(pathToFileURL(file).href);
}
