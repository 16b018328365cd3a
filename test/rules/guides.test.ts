import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { defaultTemplates } from '../../sandbox/catalogue';
import { readyNames, root } from '../support/project';
import { n8nLabels, ownLabels } from '../support/screen';

const folder = join(root, 'docs');
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
const guides = pages.filter((name) => !['README.md', 'import-a-workflow.md'].includes(name));

const read = (page: string) => readFileSync(join(folder, page), 'utf8');

const boxesOf = (example: string) => {
	const { nodes } = JSON.parse(readFileSync(join(root, 'examples', `${example}.json`), 'utf8')) as {
		nodes: Array<{
			name: string;
			onError?: string;
			parameters: {
				resource?: string;
				operation?: string;
				template?: { value: string };
				fallbackTemplate?: { value: string };
			};
		}>;
	};
	return nodes;
};

const linkedExamples = (page: string) =>
	[...read(page).matchAll(/\.\.\/examples\/([\w-]+)\.json/g)].map(([, name]) => name!);

/** The pages of the tables in a text. */
function listedIn(text: string): string[] {
	return [...text.matchAll(/^\|.*\]\(([\w-]+\.md)\) \|$/gm)].map(([, page]) => page!);
}

it('lists every guide', () => {
	expect(listedIn(read('README.md')).sort()).toEqual([...guides].sort());
});

it('explains every ready workflow', () => {
	expect([...new Set(guides.flatMap(linkedExamples))].sort()).toEqual([...readyNames].sort());
});

it.each(guides)('%s gives the text of each template as the workflow needs it', (page) => {
	const [example] = linkedExamples(page);
	if (!example) return;
	const quoted = read(page).replace(/^> /gm, '');
	for (const { parameters } of boxesOf(example)) {
		for (const name of [parameters.template?.value, parameters.fallbackTemplate?.value]) {
			if (name === undefined) continue;
			const template = defaultTemplates.find((one) => one.name === name)!;
			expect(quoted).toContain(`Name: \`${name}\``);
			if (template.category !== 3) expect(quoted).toContain(template.body);
			for (const { type, text } of template.buttons ?? [])
				if (type === 'reply') expect(quoted).toContain(`\`${text}\``);
		}
	}
});

it.each(readyNames)('%s goes on where two first runs make its table in the same moment', (example) => {
	const made = boxesOf(example).filter(
		({ parameters: { resource, operation } }) => resource === 'table' && operation === 'create',
	);
	expect(made.filter(({ onError }) => onError !== 'continueRegularOutput').map(({ name }) => name)).toEqual([]);
});

/** What stands in bold after "Open" is a box on the canvas, or with arrows a way through menus. */
it.each(guides)('%s opens only boxes that are there', (page) => {
	const names = new Set(linkedExamples(page).flatMap((example) => boxesOf(example).map(({ name }) => name)));
	if (names.size === 0) return;
	const opened = [...read(page).matchAll(/\b[Oo]pen \*\*([^*→]+)\*\*/g)].map(([, name]) => name!);
	expect(opened.filter((name) => !names.has(name))).toEqual([]);
});

/** What people follow step by step, without the pages to look something up in. */
const tasks = ['import-a-workflow.md', ...listedIn(read('README.md').split('To look up:')[0]!)];

/** All texts of a ready workflow: the names of its boxes, tables, columns, fields, buttons and choices. */
function textsIn(part: unknown): string[] {
	if (typeof part === 'string') return [part];
	return typeof part === 'object' && part !== null ? Object.values(part).flatMap(textsIn) : [];
}

/** What stands in bold, but for what leads into a paragraph and ends with a stop, a colon or a question mark. */
const boldIn = (page: string) =>
	[...read(page).matchAll(/\*\*([^*]+)\*\*/g)].map(([, words]) => words!).filter((words) => !/[.:?]$/.test(words));

it.each(tasks)('%s has nothing in bold but the words of the screen', (page) => {
	const shown = new Set<string>([
		...ownLabels,
		...n8nLabels.labels,
		'+',
		'⋯',
		...linkedExamples(page).flatMap((name) => textsIn(boxesOf(name))),
	]);
	const parts = boldIn(page).flatMap((words) => words.split(' → '));
	expect(parts.filter((words) => !shown.has(words))).toEqual([]);
});

it("has looked up n8n's labels in the n8n that the tests run", () => {
	const { dependencies } = JSON.parse(readFileSync(join(root, 'host/n8n/package.json'), 'utf8')) as {
		dependencies: { n8n: string };
	};
	expect(n8nLabels.version).toBe(dependencies.n8n);
});

it('names no label of n8n that no guide has', () => {
	const bold = new Set(tasks.flatMap(boldIn).flatMap((words) => words.split(' → ')));
	expect(n8nLabels.labels.filter((label) => !bold.has(label))).toEqual([]);
});
