import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packPackage } from '../../../host/packageInstall';
import { provisionHost } from '../../../host/provision';
import { openQueueWorld, type QueueWorld, type QueueWorldOptions } from '../../../host/queue/queueWorld';
import { owner, report } from './sharedN8n';

/** The first start on a machine installs n8n. */
const PROVISION_MS = 30 * 60_000;

/**
 * n8n in queue mode with nothing but the packed package, and a sandbox, for all tests of a file.
 * @returns gives the world while tests run
 */
export function testQueueWorld(
	options: Pick<
		QueueWorldOptions,
		'workers' | 'webhookProcesses' | 'concurrency' | 'byAddress' | 'environment' | 'prepare'
	>,
): () => QueueWorld {
	let world: QueueWorld | undefined;
	let folder: string;

	beforeAll(async () => {
		const host = await provisionHost({ report });
		folder = await mkdtemp(join(tmpdir(), 'n8n-99digital-queue-'));
		const tarball = await packPackage(join(folder, 'package'));
		world = await openQueueWorld({ host, folder, tarball, owner, ...options });
	}, PROVISION_MS);

	afterAll(async () => {
		await world?.close();
		await rm(folder, { recursive: true, force: true, maxRetries: 5 });
	});

	return () => {
		if (!world) throw new Error('The world is open only while tests run');
		return world;
	};
}
