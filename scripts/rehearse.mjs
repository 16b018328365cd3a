// npm run release:rehearse [-- <version>]
// All of a release but the publishing, in a copy of the files that git knows: sets the version, gives the changelog its
// heading, builds, packs, installs the tarball into a fresh n8n and runs an example there. Nothing of the clone changes.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const UNRELEASED = /^## Unreleased\n+(?=- )/m;
const [version = 'minor'] = process.argv.slice(2);

const copy = mkdtempSync(join(tmpdir(), 'n8n-99digital-release-'));
const run = (command, args, stdio = ['ignore', 'pipe', 'inherit']) =>
	execFileSync(command, args, { cwd: copy, encoding: 'utf8', stdio });
const npm = (...args) => run(process.env.npm_execpath ? process.execPath : 'npm', [...npmPath(), ...args]);
const npmPath = () => (process.env.npm_execpath ? [process.env.npm_execpath] : []);

try {
	await install(['.']);
	copyFiles();
	npm('version', version, '--no-git-tag-version', '--ignore-scripts');
	const released = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8')).version;
	writeChangelog(released);
	npm('run', '--silent', 'build');
	const [{ id, files, unpackedSize }] = JSON.parse(npm('pack', '--dry-run', '--json', '--ignore-scripts'));
	console.log(`${id}: ${files.length} files, ${Math.round(unpackedSize / 1000)} kB unpacked`);
	// Packs it once more, installs it into an n8n with an empty folder, and sends with it.
	run(process.execPath, ['scripts/start.mjs', '--once', '--port', '0', '--sandbox-port', '0'], 'inherit');
	console.log(`\n${id} is ready to be tagged v${released}. Nothing was published, and nothing here has changed.`);
} catch (error) {
	console.error(error.message);
	process.exitCode = 1;
} finally {
	rmSync(copy, { recursive: true, force: true });
}

function copyFiles() {
	const listed = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' });
	for (const file of listed.split('\0').filter(Boolean)) cpSync(join(ROOT, file), join(copy, file));
	symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
}

/** @throws {Error} where there is nothing to tell of */
function writeChangelog(released) {
	const path = join(copy, 'CHANGELOG.md');
	const before = readFileSync(path, 'utf8');
	if (!UNRELEASED.test(before)) throw new Error('CHANGELOG.md has nothing under "Unreleased".');
	writeFileSync(path, before.replace(UNRELEASED, `## ${released}\n\n`));
}
