import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { dependencies } from '../../host/n8n/package.json';
import versions from '../../host/versions/versions.json';
import { root } from '../support/project';

const read = (page: string) => readFileSync(join(root, page), 'utf8');

const table = read('docs/versions.md');

it('the table of versions has a column for each version, and each cell was green', () => {
	const columns = versions.map(({ version }) => `n8n ${version}`);
	expect(table).toContain(`| ${['', ...columns].join(' | ')} |`);
	expect(table).not.toContain('✗');
});

it.each(['README.md', 'docs/he/README.md'])('%s names each version that the package is tested with', (page) => {
	for (const { version } of versions) expect(read(page)).toContain(version);
});

it('the newest n8n is installed by the same recipe as the latest of the list', () => {
	const { version } = versions.filter(({ version }) => version !== dependencies.n8n).pop()!;
	const program = `
		import { packageOf } from './scripts/newestN8n.mjs';
		console.log(JSON.stringify(packageOf('${version}')));
	`;
	const args = ['--input-type=module', '--eval', program];
	const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
	expect(JSON.parse(stdout)).toEqual(JSON.parse(read(`host/versions/${version}/package.json`)));
});
