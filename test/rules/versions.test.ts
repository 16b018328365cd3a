import { readFileSync } from 'node:fs';
import { join } from 'node:path';

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
