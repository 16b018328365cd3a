import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireFreeBytes } from '../../../host/disk';
import { provisionHost } from '../../../host/provision';

let cache: string;
let registry: Server;
const before = { ...process.env };

/** A cache with nothing in it, and a registry that takes connections and never answers. */
beforeEach(async () => {
	cache = await mkdtemp(join(tmpdir(), 'provision-'));
	registry = createServer().listen(0, '127.0.0.1');
	await once(registry, 'listening');
	Object.assign(process.env, {
		XDG_CACHE_HOME: cache,
		LOCALAPPDATA: cache,
		npm_config_cache: join(cache, 'npm'),
		npm_config_registry: `http://127.0.0.1:${(registry.address() as AddressInfo).port}`,
	});
});
afterEach(async () => {
	registry.close();
	process.env = { ...before };
	await rm(cache, { recursive: true });
});

const leftBehind = () => readdir(join(cache, 'n8n-nodes-99digital'));

describe('the installation of n8n', () => {
	it('says in one line that there is no network, and leaves nothing behind', async () => {
		registry.close();
		const failure = 'n8n could not be installed: npm cannot reach its registry; is this machine online?';
		await expect(provisionHost({ report: () => undefined })).rejects.toThrow(failure);
		expect(await leftBehind()).toEqual([]);
	});

	it('ends when it is interrupted, and leaves nothing behind', async () => {
		const stop = new AbortController();
		registry.once('connection', () => stop.abort());
		await expect(provisionHost({ report: () => undefined, signal: stop.signal })).rejects.toThrow('aborted');
		expect(await leftBehind()).toEqual([]);
	});

	it('says how much disk it needs', async () => {
		await requireFreeBytes(join(cache, 'not', 'there', 'yet'), 1);
		await expect(requireFreeBytes(cache, 1e18)).rejects.toThrow(
			/^n8n needs 1000000000\.0 GB of disk; only .* GB are free/,
		);
	});
});
