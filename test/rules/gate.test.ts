import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { lintEnvironment, root } from '../support/project';

describe('the packed package', () => {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-99digital-'));
	const unpacked = join(folder, 'package');
	let packed: { files: Array<{ path: string }>; unpackedSize: number };

	beforeAll(() => {
		[packed] = JSON.parse(
			execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
				cwd: root,
				encoding: 'utf8',
			}),
		);
		const [tarball] = readdirSync(folder);
		execFileSync('tar', ['-xzf', join(folder, tarball!), '-C', folder]);
	});

	afterAll(() => rmSync(folder, { recursive: true }));

	it('holds what n8n needs and nothing else', () => {
		const outside = packed.files.map(({ path }) => path).filter((path) => !path.startsWith('dist/'));
		expect(outside.sort()).toEqual(['LICENSE', 'README.md', 'index.js', 'package.json']);
		const kinds = new Set(packed.files.map(({ path }) => path.replace(/^.*?\./, '.')));
		expect(packed.files.filter(({ path }) => /\.(ts|map|tsbuildinfo)$/.test(path))).toEqual([]);
		expect(kinds).toContain('.dark.svg');
	});

	it('stays under 400 kB', () => {
		expect(packed.unpackedSize).toBeLessThan(400_000);
	});

	it('holds every file that package.json names for n8n', () => {
		const { n8n } = jest.requireActual<{ n8n: { nodes: string[]; credentials: string[] } }>('../../package.json');
		const paths = packed.files.map(({ path }) => path);
		expect(paths).toEqual(expect.arrayContaining([...n8n.nodes, ...n8n.credentials]));
		expect(paths).toEqual(expect.arrayContaining(n8n.nodes.map((path) => path.replace(/\.js$/, '.json'))));
	});

	it("passes n8n's verification scan, as source and as package", () => {
		const scan = join(root, 'tools/scan/scan.mjs');
		const { stdout, status } = spawnSync(process.execPath, [scan, root, unpacked], {
			env: lintEnvironment,
			encoding: 'utf8',
		});
		expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
	});
});
