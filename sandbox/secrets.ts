/** What stands where a secret was. */
const CUT = '…';

/** The secret in a webhook's address, wherever the address stands. */
const ADDRESS_SECRET = /([?&]secret=)[^&#\s"']*/gi;

/**
 * Writes JSON for people and pages to look at: without the keys of accounts, under whatever name they were posted, and
 * without the secret in a webhook's address, by which anybody could start its workflow.
 */
export function withoutSecrets(value: unknown, keys: readonly string[]): string {
	const cut = (text: string): string =>
		keys.reduce((rest, key) => rest.replaceAll(key, CUT), text.replace(ADDRESS_SECRET, `$1${CUT}`));
	return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? cut(part) : part));
}
