import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { inProject } from './project';

/**
 * What is installed to run n8n: the versions wanted, and the lock that pins everything below them.
 * @param version one of host/versions/; the one that everything here is made and tested with when left out
 */
export function hostFiles(version?: string): string[] {
	const folder = version === undefined ? 'n8n' : join('versions', version);
	return ['package.json', 'package-lock.json'].map((name) => inProject('host', folder, name));
}

/**
 * Where the n8n for this clone lies: per user, so that a second clone need not install it again, and per lock file and
 * machine type, so that what lies there never has to change.
 * @param files see `hostFiles`
 */
export function hostFolder(files: readonly string[]): string {
	const hash = createHash('sha256');
	for (const file of files) hash.update(readFileSync(file));
	const key = `${hash.digest('hex').slice(0, 12)}-${process.platform}-${process.arch}`;
	return join(userCache(), 'n8n-nodes-99digital', `n8n-${key}`);
}

function userCache(): string {
	if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
	return process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
}
