import { dependencies } from '../../host/n8n/package.json';
import versions from '../../host/versions/versions.json';

export interface Tested {
	/** Of n8n. */
	version: string;
	/** Its folder in host/versions/; undefined for the version that everything here is made and tested with. */
	folder: string | undefined;
	/** Whether it puts out every answer of a question that waits. */
	waits: boolean;
}

/** All versions that the package is tested with, oldest first. */
const testedVersions: readonly Tested[] = versions.map(({ version, waits }) => ({
	version,
	folder: version === dependencies.n8n ? undefined : version,
	waits,
}));

/**
 * @param version the one that everything here is made and tested with when left out
 * @throws Error when it is none of host/versions/versions.json
 */
export function tested(version: string = dependencies.n8n): Tested {
	const found = testedVersions.find((one) => one.version === version);
	if (found) return found;
	throw new Error(`n8n ${version} is none of ${testedVersions.map((one) => one.version).join(', ')}`);
}
