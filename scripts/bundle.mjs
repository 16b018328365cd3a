// Builds what n8n loads into dist/: one readable bundle, and beside each file that package.json names for n8n what n8n
// looks for there. n8n reads it each time it starts, one file faster than a hundred.
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { format, resolveConfig } from 'prettier';

import { licence, phoneNumbers } from './phoneNumbers.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
const BUNDLE = join(DIST, 'bundle.js');

const { n8n } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
const built = [...n8n.credentials, ...n8n.nodes];
const source = (file) => posix.relative('dist', file).replace(/\.js$/, '.ts');

const { outputFiles } = await build({
	stdin: { contents: built.map((file) => `export * from './${source(file)}';`).join('\n'), resolveDir: ROOT },
	write: false,
	bundle: true,
	platform: 'node',
	format: 'cjs',
	target: 'es2022',
	external: ['n8n-workflow'],
	plugins: [phoneNumbers],
	footer: { js: await licence() },
	charset: 'utf8',
	logLevel: 'warning',
});
await mkdir(DIST, { recursive: true });
const style = { ...(await resolveConfig(BUNDLE)), parser: 'babel' };
const parts = outputFiles[0].text.split(/^(?=\/\/ \S+$)/m);
await writeFile(BUNDLE, (await Promise.all(parts.map(printed))).join('\n'));

/** Ours are printed to be read, under the name of the file less the folder that most have in common; the library is minified. */
async function printed(part) {
	const [name] = part.split('\n', 1);
	if (!/^\/\/ node_modules\/.*\.js$/.test(name)) {
		const text = part.replace(/^\/\/ nodes\/NinetyNineDigital\//, '// ');
		return await format(text, style);
	}
	const { code } = await transform(part, { minify: true, charset: 'utf8' });
	return `${name}\n${code}`;
}

for (const file of built) {
	const folder = join(ROOT, dirname(file));
	await mkdir(folder, { recursive: true });
	await writeFile(
		join(ROOT, file),
		`module.exports = require('${posix.relative(posix.dirname(file), 'dist/bundle.js')}');\n`,
	);
}

for (const folder of new Set(n8n.nodes.map(dirname))) {
	const from = join(ROOT, posix.relative('dist', folder));
	const described = (await readdir(from)).filter((name) => name === '__schema__' || name.endsWith('.node.json'));
	for (const name of described) await cp(join(from, name), join(ROOT, folder, name), { recursive: true });
}
