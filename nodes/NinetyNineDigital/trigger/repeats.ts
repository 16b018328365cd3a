import { sleep, type IWebhookFunctions } from 'n8n-workflow';

import type { Payload } from './events/payload';
import { isRecent, keepRecent, startedKeys } from './recentPosts';
import { keyOf, keysIn, remember } from './seenEvents';
import type { TriggerMemory } from './triggerMemory';

/**
 * Whether the event has come before; from now on it has.
 *
 * n8n saves the memory after it has started the run and before it answers the provider. So an event whose run could not
 * start is no repeat when the provider tries again, and none gets a second run but one whose n8n died in between.
 */
export function isRepeat(context: IWebhookFunctions, memory: TriggerMemory, payload: Payload, now: Date): boolean {
	const { seen = {}, registration } = memory;
	const key = keyOf(payload);
	const known = new Set(keysIn(seen));
	if (known.has(key)) return true;
	const lost = [];
	if (registration) {
		const { id } = registration;
		if (isRecent(id, key, now)) return true;
		lost.push(...startedKeys(id).filter((started) => !known.has(started)));
		keepRecent({ registration: id, key, since: now.getTime(), response: context.getRequestObject().res });
	}
	memory.seen = remember(seen, [...lost, key], now);
	return false;
}

/**
 * Lets n8n save the memory. n8n 2.41 notes that it has changed, but while it prepares the run it takes that note back;
 * a moment later it asks the database, and when that is done it saves what has changed then.
 */
export async function changeAgain(memory: TriggerMemory): Promise<void> {
	await sleep(0);
	memory.seen = { ...memory.seen };
	if (memory.awaited) memory.awaited = [...memory.awaited];
}
