import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { localHttp } from '../../../host/localHttp';
import { N8n } from '../../../host/n8n';
import { installPackage, packPackage } from '../../../host/packageInstall';
import { freePort, LOCALHOST } from '../../../host/ports';
import { provisionHost } from '../../../host/provision';

/** What a file of tests learns of the n8n that it shares with others. */
export interface SharedN8n {
	url: string;
	userFolder: string;
}

/** Past jest, which would put a trace under each line. */
export const report = (line: string) => void process.stderr.write(`${line}\n`);

const ADDRESS = 'N8N_SHARED_BY_TESTS';

/** An n8n that starts in a folder of its own. */
class Kept {
	private readonly folder = mkdtemp(join(tmpdir(), 'n8n-99digital-e2e-'));
	private readonly n8n = this.folder.then(start);

	async shared(): Promise<SharedN8n> {
		return { url: (await this.n8n).url, userFolder: await this.folder };
	}

	async end(): Promise<void> {
		await (await this.n8n.catch(() => undefined))?.stop();
		await rm(await this.folder, { recursive: true, force: true, maxRetries: 5 });
	}
}

/**
 * Keeps an n8n for each of jest's workers over a whole run: it starts when the worker's first file asks for it, which no
 * file may need, and files are isolated from each other and from jest, so that they ask over HTTP.
 * @returns ends them
 */
export async function keepSharedN8n(): Promise<() => Promise<void>> {
	const kept = new Map<string, Kept>();
	const keeper = fastify();
	keeper.get<{ Params: { worker: string } }>('/:worker', async ({ params: { worker } }) => {
		const mine = kept.get(worker) ?? new Kept();
		kept.set(worker, mine);
		return await mine.shared();
	});
	process.env[ADDRESS] = await keeper.listen({ host: LOCALHOST, port: 0 });
	return async () => {
		await keeper.close();
		await Promise.all([...kept.values()].map((one) => one.end()));
	};
}

/** The n8n of this worker; installs it where that was never done, which takes minutes. */
export async function sharedN8n(): Promise<SharedN8n> {
	return (await localHttp.get<SharedN8n>(`${process.env[ADDRESS]}/${process.env.JEST_WORKER_ID}`)).data;
}

async function start(userFolder: string): Promise<N8n> {
	const host = await provisionHost({ report });
	await installPackage(await packPackage(join(userFolder, 'package')), userFolder);
	return await N8n.start({ host, userFolder, port: await freePort() });
}
