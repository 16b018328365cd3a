import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MARKER = '.installed-from';
const FOLDERS = ['.', 'tools/scan'];
const NPM_CI = ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
/** npm's own pauses of 10 s and more would leave a person without network waiting for over a minute. */
const SHORT_PAUSES = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];

const json = (name) => JSON.parse(readFileSync(join(ROOT, name), 'utf8'));

/** Ends this process with one line when its Node is older than package.json's `engines` ask for. */
export function requireNode() {
	const wanted = json('package.json').engines.node.replace('>=', '');
	if (process.versions.node.localeCompare(wanted, 'en', { numeric: true }) >= 0) return;
	console.error(`This project needs Node ${wanted} or newer; this is Node ${process.versions.node}.`);
	process.exit(1);
}

/**
 * Gives each folder the packages of its package-lock.json, unless it has them already. The packages are gathered beside
 * the folder's own and put in place when complete, so that neither a failure nor a second run at once leaves half of
 * them.
 * @param {string[]} folders relative to the project
 * @throws {Error} with one line that says why npm failed
 */
export async function install(folders = FOLDERS) {
	for (const folder of folders) await installFolder(resolve(ROOT, folder), folder);
}

async function installFolder(folder, name) {
	const wanted = createHash('sha256')
		.update(await readFile(join(folder, 'package-lock.json')))
		.digest('hex');
	const modules = join(folder, 'node_modules');
	if ((await installedFrom(modules)) === wanted) return;

	const build = join(folder, 'build');
	const workshop = join(build, `install-${process.pid}`);
	await removeAbandoned(build);
	await mkdir(workshop, { recursive: true });
	try {
		for (const file of ['package.json', 'package-lock.json', '.npmrc']) await copyIfThere(file, folder, workshop);
		await npmCi(workshop, name === '.' ? 'the development packages' : name);
		await writeFile(join(workshop, 'node_modules', MARKER), wanted);
		if ((await installedFrom(modules)) !== wanted) await replace(modules, workshop);
	} finally {
		await rm(workshop, { recursive: true, force: true });
		await rmdir(build).catch(() => undefined);
	}
}

const installedFrom = (modules) => readFile(join(modules, MARKER), 'utf8').catch(() => undefined);

async function copyIfThere(file, from, to) {
	if (existsSync(join(from, file))) await copyFile(join(from, file), join(to, file));
}

async function replace(modules, workshop) {
	if (existsSync(modules)) await rename(modules, join(workshop, 'former'));
	await rename(join(workshop, 'node_modules'), modules);
}

/** Removes what runs that were killed have left; what a surviving npm still writes to is left for the next time. */
async function removeAbandoned(build) {
	for (const name of await readdir(build).catch(() => [])) {
		const [, pid] = /^install-(\d+)$/.exec(name) ?? [];
		if (!pid || isRunning(Number(pid))) continue;
		await rm(join(build, name), { recursive: true, force: true }).catch(() => undefined);
	}
}

function isRunning(pid) {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return error.code === 'EPERM';
	}
}

async function npmCi(folder, what) {
	const startedAt = Date.now();
	const seconds = () => Math.round((Date.now() - startedAt) / 1000);
	console.log(`Installing ${what} …`);
	const progress = setInterval(() => console.log(`  still at it after ${seconds()} s`), 15_000);
	try {
		const { ended, output } = await run('npm', [...NPM_CI, ...SHORT_PAUSES], folder);
		if (ended !== 0) throw new Error(`${what} could not be installed: ${whyNpmFailed(output, ended)}`);
		console.log(`  done in ${seconds()} s`);
	} finally {
		clearInterval(progress);
	}
}

function whyNpmFailed(output, ended) {
	if (typeof ended === 'string') return 'it was interrupted';
	const [, code] = /npm error code (\w+)/.exec(output) ?? [];
	const [, line] = /npm error (?!code |syscall |errno |path |dest |network )(.+)/.exec(output) ?? [];
	return json('scripts/npm-failures.json')[code] ?? line ?? `npm ended with ${ended}`;
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
