import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// Starts the sandbox from a fresh clone: installs what is missing, compiles, runs.

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

function node(...args) {
	const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
	if (status !== 0) process.exit(status ?? 1);
}

node('scripts/install.mjs', '.');
node(require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.tools.json');
node('scripts/phone.mjs');
require('../build/sandbox/main.js');
