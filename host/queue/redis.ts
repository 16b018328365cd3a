import { mkdir } from 'node:fs/promises';
import { freePort, isFree, LOCALHOST } from '../ports';
import { startService, type Service } from './service';
import type { Programs } from './services';

/** An empty Redis, and the environment that leads n8n to it. */
export interface Redis extends Service {
	environment: Readonly<Record<string, string>>;
}

/** Starts Redis on this machine only; as in docs/queue-mode, what it holds outlives a restart. */
export async function startRedis({ redisServer }: Programs, folder: string): Promise<Redis> {
	const port = await freePort();
	await mkdir(folder, { recursive: true });
	const service = await startService({
		name: 'Redis',
		folder,
		command: redisServer,
		args: ['--bind', LOCALHOST, '--port', String(port), '--dir', folder, '--save', '', '--appendonly', 'yes'],
		stopSignal: 'SIGTERM',
		ready: async () => !(await isFree(port)),
	});
	return { ...service, environment: { QUEUE_BULL_REDIS_HOST: LOCALHOST, QUEUE_BULL_REDIS_PORT: String(port) } };
}
