/**
 * Forgets what was added first if there is more than so much. Called after each addition, so that one is enough.
 *
 * @param most how many may be kept
 */
export function forgetOldest<Key>(kept: Map<Key, unknown> | Set<Key>, most: number): void {
	const [oldest] = kept.keys();
	if (kept.size > most) kept.delete(oldest as Key);
}
