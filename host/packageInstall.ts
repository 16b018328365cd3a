import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npm } from './npm';
import { inProject } from './project';

const MARKER = '.installed-from';

/** Nothing but the package itself: it has no dependencies, and n8n brings the one peer. */
const INSTALL = [
	'install',
	'--offline',
	'--omit=peer',
	'--legacy-peer-deps',
	'--ignore-scripts',
	'--no-audit',
	'--no-fund',
];

/**
 * Packs the built package as for publishing.
 * @param folder where the tarball goes
 * @returns its path
 */
export async function packPackage(folder: string, signal?: AbortSignal): Promise<string> {
	await mkdir(folder, { recursive: true });
	const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
	const printed = await npm('the package', args, { cwd: inProject(), signal });
	const [{ filename }] = JSON.parse(printed) as [{ filename: string }];
	return join(folder, filename);
}

/**
 * Installs a packed package where n8n looks for community nodes, unless the very same is there already.
 * @param userFolder n8n's user folder; a running n8n sees the package after its next start
 */
export async function installPackage(tarball: string, userFolder: string, signal?: AbortSignal): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const marker = join(nodes, MARKER);
	const wanted = createHash('sha256')
		.update(await readFile(tarball))
		.digest('hex');
	if ((await readFile(marker, 'utf8').catch(() => '')) === wanted) return;
	await mkdir(nodes, { recursive: true });
	await npm('the package', [...INSTALL, '--prefix', nodes, tarball], { cwd: nodes, signal });
	await writeFile(marker, wanted);
}
