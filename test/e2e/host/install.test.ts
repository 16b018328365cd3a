import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inProject } from '../../../host/project';

const run = promisify(execFile);

let folder: string;

/** A project whose one dependency is a tarball beside it, so that npm needs no network. */
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'install-'));
	const part = join(folder, 'part');
	await mkdir(part);
	for (const version of ['1.0.0', '1.1.0']) {
		await writeFile(join(part, 'package.json'), JSON.stringify({ name: 'part', version }));
		await run('npm', ['pack', '--pack-destination', folder], { cwd: part });
	}
	await cp(inProject('scripts'), join(folder, 'scripts'), { recursive: true });
	await writeProject('1.0.0');
});
afterEach(() => rm(folder, { recursive: true }));

/** @param part its version; of 9.9.9 there is none */
async function writeProject(part: string): Promise<void> {
	const devDependencies = { part: `file:${join(folder, `part-${part}.tgz`)}` };
	const project = { name: 'project', version: '1.0.0', engines: { node: '>=20.19' }, devDependencies };
	const installed = { version: part, resolved: devDependencies.part, dev: true };
	const lock = { ...project, lockfileVersion: 3, packages: { '': project, 'node_modules/part': installed } };
	await writeFile(join(folder, 'package.json'), JSON.stringify(project));
	await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lock));
}

const install = () => run(process.execPath, [join(folder, 'scripts', 'install.mjs'), '.']);
const isInstalled = () => existsSync(join(folder, 'node_modules', 'part', 'package.json'));

describe('scripts/install.mjs', () => {
	it('installs what the lock file names, and is quiet from then on', async () => {
		expect((await install()).stdout).toContain('Installing the development packages');
		expect(isInstalled()).toBe(true);
		expect((await install()).stdout).toBe('');
	});

	it('installs anew when the lock file changed', async () => {
		await install();
		await writeProject('1.1.0');
		expect((await install()).stdout).not.toBe('');
		expect((await install()).stdout).toBe('');
	});

	it('leaves alone what npm ci has installed', async () => {
		await run('npm', ['ci'], { cwd: folder });
		expect((await install()).stdout).toBe('');
	});

	it('installs anew when packages are missing', async () => {
		await run('npm', ['ci', '--omit=dev'], { cwd: folder });
		expect(isInstalled()).toBe(false);
		await install();
		expect(isInstalled()).toBe(true);
	});

	it('may run twice at once', async () => {
		await Promise.all([install(), install()]);
		expect(isInstalled()).toBe(true);
		expect((await install()).stdout).toBe('');
		expect(await readdir(folder)).not.toContain('build');
	});

	it('says in one line why it failed, and leaves nothing behind', async () => {
		await writeProject('9.9.9');
		const before = await readdir(folder);
		const failure = expect.objectContaining({
			code: 1,
			stderr: expect.stringMatching(/^.*could not be installed: .*\n$/) as unknown,
		});
		await expect(install()).rejects.toEqual(failure);
		expect(await readdir(folder)).toEqual(before);
	});
});
