import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** `node scripts/clean.mjs folder …` removes folders of the project. */
for (const folder of process.argv.slice(2)) {
	await rm(fileURLToPath(new URL(`../${folder}`, import.meta.url)), { recursive: true, force: true });
}
