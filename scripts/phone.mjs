import { copyFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

// Bundles the phone page of the sandbox into build/phone.

const inProject = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

await build({
	entryPoints: { page: inProject('sandbox/page/main.tsx') },
	outdir: inProject('build/phone'),
	tsconfig: inProject('sandbox/page/tsconfig.json'),
	bundle: true,
	minify: true,
	target: 'es2022',
	logLevel: 'warning',
});
await copyFile(inProject('sandbox/page/index.html'), inProject('build/phone/index.html'));
