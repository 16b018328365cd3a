import { cpus, totalmem, type } from 'node:os';
import { run } from './command';
import { inProject } from './project';
import type { Host } from './provision';
import hostPackage from './n8n/package.json';

/** The machine in one line: what it has, and nothing that tells whose it is. */
export async function machine({ node }: Host): Promise<string> {
	const version = (await run(node, ['--version'], { cwd: inProject() })).trim();
	const memory = Math.round(totalmem() / 2 ** 30);
	const [processor] = cpus();
	const parts = [
		`${cpus().length} cores${processor?.model ? ` (${processor.model.trim()})` : ''}`,
		`${memory} GB`,
		type(),
	];
	const { n8n } = hostPackage.dependencies;
	return `${parts.join(', ')}; n8n ${n8n} with SQLite on Node ${version.slice(1)}; the engine alone on Node ${process.versions.node}`;
}
