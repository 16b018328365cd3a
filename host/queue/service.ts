import { closeSync, openSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { poll } from '../poll';
import { killGroup, spawnGroup } from '../processGroup';
import { inProject } from '../project';
import type { User } from './user';

export interface ServiceOptions {
	/** For people. */
	name: string;
	/** Where it keeps its data, and we what it prints. */
	folder: string;
	command: string;
	args: readonly string[];
	/** Somebody else than we are. */
	user?: User;
	/** What makes it end quickly and in order. */
	stopSignal: NodeJS.Signals;
	ready(): Promise<boolean>;
}

/** A program that serves n8n, in a process of its own; it ends with ours. */
export interface Service {
	stop(): Promise<void>;
	/** Starts it again on the same data, after `stop`. */
	start(): Promise<void>;
}

const STOP_GRACE_MS = 10_000;

/**
 * Starts a service and waits until it is ready.
 * @throws Error with what it printed when it ends instead
 */
export async function startService(options: ServiceOptions): Promise<Service> {
	let stop = await startProcess(options);
	return {
		stop: async () => await stop(),
		start: async () => {
			stop = await startProcess(options);
		},
	};
}

/** @returns what stops it */
async function startProcess({ name, folder, ready, ...command }: ServiceOptions): Promise<() => Promise<void>> {
	const logFile = join(folder, 'service.log');
	const log = openSync(logFile, 'a');
	const guard = inProject('host', 'queue', 'runWithParent.cjs');
	const child = spawnGroup(process.execPath, [guard, JSON.stringify(command)], {
		cwd: folder,
		stdio: ['pipe', log, log],
	});
	closeSync(log);
	const ended = () => child.exitCode !== null || child.signalCode !== null;

	const stop = async () => {
		if (ended()) return;
		const forced = setTimeout(() => killGroup(child), STOP_GRACE_MS);
		child.stdin?.end();
		await once(child, 'exit');
		clearTimeout(forced);
	};

	const isReady = async () => {
		if (ended()) throw new Error(`${name} did not start:\n${readFileSync(logFile, 'utf8')}`);
		return (await ready()) || undefined;
	};
	try {
		await poll(isReady, { what: `the start of ${name}` });
	} catch (error) {
		await stop();
		throw error;
	}
	return stop;
}
