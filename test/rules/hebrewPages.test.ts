import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';

import { readyNames, root } from '../support/project';

/** Pages for people who make or measure the package, which are in English alone. */
const ENGLISH_ONLY = [
	'benchmarks.md',
	'provider.md',
	'publishing.md',
	'queue-mode.md',
	'reliability.md',
	'versions.md',
];

/** Made from data by `npm run docs`: their rows are held to it by that. */
const MADE = ['docs/he/reasons.md', 'docs/he/glossary.md'];

const read = (page: string) => readFileSync(join(root, page), 'utf8');

const markdown = (folder: string) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.md'));

const guides = markdown('docs').filter((name) => !ENGLISH_ONLY.includes(name));

/** Where a page or file has its twin in Hebrew; itself if it has none. */
function twinOf(path: string): string {
	const renamed: Record<string, string> = { 'README.md': 'docs/he/README.md', 'docs/README.md': 'docs/he/guides.md' };
	if (renamed[path]) return renamed[path];
	const moved = path.replace(/^(docs|examples)(?=\/[^/]+\.(md|json)$)/, '$1/he').replace(/^examples$/, 'examples/he');
	return existsSync(join(root, moved)) ? moved : path;
}

const twins: Array<[english: string, hebrew: string]> = [
	['README.md', twinOf('README.md')],
	...guides.map((name): [string, string] => [`docs/${name}`, twinOf(`docs/${name}`)]),
];

const hebrewPages = markdown('docs/he').map((name) => `docs/he/${name}`);

const FENCE = /```[\s\S]*?```/g;

/** Links, and pictures with their exclamation mark. */
const linksIn = (text: string) => [...text.matchAll(/(!?)\[[^[\]]*\]\(([^)\s]+)\)/g)];

interface Part {
	level: number;
	steps: number;
	rows: number;
	blocks: number;
	pictures: string[];
	links: string[];
}

/** A page heading by heading: what each part must have in both languages. */
function partsOf(page: string): Part[] {
	const blocks: string[] = [];
	const text = read(page).replace(FENCE, (block) => `§${blocks.push(block)}§`);
	const place = (link: string) => normalize(join(dirname(page), link.replace(/#.*/, '')));
	return text.split(/^(?=#+ )/m).flatMap((part) => {
		const level = /^#*/.exec(part)![0].length;
		if (level === 0) return [];
		const links = linksIn(part);
		return {
			level,
			steps: part.match(/^\d+\. /gm)?.length ?? 0,
			rows: part.match(/^\|/gm)?.length ?? 0,
			blocks: part.match(/§/g)?.length ?? 0,
			pictures: links.flatMap(([, mark, link]) => (mark ? basename(link!) : [])),
			links: links.flatMap(([, mark, link]) =>
				mark || link!.startsWith('#') ? [] : link!.includes(':') ? link! : place(link!),
			),
		};
	});
}

it('every page for users has its twin in Hebrew, and no Hebrew page is without one', () => {
	expect(twins.filter(([english, hebrew]) => english === hebrew)).toEqual([]);
	const expected = [...twins.map(([, hebrew]) => hebrew), 'docs/he/glossary.md'];
	expect([...hebrewPages].sort()).toEqual(expected.sort());
	expect(read('README.md')).toContain('(docs/he/README.md)');
	expect(read('docs/README.md')).toContain('(he/guides.md)');
});

describe.each(twins.filter(([, hebrew]) => !MADE.includes(hebrew)))('%s and %s', (english, hebrew) => {
	const pairs = partsOf(english).map((part, index) => [part, partsOf(hebrew)[index]] as const);

	it('have the same parts, each with as many steps, rows and blocks of code, and the same pictures', () => {
		expect(partsOf(hebrew)).toHaveLength(pairs.length);
		for (const [{ links: _, ...here }, there] of pairs) expect(there).toMatchObject(here);
	});

	it('lead to the same places, in Hebrew where there is Hebrew', () => {
		for (const [here, there] of pairs) {
			const own = here.links
				.map((link) => (link.includes(':') ? link : twinOf(link)))
				.filter((link) => link !== hebrew);
			expect(own.filter((link) => !there!.links.includes(link))).toEqual([]);
		}
	});
});

const HEBREW = /[א-ת]/;

/** How GitHub names the place of a heading. */
const slugOf = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\- _]/gu, '')
		.replaceAll(' ', '-');

const headingsIn = (page: string) =>
	[
		...read(page)
			.replace(FENCE, '')
			.matchAll(/^#+ (.+)$/gm),
	].map(([, heading]) => heading!);

describe.each(hebrewPages)('%s', (page) => {
	const text = read(page);

	it('runs from right to left, but for its code', () => {
		expect(text.startsWith('<div dir="rtl">\n\n# ')).toBe(true);
		expect(text.endsWith('\n\n</div>\n')).toBe(true);
		const unwrapped = text.replace(/<div dir="ltr">\n\n```[\s\S]*?```\n\n<\/div>/g, '');
		expect(unwrapped).not.toContain('```');
		const inline = [...text.replace(FENCE, '').matchAll(/`([^`]+)`/g)].map(([, code]) => code!);
		expect(inline.filter((code) => !/^[\dA-Za-zא-ת](.*[\dA-Za-zא-ת])?$/.test(code))).toEqual([]);
	});

	it('has Hebrew headings', () => {
		const [title, ...headings] = headingsIn(page);
		const all = page.endsWith('he/README.md') ? headings : [title!, ...headings];
		expect(all.filter((heading) => !HEBREW.test(heading))).toEqual([]);
	});

	it('links to nothing that is missing', () => {
		const links = linksIn(text).map(([, , link]) => link!);
		const inProject = links.filter((link) => !/^https?:/.test(link));
		const missing = inProject.filter((link) => {
			const [path, heading] = link.split('#');
			const target = path ? normalize(join(dirname(page), path)) : page;
			if (!existsSync(join(root, target))) return true;
			return heading !== undefined && !headingsIn(target).map(slugOf).includes(heading);
		});
		expect(missing).toEqual([]);
	});
});

interface Box {
	name: string;
	type: string;
	parameters: Record<string, unknown> & {
		template?: { value: string };
		variables?: { value?: object };
		columns?: { value?: { status?: string; result?: string } | null };
	};
}

const boxesOf = (name: string) => (JSON.parse(read(`examples/he/${name}.json`)) as { nodes: Box[] }).nodes;

const ownExamples = (page: string) =>
	[...read(page).matchAll(/examples\/he\/([\w-]+)\.json/g)].map(([, name]) => name!);

const taskPages = hebrewPages.filter((page) => ownExamples(page).length > 0);

it('the Hebrew guides explain every ready workflow', () => {
	expect([...new Set(taskPages.flatMap(ownExamples))].sort()).toEqual([...readyNames].sort());
});

describe.each(taskPages)('%s', (page) => {
	const text = read(page).replaceAll('&lrm;', '');
	const boxes = boxesOf(ownExamples(page)[0]!);

	it('opens only boxes that are there', () => {
		const names = new Set(ownExamples(page).flatMap((name) => boxesOf(name).map((box) => box.name)));
		const opened = [...text.matchAll(/(?:פתחו|פותחים) את (?:ה-)?\*\*([^*→]+)\*\*/g)].map(([, name]) => name!);
		expect(opened.filter((name) => !names.has(name))).toEqual([]);
	});

	it('gives each template with as many variables, and the words of its buttons as the workflow compares them', () => {
		const quotes = text.match(/^(> .*\n)+/gm) ?? [];
		for (const { parameters } of boxes) {
			const name = parameters.template?.value;
			if (!name) continue;
			expect(text).toContain(`שם: \`${name}\``);
			const count = Object.keys(parameters.variables?.value ?? {}).length;
			const counts = quotes.map((quote) => quote.match(/\{\{\d\}\}/g)?.length ?? 0);
			if (quotes.length > 0) expect(counts).toContain(count);
		}
		const compared = [...JSON.stringify(boxes).matchAll(/"leftValue":"[^"]*json\.text \}\}","rightValue":"([^"]+)"/g)];
		for (const [, words] of compared) expect(text).toContain(`\`${words!}\``);
	});

	it('names every state that its table can have', () => {
		const states = boxes.flatMap(
			({ parameters: { columns } }) => columns?.value?.status ?? columns?.value?.result ?? [],
		);
		const fixed = states.filter((state) => !state.startsWith('='));
		expect(fixed.filter((state) => !text.includes(state) && state !== 'חדש')).toEqual([]);
	});
});
