import type { IWebhookFunctions } from 'n8n-workflow';

import { CREDENTIAL } from '../transport/post';
import { isManual } from '../trigger/registration/desiredSettings';
import { tokenKeyFrom } from './token';

/** The part of the trigger's memory that proves tokens. */
export interface KeyMemory {
	readonly registration?: { readonly id: string };
	/** Keys that nodes have brought with the listener check, the newest first. */
	tokenKeys?: readonly string[];
}

/** Keys of as many API keys: questions may still wait that were asked before the key was changed. */
const MAX_KEYS = 4;

/** What this process has learnt, for a post that is saved at the same moment can wipe out what is stored. */
const learnt = new Map<string, readonly string[]>();

/** Keeps a key that came with the trigger's own secret. */
export function learnKey(memory: KeyMemory, key: string): void {
	const known = learntKeys(memory);
	if (known[0] === key && memory.tokenKeys?.[0] === key) return;
	const keys = [key, ...known.filter((other) => other !== key)].slice(0, MAX_KEYS);
	if (memory.registration) learnt.set(memory.registration.id, keys);
	memory.tokenKeys = keys;
}

/** The keys that a node has brought, the newest first. */
export const learntKeys = ({ registration, tokenKeys = [] }: KeyMemory): readonly string[] => [
	...new Set([...(learnt.get(registration?.id ?? '') ?? []), ...tokenKeys]),
];

/** The key of the trigger's own credential; undefined in manual registration, which has none, or if it cannot be read. */
export async function ownKey(
	context: Pick<IWebhookFunctions, 'getCredentials' | 'getNodeParameter'>,
): Promise<string | undefined> {
	if (isManual(context)) return undefined;
	try {
		const { apiKey } = await context.getCredentials(CREDENTIAL);
		return tokenKeyFrom(String(apiKey));
	} catch {
		return undefined;
	}
}
