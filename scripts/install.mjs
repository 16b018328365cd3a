import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, realpathSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['.', 'tools/scan'];
const NPM_CI = ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
/** npm's own pauses of 10 s and more would leave a person without network waiting for over a minute. */
const SHORT_PAUSES = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

const json = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));

/** Ends this process with one line when its Node is older than package.json's `engines` ask for. */
export function requireNode() {
	const wanted = json(ROOT, 'package.json').engines.node.replace('>=', '');
	if (process.versions.node.localeCompare(wanted, 'en', { numeric: true }) >= 0) return;
	console.error(`This project needs Node ${wanted} or newer; this is Node ${process.versions.node}.`);
	process.exit(1);
}

/**
 * Gives each folder the packages of its package-lock.json, unless npm has put them there already. They are gathered
 * beside the folder's own and moved in when complete, so that neither a failure nor a second run at once leaves half.
 * @param {string[]} folders relative to the project
 * @throws {Error} with one line that says why npm failed
 */
export async function install(folders = FOLDERS) {
	for (const name of folders) {
		const folder = resolve(ROOT, name);
		if (!isInstalled(folder)) await installFolder(folder, name === '.' ? 'the development packages' : name);
	}
}

/** Compares the lock file with the one in which npm writes down what it has installed, whoever asked it to. */
function isInstalled(folder) {
	const written = join(folder, 'node_modules', '.package-lock.json');
	if (!existsSync(written)) return false;
	const found = json(written).packages;
	const { '': _, ...wanted } = json(folder, 'package-lock.json').packages;
	return Object.entries(wanted).every(([path, { version, integrity, optional }]) =>
		path in found ? found[path].version === version && found[path].integrity === integrity : optional,
	);
}

async function installFolder(folder, what) {
	const build = join(folder, 'build');
	await mkdir(build, { recursive: true });
	const workshop = await mkdtemp(join(build, 'install-'));
	try {
		const needed = ['package.json', 'package-lock.json', '.npmrc'].filter((file) => existsSync(join(folder, file)));
		for (const file of needed) cpSync(join(folder, file), join(workshop, file));
		await npmCi(workshop, what);
		if (isInstalled(folder)) return;
		const modules = join(folder, 'node_modules');
		if (existsSync(modules)) await rename(modules, join(workshop, 'former'));
		await rename(join(workshop, 'node_modules'), modules);
	} finally {
		await rm(workshop, { recursive: true, force: true });
		await rmdir(build).catch(() => undefined);
	}
}

async function npmCi(folder, what) {
	const startedAt = Date.now();
	const seconds = () => Math.round((Date.now() - startedAt) / 1000);
	console.log(`Installing ${what} …`);
	const progress = setInterval(() => console.log(`  still at it after ${seconds()} s`), 15_000);
	const { ended, output } = await run('npm', [...NPM_CI, ...SHORT_PAUSES], folder);
	clearInterval(progress);
	if (ended !== 0) throw new Error(`${what} could not be installed: ${whyNpmFailed(output, ended)}`);
	console.log(`  done in ${seconds()} s`);
}

function whyNpmFailed(output, ended) {
	if (typeof ended === 'string') return 'it was interrupted';
	const [, code] = /npm error code (\w+)/.exec(output) ?? [];
	const [, line] = /npm error (?!code |syscall |errno |path |dest |network )(.+)/.exec(output) ?? [];
	return json(ROOT, 'scripts', 'npm-failures.json')[code] ?? line ?? `npm ended with ${ended}`;
}

/**
 * Runs a command to its end. A signal that ends this process is passed on and waited for, so that what comes after the
 * command can clean up.
 * @returns {Promise<{ ended: number | string, output: string }>} the exit code or the signal, and all that was printed
 */
export async function run(command, args, folder = ROOT) {
	const child = spawn(command, args, { cwd: folder, shell: process.platform === 'win32' });
	let stoppedBy;
	const passOn = (signal) => {
		stoppedBy = signal;
		child.kill(signal);
	};
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
	for (const signal of signals) process.on(signal, passOn);
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
	try {
		const ended = await new Promise((done, fail) => {
			child.on('error', fail);
			child.on('close', (code, signal) => done(stoppedBy ?? signal ?? code));
		});
		return { ended, output };
	} finally {
		for (const signal of signals) process.off(signal, passOn);
	}
}

if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	requireNode();
	try {
		const folders = process.argv.slice(2);
		await install(folders.length > 0 ? folders : FOLDERS);
	} catch (error) {
		console.error(error.message);
		process.exit(1);
	}
}
