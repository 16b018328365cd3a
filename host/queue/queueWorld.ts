import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox } from '../../sandbox/server';
import type { Owner } from '../editor/session';
import { N8n, type Role } from '../n8n';
import { installPackage } from '../packageInstall';
import { freePort, LOCALHOST } from '../ports';
import type { Host } from '../provision';
import { furnish, type Preparation, type World } from '../world';
import { startBalancer, type Balancer } from './balancer';
import { startPostgres } from './postgres';
import { startProxy } from './proxy';
import { startRedis } from './redis';
import type { Service } from './service';
import { findPrograms } from './services';

export interface QueueWorldOptions {
	host: Host;
	/** The packed package. */
	tarball: string;
	/** A new one; each process gets a folder of its own in it. */
	folder: string;
	owner: Owner;
	workers: number;
	/** How many processes take posts of production webhooks; with none the main process does. */
	webhookProcesses: number;
	/** How many executions a worker runs at once. */
	concurrency: number;
	/** Whether all posts to one address go to one webhook process, as in docs/queue-mode, instead of to each in turn. */
	byAddress?: boolean;
	/** Further environment for all processes. */
	environment?: Readonly<Record<string, string>>;
	/** Puts something in front of the port of the entrance. */
	prepare?: (port: number) => Promise<Preparation>;
}

/** n8n in queue mode: `n8n` is its main process. */
export interface QueueWorld extends World {
	workers: readonly N8n[];
	webhookProcesses: readonly N8n[];
	/** Where posts to production webhooks go in. */
	entrance: string;
	postgres: Service;
	redis: Service;
}

type End = () => Promise<void>;

/**
 * Starts PostgreSQL, Redis, n8n's processes as if each had a machine of its own, and a sandbox. When a part does not
 * start, the others end again.
 * @throws SetupError when PostgreSQL or Redis are not installed
 */
export async function openQueueWorld(options: QueueWorldOptions): Promise<QueueWorld> {
	const ends: End[] = [];
	const closing = async () => {
		for (const end of ends.reverse()) await end();
	};
	try {
		return { ...(await open(options, (end) => ends.push(end))), close: closing };
	} catch (error) {
		await closing();
		throw error;
	}
}

async function open(options: QueueWorldOptions, atEnd: (end: End) => void): Promise<QueueWorld> {
	const { folder, owner, workers, webhookProcesses } = options;
	const programs = findPrograms();
	const balancer = await (options.byAddress ? startProxy() : startBalancer());
	atEnd(balancer.close);
	const { more, sandboxCa } = (await options.prepare?.(Number(new URL(balancer.url).port))) ?? {};
	const sandbox = await startSandbox({ ...(sandboxCa && { ca: sandboxCa }) });
	atEnd(sandbox.close);
	const postgres = await startPostgres(programs);
	atEnd(postgres.close);
	const redis = await startRedis(programs, join(folder, 'redis'));
	atEnd(redis.stop);

	const environment = { ...postgres.environment, ...redis.environment, ...common(options, balancer), ...more };
	const start = async (role: Role, name: string): Promise<N8n> => {
		const n8n = await startProcess(options, role, name, environment);
		atEnd(() => n8n.stop());
		return n8n;
	};
	// The main process alone brings the database up to date.
	const main = await start('main', 'main');
	const all = await Promise.all([
		...numbered(workers, async (number) => await start('worker', `worker-${number}`)),
		...numbered(webhookProcesses, async (number) => await start('webhook', `webhook-${number}`)),
	]);
	const takers = webhookProcesses > 0 ? all.slice(workers) : [main];
	balancer.targets.push(...takers.map(({ url }) => Number(new URL(url).port)));
	const world = await furnish(main, sandbox, owner);
	const [workerProcesses, entrance] = [all.slice(0, workers), balancer.url];
	return { ...world, workers: workerProcesses, webhookProcesses: all.slice(workers), entrance, postgres, redis };
}

/** What all processes must agree on. */
const common = ({ concurrency, webhookProcesses, environment }: QueueWorldOptions, { url }: Balancer) => ({
	EXECUTIONS_MODE: 'queue',
	N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
	WEBHOOK_URL: `${url}/`,
	N8N_DISABLE_PRODUCTION_MAIN_PROCESS: String(webhookProcesses > 0),
	N8N_CONCURRENCY_PRODUCTION_LIMIT: String(concurrency),
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	...environment,
});

async function startProcess(
	{ host, tarball, folder }: QueueWorldOptions,
	role: Role,
	name: string,
	shared: Readonly<Record<string, string>>,
): Promise<N8n> {
	const port = await freePort();
	const userFolder = join(folder, name);
	await mkdir(userFolder);
	await installPackage(tarball, userFolder);
	const health = { QUEUE_HEALTH_CHECK_PORT: String(port), N8N_WORKER_SERVER_ADDRESS: LOCALHOST };
	const environment = { ...shared, ...(role === 'worker' && { QUEUE_HEALTH_CHECK_ACTIVE: 'true', ...health }) };
	return await N8n.start({ host, userFolder, port, role, environment });
}

const numbered = <T>(count: number, make: (number: number) => T): T[] =>
	Array.from({ length: count }, (_, index) => make(index + 1));
