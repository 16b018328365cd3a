// What n8n has loaded before it comes to any package.
import 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { inProject } from '../host/project';
import { answer } from './child';
import type { Loading } from './loading';

interface Package {
	n8n: { nodes: string[]; credentials: string[] };
}

const { n8n } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as Package;

const fromProject = createRequire(inProject('package.json'));

/** Each file holds a class by its own name, of which n8n makes one. */
function load(file: string): object {
	const module = fromProject(`./${file}`) as Record<string, new () => object>;
	return new module[basename(file).replace(/\..*/, '')]!();
}

const memory = process.memoryUsage.rss();
const start = process.cpuUsage();
const loaded = [...n8n.credentials, ...n8n.nodes].map(load);
const { user, system } = process.cpuUsage(start);
if (loaded.length < 3) throw new Error('The package has two nodes and a credential');
answer({ cpuMs: (user + system) / 1000, mb: (process.memoryUsage.rss() - memory) / 2 ** 20 } satisfies Loading);
