import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { run, type CommandOptions } from './command';
import hostPackage from './n8n/package.json';
import pinned from './n8n/node-integrity.json';
import { npm } from './npm';
import { SetupError } from './setupError';

/** Package of the Node for a kind of machine → what npm's lock files call its integrity. */
const integrities: Readonly<Record<string, string>> = pinned;

const { node: version } = hostPackage.dependencies;

const system = process.platform === 'win32' ? 'win' : process.platform;
const packageName = `node-${system}-${process.arch}`;

/** Where the package's own script would put it, which is not run: it runs what it fetched unseen. */
const folderIn = (modules: string): string => join(modules, 'node', 'node_modules', packageName);

/**
 * The Node that n8n runs on: the pinned one, and on machines for which none is pinned the one that runs this.
 * @param modules the `node_modules` with n8n
 */
export function nodeIn(modules: string): string {
	if (!(packageName in integrities)) return process.execPath;
	return join(folderIn(modules), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * Puts n8n's Node where `nodeIn` finds it. It comes from npm, and is unpacked only if it is the very file whose
 * integrity is pinned here.
 * @param modules the `node_modules` with n8n
 * @throws SetupError when it is another file, or when none is pinned and this Node is older than n8n's
 */
export async function installNode(modules: string, options: CommandOptions): Promise<void> {
	const wanted = integrities[packageName];
	if (wanted === undefined) return requireOwnNode();
	const folder = folderIn(modules);
	await mkdir(folder, { recursive: true });
	const printed = await npm("n8n's Node", ['pack', `${packageName}@${version}`, '--json'], { ...options, cwd: folder });
	const [{ filename }] = JSON.parse(printed) as [{ filename: string }];
	await requireIntegrity(join(folder, filename), wanted);
	await run('tar', ['-xzf', filename, '--strip-components=1'], { ...options, cwd: folder });
	await rm(join(folder, filename));
}

/**
 * @param wanted as in a lock file: `sha512-` and the hash in base64
 * @throws SetupError when the file has another hash
 */
export async function requireIntegrity(file: string, wanted: string): Promise<void> {
	const hash = createHash('sha512')
		.update(await readFile(file))
		.digest('base64');
	if (`sha512-${hash}` === wanted) return;
	throw new SetupError(
		`n8n's Node was not installed: what npm brought is not the file that is pinned for ${packageName}`,
	);
}

function requireOwnNode(): void {
	const [major] = version.split('.');
	if (Number(process.versions.node.split('.')[0]) >= Number(major)) return;
	throw new SetupError(`n8n needs Node ${major} on this machine; this is Node ${process.versions.node}`);
}
