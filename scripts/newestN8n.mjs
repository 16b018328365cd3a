import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HOST = fileURLToPath(new URL('../host', import.meta.url));
const VERSIONS = join(HOST, 'versions');
const LIST = join(VERSIONS, 'versions.json');
const LOCK = ['install', '--package-lock-only', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));

const npm = (args, cwd) =>
	execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();

/**
 * What is installed to run a version of n8n: its own packages, and beside them what the n8n here needs to be mended by.
 * @param {string} version of n8n
 */
export function packageOf(version) {
	const { dependencies, ...rest } = json(join(HOST, 'n8n', 'package.json'));
	return { ...rest, dependencies: { ...dependencies, n8n: version } };
}

/**
 * Adds the n8n that people get today to host/versions/, with a lock file of its own, unless it is there already.
 * @returns {string} its version
 * @throws {Error} when npm cannot say it, or cannot make the lock file
 */
export function addNewest() {
	const version = npm(['view', 'n8n', 'version'], HOST);
	const known = json(LIST);
	if (known.some((one) => one.version === version)) return version;
	const folder = join(VERSIONS, version);
	if (!existsSync(folder)) lock(version, folder);
	const lines = [...known, { version, waits: true }].map(
		(one) => `  { "version": "${one.version}", "waits": ${one.waits} }`,
	);
	writeFileSync(LIST, `[\n${lines.join(',\n')}\n]\n`);
	return version;
}

/** The folder appears when its lock file is complete. */
function lock(version, folder) {
	const build = join(HOST, '..', 'build');
	mkdirSync(build, { recursive: true });
	const workshop = mkdtempSync(join(build, 'newest-'));
	try {
		writeFileSync(join(workshop, 'package.json'), `${JSON.stringify(packageOf(version), null, 2)}\n`);
		npm(LOCK, workshop);
		renameSync(workshop, folder);
	} finally {
		rmSync(workshop, { recursive: true, force: true });
	}
}
