import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A path inside the clone, whether this code runs from the sources or from build/. */
export function inProject(...parts: string[]): string {
	return join(root, ...parts);
}

const root = nearestPackage(__dirname);

function nearestPackage(folder: string): string {
	return existsSync(join(folder, 'package.json')) ? folder : nearestPackage(dirname(folder));
}
