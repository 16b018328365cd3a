import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packPackage } from '../../../host/packageInstall';
import { freePort } from '../../../host/ports';
import { provisionHost } from '../../../host/provision';
import { connect, openWorld, type Connected, type Preparation, type World } from '../../../host/world';
import { startSandbox } from '../../../sandbox/server';
import { emptyN8n } from './emptyN8n';
import { owner, prepareFolder, report, sharedN8n } from './sharedN8n';

/** The first start on a machine installs n8n. */
const PROVISION_MS = 30 * 60_000;

export interface SharedWorld extends Connected {
	/** Of the n8n; a place for files that may be forgotten. */
	userFolder: string;
}

export interface TestWorld extends World {
	userFolder: string;
}

/**
 * An n8n that knows nothing but the packed package, and a sandbox, for all tests of a file that restarts n8n, needs an
 * environment, or reads its log. All others take `sharedWorld`, which spares the start.
 * @param environment further environment for n8n
 * @param prepare what has to stand before n8n starts on this port, and what follows from it; the version of n8n is one of
 * host/versions/
 * @returns gives the world while tests run
 */
export function testWorld(
	environment: Readonly<Record<string, string>> = {},
	prepare: (port: number) => Promise<Preparation & { version?: string }> = async () => ({}),
): () => TestWorld {
	let world: TestWorld | undefined;
	let userFolder: string;

	beforeAll(async () => {
		userFolder = await mkdtemp(join(tmpdir(), 'n8n-99digital-e2e-'));
		const port = await freePort();
		const { version, more, ...prepared } = await prepare(port);
		const isUsual = version === undefined;
		const tarball = await (isUsual ? prepareFolder(userFolder) : packPackage(join(userFolder, 'package')));
		const host = await provisionHost({ version, report });
		const options = { host, userFolder, port, sandboxPort: 0, tarball, owner, ...prepared };
		const opened = await openWorld({ ...options, environment: { ...environment, ...more } });
		world = { ...opened, userFolder };
	}, PROVISION_MS);

	afterAll(async () => {
		await world?.close();
		await rm(userFolder, { recursive: true, force: true, maxRetries: 5 });
	});

	return () => {
		if (!world) throw new Error('The world is open only while tests run');
		return world;
	};
}

/**
 * The n8n that all files of a worker share, empty, and a sandbox of the file's own.
 * @returns gives the world while tests run
 */
export function sharedWorld(): () => SharedWorld {
	let world: SharedWorld | undefined;

	beforeAll(async () => {
		const { url, userFolder } = await sharedN8n();
		const sandbox = await startSandbox();
		world = { ...(await connect({ url }, sandbox, owner)), userFolder };
	}, PROVISION_MS);

	afterAll(async () => {
		if (!world) return;
		await emptyN8n(world.session);
		await world.sandbox.close();
	});

	return () => {
		if (!world) throw new Error('The world is open only while tests run');
		return world;
	};
}
