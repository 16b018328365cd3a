import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../support/project';

it('every promise of SECURITY.md is attacked, and every attack stands for a promise', () => {
	const [, promises = ''] = readFileSync(join(root, 'SECURITY.md'), 'utf8').split('## What this package promises');
	const items = promises.split('\n').filter((line) => line.startsWith('- '));
	expect(items.length).toBeGreaterThan(5);
	expect(items.filter((item) => !item.includes('(test/attack/'))).toEqual([]);
	const linked = [...promises.matchAll(/\(test\/attack\/([\w.]+)\)/g)].map(([, name]) => name!);
	const files = readdirSync(join(root, 'test/attack')).filter((name) => name.endsWith('.test.ts'));
	expect([...linked, 'promises.test.ts'].sort()).toEqual(files.sort());
});
