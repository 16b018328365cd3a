import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import fastify from 'fastify';
import { Session, type Owner } from '../../../host/editor/session';
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

export const owner: Owner = { email: 'owner@example.com', password: 'Sandbox-99' };

/** Past jest, which would put a trace under each line. */
export const report = (line: string) => void process.stderr.write(`${line}\n`);

/**
 * n8n 2 makes an expression sandbox for each post and each execution, needed or not, at several times the cost of all else
 * that our nodes do. With this it makes one when it is needed. The other n8ns of the tests start as n8n comes.
 */
const QUICK = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

/** The time zone of the shop, which an imported workflow does not bring along. */
const IN_ISRAEL = { GENERIC_TIMEZONE: 'Asia/Jerusalem' };

const ADDRESS = 'N8N_SHARED_BY_TESTS';

const inTemp = async (): Promise<string> => await mkdtemp(join(tmpdir(), 'n8n-99digital-e2e-'));

const away = async (folder: string): Promise<void> => {
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
};

/**
 * The folder of an n8n that has started once, with the package and an owner: a quarter of a first start is making the
 * database, and a package is packed but once.
 */
class Prepared {
	private readonly folder = inTemp();
	private tarball?: Promise<string>;

	/** @returns the package in the copy */
	async copy(userFolder: string): Promise<string> {
		this.tarball ??= this.folder.then(prepare);
		const tarball = await this.tarball;
		await cp(await this.folder, userFolder, { recursive: true });
		return join(userFolder, relative(await this.folder, tarball));
	}

	async end(): Promise<void> {
		await this.tarball?.catch(() => undefined);
		await away(await this.folder);
	}
}

/** An n8n that starts in a folder of its own. */
class Kept {
	private readonly folder = inTemp();
	private readonly n8n = this.folder.then(async (userFolder) => {
		await this.prepared.copy(userFolder);
		return await start(userFolder, { ...QUICK, ...IN_ISRAEL });
	});

	constructor(private readonly prepared: Prepared) {}

	async shared(): Promise<SharedN8n> {
		return { url: (await this.n8n).url, userFolder: await this.folder };
	}

	async end(): Promise<void> {
		await (await this.n8n.catch(() => undefined))?.stop();
		await away(await this.folder);
	}
}

/**
 * Keeps an n8n for each of jest's workers over a whole run: it starts when the worker's first file asks for it, which no
 * file may need, and files are isolated from each other and from jest, so that they ask over HTTP.
 * @returns ends them
 */
export async function keepSharedN8n(): Promise<() => Promise<void>> {
	const prepared = new Prepared();
	const kept = new Map<string, Kept>();
	const keeper = fastify();
	keeper.get<{ Params: { worker: string } }>('/shared/:worker', async ({ params: { worker } }) => {
		const mine = kept.get(worker) ?? new Kept(prepared);
		kept.set(worker, mine);
		return await mine.shared();
	});
	keeper.post<{ Body: { userFolder: string } }>('/copy', async ({ body }) => await prepared.copy(body.userFolder));
	process.env[ADDRESS] = await keeper.listen({ host: LOCALHOST, port: 0 });
	return async () => {
		await keeper.close();
		await Promise.all([...kept.values(), prepared].map((one) => one.end()));
	};
}

/** The n8n of this worker; installs it where that was never done, which takes minutes. */
export async function sharedN8n(): Promise<SharedN8n> {
	return (await localHttp.get<SharedN8n>(`${process.env[ADDRESS]}/shared/${process.env.JEST_WORKER_ID}`)).data;
}

/**
 * Lets an n8n of a file's own start on an empty folder as on one that it has started on before: the package is installed,
 * and the owner of the tests has signed up.
 * @returns the package in it
 */
export async function prepareFolder(userFolder: string): Promise<string> {
	return (await localHttp.post<string>(`${process.env[ADDRESS]}/copy`, { userFolder })).data;
}

async function prepare(userFolder: string): Promise<string> {
	const tarball = await packPackage(join(userFolder, 'package'));
	await installPackage(tarball, userFolder);
	const n8n = await start(userFolder);
	await Session.open(n8n.url, owner);
	await n8n.stop();
	await rm(n8n.logFile);
	return tarball;
}

async function start(userFolder: string, environment: Readonly<Record<string, string>> = {}): Promise<N8n> {
	const host = await provisionHost({ report });
	return await N8n.start({ host, userFolder, port: await freePort(), environment });
}
