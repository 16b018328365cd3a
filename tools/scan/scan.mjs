// n8n's verification scan, offline: node scan.mjs <source folder> <unpacked package>
// Prints what it finds and exits with 1 if that is anything.
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';

const [source, tarball] = process.argv.slice(2);
const legs = [
	await analyzePackage(source, SOURCE_FILE_PATTERNS),
	await analyzePackage(tarball, ['**/*.js', 'package.json']),
];
for (const { message, details } of legs.filter(({ passed }) => !passed)) console.log(message, details ?? '');
process.exitCode = legs.every(({ passed }) => passed) ? 0 : 1;
