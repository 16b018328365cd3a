import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import hostPackage from './n8n/package.json';
import { hostFiles, hostFolder } from './cache';
import { run } from './command';
import { missingCompilerTools } from './compiler';
import { requireFreeBytes } from './disk';
import { exclusively } from './exclusive';
import { installNode, nodeIn } from './nodeBinary';
import { npm } from './npm';
import { reportStep, type Report } from './progress';
import { SetupError } from './setupError';

/** An installed n8n, and the Node it runs on. */
export interface Host {
	/** The Node executable. */
	node: string;
	/** n8n's command, a script for that Node. */
	n8n: string;
	/** Where that Node keeps what it has compiled, so that n8n starts sooner. */
	compileCache: string;
}

export interface ProvisionOptions {
	/** Of n8n, one of host/versions/; the one that everything here is made and tested with when left out. */
	version?: string;
	report: Report;
	signal?: AbortSignal;
}

/** Measured: 2.4 GB when installed, and what npm and the compiler need meanwhile. */
const NEEDED_BYTES = 3e9;

/** Peers and versions are settled by the lock file, and many install scripts would fetch what is never used. */
const INSTALL = ['install', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--prefer-offline'];
/** Whatever the user's own settings say, sqlite3 is of no use without its script. */
const REBUILD = ['rebuild', '--ignore-scripts=false', '--foreground-scripts'];

/**
 * Installs n8n and its Node into the user's cache, unless they are there already. They appear in one step when
 * complete; what fails or is interrupted leaves nothing behind.
 * @throws SetupError that says in one line what is missing: network, disk, compiler
 */
export async function provisionHost({ version, report, signal }: ProvisionOptions): Promise<Host> {
	const files = hostFiles(version);
	const folder = hostFolder(files);
	const onWait = (pid: number) => report(`Another start (process ${pid}) is installing n8n; waiting for it …`);
	if (existsSync(folder)) return hostIn(folder);
	await mkdir(dirname(folder), { recursive: true });
	return await exclusively(`${folder}.lock`, { onWait, signal }, async () => {
		if (!existsSync(folder))
			await install(folder, files, { version: version ?? hostPackage.dependencies.n8n, report, signal });
		return hostIn(folder);
	});
}

function hostIn(folder: string): Host {
	const modules = join(folder, 'node_modules');
	const compileCache = join(folder, 'compile-cache');
	return { node: nodeIn(modules), n8n: join(modules, 'n8n', 'bin', 'n8n'), compileCache };
}

async function install(
	folder: string,
	files: readonly string[],
	{ version, report, signal }: ProvisionOptions & { version: string },
): Promise<void> {
	const partial = `${folder}.partial`;
	const options = { cwd: partial, signal };
	await rm(partial, { recursive: true, force: true });
	await requireFreeBytes(dirname(folder), NEEDED_BYTES);
	await mkdir(partial);
	try {
		for (const file of files) await copyFile(file, join(partial, basename(file)));
		report(`n8n ${version} is installed once for all clones: about 2.4 GB and 5 minutes, into ${folder}`);
		await requireRegistry(version, options);
		await warnOfCompiler(report);
		const step = <T>(name: string, work: () => Promise<T>) => reportStep(name, partial, report, work);
		await step(`1/3 n8n ${version}`, () => npm('n8n', INSTALL, options));
		await step('2/3 the Node that n8n needs', () => installNode(join(partial, 'node_modules'), options));
		await step('3/3 its database, sqlite3', () => buildDatabase(partial, signal));
		await rename(partial, folder);
	} finally {
		await rm(partial, { recursive: true, force: true, maxRetries: 5 });
	}
}

/** npm takes a minute and more to give up on its own; this asks once. */
async function requireRegistry(version: string, options: { cwd: string; signal?: AbortSignal }): Promise<void> {
	await npm('n8n', ['view', `n8n@${version}`, 'version', '--fetch-retries=0', '--prefer-online'], options);
}

async function warnOfCompiler(report: Report): Promise<void> {
	const missing = await missingCompilerTools();
	if (missing.length === 0) return;
	report(`  Note: no ${missing.join(', no ')} here; needed if sqlite3 is not to be had ready-made for this machine`);
}

/** sqlite3 fetches itself ready-made or, where that fails, compiles itself against the headers that came with Node. */
async function buildDatabase(folder: string, signal?: AbortSignal): Promise<void> {
	const { node } = hostIn(folder);
	const env = { ...process.env, ...headersOf(node) };
	try {
		await npm('sqlite3', [...REBUILD, 'sqlite3'], { cwd: folder, signal, env });
		await run(node, ['-e', "require('sqlite3')"], { cwd: folder, signal });
	} catch (error) {
		signal?.throwIfAborted();
		const missing = await missingCompilerTools();
		const cure = missing.length > 0 ? `install ${missing.join(', ')} and start again` : 'is the compiler complete?';
		throw new SetupError(`sqlite3 could not be compiled: ${cure}`, { cause: error });
	}
}

function headersOf(node: string): { npm_config_nodedir?: string } {
	const folder = join(dirname(node), '..');
	return existsSync(join(folder, 'include')) ? { npm_config_nodedir: folder } : {};
}
