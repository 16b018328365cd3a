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

/**
 * Keeps the n8n of a whole run: it starts when the first file asks for it, which no file may need, and files are isolated
 * from each other and from jest, so that they ask over HTTP.
 * @returns ends it
 */
export async function keepSharedN8n(): Promise<() => Promise<void>> {
	let folder: Promise<string> | undefined;
	let n8n: Promise<N8n> | undefined;
	const keeper = fastify();
	keeper.get('/', async (): Promise<SharedN8n> => {
		folder ??= mkdtemp(join(tmpdir(), 'n8n-99digital-e2e-'));
		const userFolder = await folder;
		n8n ??= start(userFolder);
		return { url: (await n8n).url, userFolder };
	});
	process.env[ADDRESS] = await keeper.listen({ host: LOCALHOST, port: 0 });
	return async () => {
		await keeper.close();
		await (await n8n?.catch(() => undefined))?.stop();
		if (folder) await rm(await folder, { recursive: true, force: true, maxRetries: 5 });
	};
}

/** The n8n of this run; installs it where that was never done, which takes minutes. */
export async function sharedN8n(): Promise<SharedN8n> {
	return (await localHttp.get<SharedN8n>(process.env[ADDRESS]!)).data;
}

async function start(userFolder: string): Promise<N8n> {
	const host = await provisionHost({ report });
	await installPackage(await packPackage(join(userFolder, 'package')), userFolder);
	return await N8n.start({ host, userFolder, port: await freePort() });
}
