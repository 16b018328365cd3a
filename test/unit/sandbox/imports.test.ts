import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(__dirname, '../../..');

const sourcesIn = (folder: string): string[] =>
	readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
		.map((entry) => relative(root, join(entry.parentPath, entry.name)));

/** The top folders that the imports of a folder's files lead into. */
function foldersUsedBy(folder: string): string[] {
	const used = sourcesIn(folder).flatMap((file) => {
		const source = readFileSync(join(root, file), 'utf8');
		const specifiers = [...source.matchAll(/(?:from|import|require)[\s(]*['"](\.[^'"]*)['"]/g)];
		return specifiers.map(([, path = '']) => relative(root, join(root, file, '..', path)).split('/')[0] ?? '');
	});
	return [...new Set(used)];
}

describe('the sandbox and the nodes check each other', () => {
	it('the sandbox uses nothing but itself', () => {
		expect(foldersUsedBy('sandbox')).toEqual(['sandbox']);
	});

	it.each(['nodes', 'credentials'])('%s use nothing of the sandbox', (folder) => {
		expect(sourcesIn(folder)).not.toEqual([]);
		expect(foldersUsedBy(folder)).not.toContain('sandbox');
	});
});
