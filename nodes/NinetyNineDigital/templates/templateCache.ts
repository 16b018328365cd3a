import type { INodeListSearchItems } from 'n8n-workflow';

import { forgetOldest } from '../plain/bounded';

/** A template as the picker lists it. */
export interface ListedTemplate {
	readonly item: INodeListSearchItems;
	/** In lower case, what a search looks through. */
	readonly words: string;
}

/** The list of an account as it was when somebody opened the picker: n8n asks again for each letter and each page. */
interface CachedTemplates {
	/** Milliseconds since 1970. */
	readonly since: number;
	readonly items: Promise<readonly ListedTemplate[]>;
}

/** Longer than anybody looks for a template in an open list. */
const LIFE_MS = 5 * 60 * 1000;

/** With 6,000 templates an account takes some megabytes. */
const MAX_ACCOUNTS = 20;

const caches = new Map<string, CachedTemplates>();

/** The list that the account gave when its picker was last opened; undefined if that is too long ago. */
export const cachedTemplates = (account: string, now: Date): CachedTemplates['items'] | undefined => {
	forgetOld(now);
	return caches.get(account)?.items;
};

/**
 * Keeps what the account is giving from now on; a list that cannot be loaded is forgotten.
 *
 * @param account a name for the account that is no secret
 */
export function cacheTemplates(account: string, items: CachedTemplates['items'], now: Date): void {
	forgetOld(now);
	const cached = { since: now.getTime(), items };
	caches.delete(account);
	caches.set(account, cached);
	forgetOldest(caches, MAX_ACCOUNTS);
	items.catch(() => {
		if (caches.get(account) === cached) caches.delete(account);
	});
}

function forgetOld(now: Date): void {
	for (const [account, { since }] of caches) {
		if (now.getTime() - since >= LIFE_MS) caches.delete(account);
	}
}
