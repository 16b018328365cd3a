import type { INodeListSearchItems } from 'n8n-workflow';

/** The list of an account as it was when somebody opened the picker: n8n asks again for each letter and each page. */
interface Opening {
	/** Milliseconds since 1970. */
	readonly since: number;
	readonly items: Promise<readonly INodeListSearchItems[]>;
}

/** Longer than anybody looks for a template in an open list. */
const LIFE_MS = 5 * 60 * 1000;

/** With 6,000 templates an account takes about a megabyte. */
const MAX_ACCOUNTS = 20;

const openings = new Map<string, Opening>();

/** The list that the account gave at the last opening of its picker; undefined if that is too long ago. */
export const itemsOfOpening = (account: string, now: Date): Opening['items'] | undefined => {
	forgetOld(now);
	return openings.get(account)?.items;
};

/** Keeps what the account is giving from now on; a list that cannot be loaded is forgotten. */
export function keepOpening(account: string, items: Opening['items'], now: Date): void {
	forgetOld(now);
	const opening = { since: now.getTime(), items };
	openings.delete(account);
	openings.set(account, opening);
	const [oldest] = openings.keys();
	if (openings.size > MAX_ACCOUNTS && oldest !== undefined) openings.delete(oldest);
	items.catch(() => {
		if (openings.get(account) === opening) openings.delete(account);
	});
}

function forgetOld(now: Date): void {
	for (const [account, { since }] of openings) {
		if (now.getTime() - since >= LIFE_MS) openings.delete(account);
	}
}
