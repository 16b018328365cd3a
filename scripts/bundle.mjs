// Builds what n8n loads into dist/: one readable bundle, and beside each file that package.json names for n8n what n8n
// looks for there. n8n reads it each time it starts, one file faster than a hundred.
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
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
// The names of the files that the parts come from, without the folder that most have in common.
const text = outputFiles[0].text.replaceAll(/^\/\/ nodes\/NinetyNineDigital\//gm, '// ');
await writeFile(BUNDLE, await format(text, { ...(await resolveConfig(BUNDLE)), parser: 'babel' }));

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
