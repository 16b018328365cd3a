import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupError } from '../setupError';

/** The programs that n8n's queue mode needs beside n8n. */
export interface Programs {
	initdb: string;
	postgres: string;
	pgIsReady: string;
	redisServer: string;
}

/** Debian keeps PostgreSQL's programs out of the PATH, in a folder for each version. */
const DEBIAN = '/usr/lib/postgresql';

const onPath = (): string[] => (process.env.PATH ?? '').split(delimiter);

const inDebian = (): string[] => {
	if (!existsSync(DEBIAN)) return [];
	const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
	return versions.map((version) => join(DEBIAN, version, 'bin'));
};

/**
 * @param folders where to look for them
 * @throws SetupError that says in one line what is missing and how it is installed
 */
export function findPrograms(folders = [...onPath(), ...inDebian()]): Programs {
	const find = (program: string) => folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
	const [initdb, postgres, pgIsReady, redisServer] = ['initdb', 'postgres', 'pg_isready', 'redis-server'].map(find);
	if (initdb && postgres && pgIsReady && redisServer) return { initdb, postgres, pgIsReady, redisServer };
	const missing = [...(initdb && postgres && pgIsReady ? [] : ['PostgreSQL']), ...(redisServer ? [] : ['Redis'])];
	const packages = missing.map((name) => (name === 'Redis' ? 'redis-server' : 'postgresql'));
	throw new SetupError(
		`n8n's queue mode needs ${missing.join(' and ')}, which this machine lacks: apt-get install ${packages.join(' ')}`,
	);
}
