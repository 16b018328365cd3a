import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exclusively } from './exclusive';
import { packPackage } from './packageInstall';
import { freePort, isFree } from './ports';
import type { Report } from './progress';
import { inProject } from './project';
import { provisionHost } from './provision';
import { SetupError } from './setupError';
import { publishExamples, runExample } from './showcase';
import { readOptions, usage, type StartOptions } from './startOptions';
import { readState, writeState } from './state';
import { whereToLook } from './whereToLook';
import { openWorld } from './world';

/** What `npm start` needs besides its options. */
interface Stage {
	options: StartOptions;
	report: Report;
	/** Aborted when a person or the system wants it to end. */
	signal: AbortSignal;
}

const INTERRUPTED = 130;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const PARENT_CHECK_MS = 500;
/** In the clone, so that each clone has its own n8n, which goes with it; kept, so that a second start is quick. */
const USER_FOLDER = inProject('build', 'n8n');

/**
 * `npm start`: n8n and the sandbox side by side, with the package, a credential and the examples in place, one of them
 * run.
 * @param args the command line's options
 * @returns the exit code
 */
export async function start(args: readonly string[]): Promise<number> {
	const report: Report = (line) => console.log(line);
	const stop = new AbortController();
	for (const name of SIGNALS) process.on(name, () => stop.abort());
	if (process.env.npm_lifecycle_event) whenParentEnds(() => stop.abort());
	// The terminal may be gone by the time that we say goodbye.
	process.stdout.on('error', () => undefined);
	try {
		const options = readOptions(args);
		if (options.help) report(usage);
		else await perform({ options, report, signal: stop.signal });
		return 0;
	} catch (error) {
		if (stop.signal.aborted) return INTERRUPTED;
		const { message, stack } = error as Error;
		console.error(error instanceof SetupError ? message : stack);
		return 1;
	}
}

/** npm passes no signal on to what it runs: it is just gone. */
function whenParentEnds(act: () => void): void {
	const parent = process.ppid;
	const timer = setInterval(() => process.ppid !== parent && act(), PARENT_CHECK_MS);
	timer.unref();
}

async function perform({ options, report, signal }: Stage): Promise<void> {
	await requireFreePort('n8n', 'port', options.port);
	await requireFreePort('the sandbox', 'sandbox-port', options.sandboxPort);
	if (options.once) return await inThrowawayFolder((folder) => show({ options, report, signal }, folder));
	const onWait = (pid: number) => {
		throw new SetupError(`npm start runs in this clone already (process ${pid}).`);
	};
	await exclusively(`${USER_FOLDER}.lock`, { onWait, signal }, () => show({ options, report, signal }, USER_FOLDER));
}

async function requireFreePort(what: string, flag: string, port: number): Promise<void> {
	if (port === 0 || (await isFree(port))) return;
	throw new SetupError(`Port ${port} of ${what} is taken. Choose another one: npm start -- --${flag} ${port + 1}`);
}

async function inThrowawayFolder(work: (folder: string) => Promise<void>): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-99digital-'));
	try {
		await work(folder);
	} finally {
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	}
}

async function show({ options, report, signal }: Stage, userFolder: string): Promise<void> {
	const host = await provisionHost({ report, signal });
	const stateFile = join(userFolder, 'state.json');
	const state = await readState(stateFile);
	await writeState(stateFile, state);
	const owner = { email: 'owner@example.com', password: state.password };
	const tarball = await packPackage(join(userFolder, 'package'), signal);
	const port = options.port || (await freePort());

	report('Starting n8n and the sandbox …');
	const world = await openWorld({ host, userFolder, port, sandboxPort: options.sandboxPort, tarball, owner, signal });
	try {
		const workflows = await publishExamples(world, state);
		await writeState(stateFile, state);
		for (const line of await runExample(world)) report(line);
		if (options.once) return;
		for (const line of whereToLook(world, { owner, workflows, language: options.language })) report(line);
		if (!signal.aborted) await Promise.race([once(signal, 'abort'), world.n8n.ended()]);
		if (!signal.aborted) throw new SetupError(`n8n has ended by itself; its last words are in ${world.n8n.logFile}`);
		report('\nStopping …');
	} finally {
		await world.close();
	}
}
