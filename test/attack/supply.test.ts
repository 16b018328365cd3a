import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../support/project';

const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');

const package_ = JSON.parse(read('package.json')) as {
	dependencies?: object;
	scripts: Record<string, string>;
	files: string[];
};

const filesIn = (folder: string): string[] =>
	readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));

describe('what is installed with the package', () => {
	it('brings no other package, and runs nothing when it is installed', () => {
		expect(package_.dependencies).toBeUndefined();
		const atInstallation = /^(pre|post)?(install|prepare|publish|pack)$|^prepublishOnly$/;
		expect(Object.keys(package_.scripts).filter((name) => atInstallation.test(name))).toEqual([]);
	});

	it('asks at run time for nothing but n8n-workflow and the hashes of Node', () => {
		const required = filesIn('dist')
			.flatMap((name) => [...read('dist', name).matchAll(/\b(?:require|import)\(\s*(['"`])(.*?)\1/g)])
			.map(([, , target]) => target!)
			.filter((target) => !target.startsWith('.'));
		expect([...new Set(required)].sort()).toEqual(['n8n-workflow', 'node:crypto']);
	});

	it('reads no file and no environment, starts no process, makes no code of texts', () => {
		const code = read('dist', 'bundle.js');
		expect(
			code.match(/\bprocess\.|\bglobalThis\b|\beval\(|new Function\(|\bfetch\(|child_process|node:fs/g),
		).toBeNull();
	});

	it('is whole: built files and the start file', () => {
		expect(package_.files).toEqual(['dist', 'index.js']);
	});
});

describe('what development brings', () => {
	it('is pinned: no range of versions, and a hash for each file', () => {
		const { packages } = JSON.parse(read('package-lock.json')) as {
			packages: Record<string, { integrity?: string; link?: boolean; devDependencies?: Record<string, string> }>;
		};
		const ranges = Object.entries(packages['']!.devDependencies ?? {}).filter(([, version]) => !/^\d/.test(version));
		expect(ranges).toEqual([]);
		const loose = Object.entries(packages).filter(([path, { integrity, link }]) => path !== '' && !link && !integrity);
		expect(loose.map(([path]) => path)).toEqual([]);
	});

	it('includes the Node of n8n, with the hash that npm start compares', () => {
		const pinned = Object.values(JSON.parse(read('host', 'n8n', 'node-integrity.json')) as Record<string, string>);
		expect(pinned.length).toBeGreaterThan(0);
		for (const hash of pinned) expect(hash).toMatch(/^sha512-[\w+/]{86}==$/);
	});
});
