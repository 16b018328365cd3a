import { execFile } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, LOCALHOST } from '../ports';
import { startService, type Service } from './service';
import type { Programs } from './services';
import { unprivilegedUser } from './user';

const run = promisify(execFile);

const USER = 'n8n';

/** Made by initdb. */
const DATABASE = 'postgres';

/** The data lives as long as a test: it need not outlive a power cut. */
const SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=100'];

/** A PostgreSQL with an empty database, and the environment that leads n8n to it. */
export interface Postgres extends Service {
	environment: Readonly<Record<string, string>>;
	/** Stops it, and removes its data. */
	close(): Promise<void>;
}

/** Starts PostgreSQL on this machine only, in a temporary folder that goes with it. */
export async function startPostgres({ initdb, postgres, pgIsReady }: Programs): Promise<Postgres> {
	const port = String(await freePort());
	// Of its own, for PostgreSQL refuses to run as root, and another user cannot look into our folders.
	const folder = await mkdtemp(join(tmpdir(), 'n8n-99digital-postgres-'));
	const data = join(folder, 'data');
	const user = unprivilegedUser();
	if (user) await chown(folder, user.uid, user.gid);
	const layout = ['--pgdata', data, '--username', USER, '--auth=trust', '--no-sync', '--encoding=UTF8', '--locale=C'];
	await run(initdb, layout, { cwd: folder, ...user });

	const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
	const service = await startService({
		name: 'PostgreSQL',
		folder,
		command: postgres,
		args: ['-D', data, '-h', LOCALHOST, '-p', port, '-k', '', ...settings],
		user,
		stopSignal: 'SIGINT',
		ready: async () =>
			await run(pgIsReady, ['-h', LOCALHOST, '-p', port, '-U', USER, '-d', DATABASE]).then(
				() => true,
				() => false,
			),
	});
	const environment = {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: LOCALHOST,
		DB_POSTGRESDB_PORT: port,
		DB_POSTGRESDB_DATABASE: DATABASE,
		DB_POSTGRESDB_USER: USER,
	};
	const close = async () => {
		await service.stop();
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	};
	return { ...service, environment, close };
}
