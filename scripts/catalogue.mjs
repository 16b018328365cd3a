import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The path of a file of the project. */
export const inProject = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const SOURCE = `
	export { messageKinds } from './nodes/NinetyNineDigital/messages';
	export { adviceFor } from './nodes/NinetyNineDigital/form/advice';
	export { toItem } from './nodes/NinetyNineDigital/trigger/events/item';
	export { chosen, noAnswer, replied } from './nodes/NinetyNineDigital/sendAndWait/questionOutputs';
	export { NinetyNineDigital } from './nodes/NinetyNineDigital/NinetyNineDigital.node';
	export { NinetyNineDigitalTrigger } from './nodes/NinetyNineDigital/NinetyNineDigitalTrigger.node';
	export { NinetyNineDigitalApi } from './credentials/NinetyNineDigitalApi.credentials';
`;

/** What the pages of docs/ are made from, compiled from the sources of the nodes. */
export async function loadCatalogue() {
	const { outputFiles } = await build({
		stdin: { contents: SOURCE, resolveDir: inProject('.') },
		bundle: true,
		write: false,
		format: 'cjs',
		platform: 'node',
		external: ['n8n-workflow'],
	});
	const compiled = { exports: {} };
	const require = createRequire(import.meta.url);
	new Function('module', 'exports', 'require', outputFiles[0].text)(compiled, compiled.exports, require);
	return compiled.exports;
}

const cell = (text) => text.replaceAll('|', '\\|');

/** A table of Markdown; with `undefined` for a cell it stays empty. */
export const table = (head, rows) =>
	[head, head.map(() => '---'), ...rows]
		.map((row) => `| ${row.map((text) => cell(text ?? '')).join(' | ')} |`)
		.join('\n');
