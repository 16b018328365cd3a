import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../host/ports';
import type { Host } from '../../host/provision';
import { openQueueWorld } from '../../host/queue/queueWorld';
import { openWorld } from '../../host/world';
import type { Mode } from '../faults';
import { queueStage, singleStage, type Stage } from './stage';

const OWNER = { email: 'owner@example.com', password: 'Chaos-storm-99' };

/** n8n shall notice soon what has become of an execution; its own figures are many times as long. */
const QUICK = {
	QUEUE_WORKER_LOCK_DURATION: '6000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
	/** In minutes. */
	N8N_EXECUTIONS_QUEUE_RECOVERY_INTERVAL: '0.25',
};

const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

/** Starts all that a mode needs, with nothing in n8n but the packed package and its credential. */
export async function openStage(mode: Mode, host: Host, tarball: string): Promise<Stage & { folder: string }> {
	const folder = await mkdtemp(join(tmpdir(), `n8n-99digital-chaos-${mode}-`));
	const common = { host, tarball, owner: OWNER };
	if (mode === 'single') {
		const options = { ...common, userFolder: folder, port: await freePort(), sandboxPort: 0, environment: LAZY };
		return { ...singleStage(await openWorld(options)), folder };
	}
	const processes = { workers: 2, webhookProcesses: 2, concurrency: 5, byAddress: true };
	const environment = { ...LAZY, ...QUICK };
	return { ...queueStage(await openQueueWorld({ ...common, folder, ...processes, environment })), folder };
}
