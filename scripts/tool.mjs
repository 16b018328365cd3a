import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// Runs a tool, sandbox or live, from a fresh clone: installs what is missing, compiles, starts.

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

function node(...args) {
	const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
	if (status !== 0) process.exit(status ?? 1);
}

const [tool] = process.argv.splice(2, 1);
node('scripts/install.mjs', '.');
node(require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.tools.json');
node('scripts/phone.mjs');
process.chdir(root);
require(`../build/${tool}/main.js`);
