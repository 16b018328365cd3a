// npm run test:versions [version…|newest]: the round of test/versions/ on each n8n of host/versions/versions.json, and after all
// of them docs/versions.md. Each n8n is installed once per user, which takes minutes and 2 GB.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addNewest } from './newestN8n.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');

const chosen = process.argv.slice(2).map((version) => (version === 'newest' ? addNewest() : version));
const known = JSON.parse(readFileSync(join(ROOT, 'host', 'versions', 'versions.json'), 'utf8')).map(
	({ version }) => version,
);
const results = (version) => join(ROOT, 'build', 'versions', `${version}.json`);

let failed = false;
for (const version of chosen.length > 0 ? chosen : known) {
	rmSync(results(version), { force: true });
	const { status } = spawnSync(process.execPath, [jest, '--config', 'jest.versions.config.js'], {
		cwd: ROOT,
		stdio: 'inherit',
		env: { ...process.env, TESTED_N8N: version },
	});
	failed ||= status !== 0;
}

if (known.every((version) => existsSync(results(version)))) {
	const cells = known.map((version) => JSON.parse(readFileSync(results(version), 'utf8')));
	const rows = [...new Set(cells.flatMap((one) => Object.keys(one)))];
	const line = (parts) => `| ${parts.join(' | ')} |`;
	writeFileSync(
		join(ROOT, 'docs', 'versions.md'),
		`${[
			'# Which n8n',
			'',
			'Each cell was run: the packed package, installed into that version of n8n, against the sandbox. `npm run test:versions` makes this table.',
			'',
			line(['', ...known.map((version) => `n8n ${version}`)]),
			line(['---', ...known.map(() => '---')]),
			...rows.map((row) => line([row, ...cells.map((one) => one[row] ?? '✗')])),
			'',
			'The n8n were given a public https address and, for the file, `N8N_DEFAULT_BINARY_DATA_MODE=filesystem`, which n8n 1 does not do by itself.',
		].join('\n')}\n`,
	);
}
process.exitCode = failed ? 1 : 0;
