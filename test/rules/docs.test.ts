import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { root } from '../support/project';

const docs = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));

const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...docs.map((name) => `docs/${name}`)];

const read = (page: string) => readFileSync(join(root, page), 'utf8');

it('tells every refusal of the provider on a page as the node tells it', () => {
	const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/docs.mjs'), '--check'], {
		encoding: 'utf8',
	});
	expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

it.each(pages)('%s links to nothing that is missing', (page) => {
	const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link!);
	expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
});

it.each(pages)('%s links to no heading that is missing', (page) => {
	const text = read(page);
	const slugs = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		heading!
			.toLowerCase()
			.replace(/[^\w\- ]/g, '')
			.replaceAll(' ', '-'),
	);
	const anchors = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor!);
	expect(anchors.filter((anchor) => !slugs.includes(anchor))).toEqual([]);
});

it('has no picture that takes long to load', () => {
	const pictures = readdirSync(join(root, 'docs/images'), { recursive: true, withFileTypes: true });
	const size = ({ parentPath, name }: (typeof pictures)[number]) => statSync(join(parentPath, name)).size;
	const heavy = pictures.filter((entry) => entry.isFile() && size(entry) > 2_000_000);
	expect(heavy.map(({ name }) => name)).toEqual([]);
});

it('has the version of package.json on top of the changelog, below what is unreleased', () => {
	const { version } = JSON.parse(read('package.json')) as { version: string };
	expect(/^## (?!Unreleased)(.+)$/m.exec(read('CHANGELOG.md'))?.[1]).toBe(version);
});
