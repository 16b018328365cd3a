import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { defaultTemplates } from '../../sandbox/catalogue';
import { readyNames, root } from '../support/project';

const folder = join(root, 'docs');
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
const guides = pages.filter((name) => !['README.md', 'import-a-workflow.md'].includes(name));

const read = (page: string) => readFileSync(join(folder, page), 'utf8');

const boxesOf = (example: string) => {
	const { nodes } = JSON.parse(readFileSync(join(root, 'examples', `${example}.json`), 'utf8')) as {
		nodes: Array<{ name: string; parameters: { template?: { value: string }; fallbackTemplate?: { value: string } } }>;
	};
	return nodes;
};

const linkedExamples = (page: string) =>
	[...read(page).matchAll(/\.\.\/examples\/([\w-]+)\.json/g)].map(([, name]) => name!);

it('lists every guide', () => {
	const listed = [...read('README.md').matchAll(/^\|.*\]\(([\w-]+\.md)\) \|$/gm)].map(([, page]) => page!);
	expect(listed.sort()).toEqual([...guides].sort());
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

/** What stands in bold after "Open" is a box on the canvas, or with arrows a way through menus. */
it.each(guides)('%s opens only boxes that are there', (page) => {
	const names = new Set(linkedExamples(page).flatMap((example) => boxesOf(example).map(({ name }) => name)));
	if (names.size === 0) return;
	const opened = [...read(page).matchAll(/\b[Oo]pen \*\*([^*→]+)\*\*/g)].map(([, name]) => name!);
	expect(opened.filter((name) => !names.has(name))).toEqual([]);
});
