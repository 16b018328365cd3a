import { createRequire } from 'node:module';
import { install, requireNode, run } from './install.mjs';

requireNode();
try {
	await install(['.']);
	for (const script of ['build', 'build:tools']) await build(script);
} catch (error) {
	console.error(error.message);
	process.exit(1);
}
const { start } = createRequire(import.meta.url)('../build/host/start.js');
process.exit(await start(process.argv.slice(2)));

async function build(script) {
	const { ended, output } = await run('npm', ['run', '--silent', script]);
	if (ended !== 0) throw new Error(`npm run ${script} failed:\n${output.trim()}`);
}
