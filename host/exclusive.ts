import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { isRunning } from './processGroup';

export interface ExclusiveOptions {
	/** Told once when another process has to be waited for. */
	onWait: (pid: number) => void;
	signal?: AbortSignal;
}

const POLL_MS = 500;

/**
 * Does work that only one process of this machine at a time shall do; later ones wait. Spares double work and no more:
 * when a process died at it, two that waited may go on together.
 * @param file names the work; holds the id of the process that is at it
 */
export async function exclusively<T>(file: string, options: ExclusiveOptions, work: () => Promise<T>): Promise<T> {
	let waitedFor: number | undefined;
	while (!(await take(file))) {
		options.signal?.throwIfAborted();
		const owner = await ownerOf(file);
		if (owner === undefined) continue;
		if (!isRunning(owner)) {
			await rm(file, { force: true });
			continue;
		}
		if (owner !== waitedFor) options.onWait(owner);
		waitedFor = owner;
		await delay(POLL_MS, undefined, { signal: options.signal });
	}
	try {
		return await work();
	} finally {
		await rm(file, { force: true });
	}
}

/** The file appears whole or not at all, for it is written under another name first. */
async function take(file: string): Promise<boolean> {
	const draft = `${file}.${randomUUID()}`;
	await writeFile(draft, String(process.pid));
	try {
		await link(draft, file);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	} finally {
		await rm(draft);
	}
}

/** Undefined when the owner has just finished. */
async function ownerOf(file: string): Promise<number | undefined> {
	const text = await readFile(file, 'utf8').catch(() => '');
	return text === '' ? undefined : Number(text);
}
