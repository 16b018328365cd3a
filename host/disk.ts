import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SetupError } from './setupError';

const GB = 1e9;

export const inGigabytes = (bytes: number): string => `${(bytes / GB).toFixed(1)} GB`;

/** Free bytes where a folder lies or would lie. */
export async function freeBytes(folder: string): Promise<number> {
	if (!existsSync(folder)) return await freeBytes(dirname(folder));
	const { bavail, bsize } = await statfs(folder);
	return bavail * bsize;
}

/** @throws SetupError when there are fewer free bytes where the folder lies or would lie */
export async function requireFreeBytes(folder: string, bytes: number): Promise<void> {
	const free = await freeBytes(folder);
	if (free >= bytes) return;
	throw new SetupError(`n8n needs ${inGigabytes(bytes)} of disk; only ${inGigabytes(free)} are free at ${folder}`);
}
