import type { QueueWorld } from '../../host/queue/queueWorld';
import type { Service } from '../../host/queue/service';
import type { World } from '../../host/world';
import type { Mode } from '../faults';
import { WatchedProcess } from './watchedProcess';

/** What a storm blows over: n8n's processes, each of them watched, and the sandbox. */
export interface Stage extends Pick<World, 'sandbox' | 'account' | 'session' | 'credential'> {
	mode: Mode;
	/** Where posts to production webhooks go in. */
	entrance: string;
	/** The first one is the main process. */
	processes: readonly WatchedProcess[];
	/** Only in queue mode. */
	services: { redis?: Service; postgres?: Service };
	close(): Promise<void>;
}

/** One n8n that does all by itself. */
export function singleStage(world: World): Stage {
	return stage('single', world, world.n8n.url, [new WatchedProcess('n8n', 'main', world.n8n)], {});
}

/** The processes of queue mode. */
export function queueStage(world: QueueWorld): Stage {
	const { n8n, workers, webhookProcesses, redis, postgres } = world;
	const processes = [
		new WatchedProcess('main', 'main', n8n),
		...workers.map((one, index) => new WatchedProcess(`worker ${index + 1}`, 'worker', one)),
		...webhookProcesses.map((one, index) => new WatchedProcess(`webhook process ${index + 1}`, 'webhook', one)),
	];
	return stage('queue', world, world.entrance, processes, { redis, postgres });
}

function stage(
	mode: Mode,
	world: World,
	entrance: string,
	processes: readonly WatchedProcess[],
	services: Stage['services'],
): Stage {
	const { sandbox, account, session, credential } = world;
	const close = async () => {
		for (const process of processes) process.release();
		await world.close();
	};
	return { mode, sandbox, account, session, credential, entrance, processes, services, close };
}
