import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the project. */
export const root = join(__dirname, '../..');

/** The environment for lint tools: n8n's base plugin takes every file for every kind of file while NODE_ENV says "test". */
export const lintEnvironment = { ...process.env, NODE_ENV: undefined };

/** The names of the ready workflows in examples/, in English; those in Hebrew have the same ones in examples/he/. */
export const readyNames: readonly string[] = readdirSync(join(root, 'examples'))
	.filter((name) => name.endsWith('.json'))
	.map((name) => name.replace('.json', ''));
