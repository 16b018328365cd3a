import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fastify, { type FastifyInstance } from 'fastify';
import { dependencies } from '../../../host/n8n/package.json';
import { installNode, nodeIn, requireIntegrity } from '../../../host/nodeBinary';

const { node: version } = dependencies;

const NOT_PINNED = /n8n's Node was not installed: .* not the file that is pinned/;

let folder: string;
let tarball: string;
let registry: FastifyInstance;
const before = { ...process.env };

const integrityOf = (bytes: Buffer) => `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

/** A registry that has another file under the name and the version of n8n's Node, and vouches for it. */
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'node-binary-'));
	const other = join(folder, 'other');
	await mkdir(join(other, 'bin'), { recursive: true });
	await writeFile(join(other, 'package.json'), JSON.stringify({ name: 'other', version }));
	await writeFile(join(other, 'bin', 'node'), '#!/bin/sh\necho not Node');
	await promisify(execFile)('npm', ['pack', '--pack-destination', folder], { cwd: other });
	tarball = join(folder, `other-${version}.tgz`);
	const bytes = await readFile(tarball);

	registry = fastify();
	registry.get<{ Params: { name: string } }>('/:name', ({ params: { name }, host }) => {
		const dist = { tarball: `http://${host}/file/other.tgz`, integrity: integrityOf(bytes) };
		return { name, 'dist-tags': { latest: version }, versions: { [version]: { name, version, dist } } };
	});
	registry.get('/file/other.tgz', (_, reply) => reply.type('application/octet-stream').send(bytes));
	const url = await registry.listen({ host: '127.0.0.1', port: 0 });
	Object.assign(process.env, { npm_config_registry: url, npm_config_cache: join(folder, 'cache') });
});
afterEach(async () => {
	process.env = { ...before };
	await registry.close();
	await rm(folder, { recursive: true });
});

describe("n8n's Node", () => {
	it('is not unpacked when the registry brings another file than the one that is pinned', async () => {
		const modules = join(folder, 'node_modules');
		await expect(installNode(modules, { cwd: folder })).rejects.toThrow(NOT_PINNED);
		expect(existsSync(nodeIn(modules))).toBe(false);
	});

	it('is taken by its integrity as lock files write it, and by nothing less', async () => {
		await requireIntegrity(tarball, integrityOf(await readFile(tarball)));
		await expect(requireIntegrity(tarball, integrityOf(Buffer.from('another')))).rejects.toThrow(NOT_PINNED);
		await expect(requireIntegrity(tarball, '')).rejects.toThrow(NOT_PINNED);
	});
});
