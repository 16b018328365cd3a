import { Blocked } from './blocked';
import { openWindow, sendTheRest, tapEverything } from './conversation';
import { noteEvents } from './events';
import { countCharacters, findRateLimits, tryRefusals } from './limits';
import { readAccount, takeWebhook } from './reads';
import type { Walk } from './walk';

/**
 * Walks through everything that is unknown. The account's webhook, where it was changed, is put back at the end,
 * however that comes.
 * @returns why it stopped early; nothing when it came to its end
 */
export async function check(walk: Walk): Promise<string | undefined> {
	let putBack = async (): Promise<void> => undefined;
	try {
		const templates = await readAccount(walk);
		if (walk.choices.webhook !== '') putBack = await takeWebhook(walk);
		const first = await openWindow(walk);
		await tapEverything(walk, templates);
		await sendTheRest(walk, first);
		await countCharacters(walk);
		await tryRefusals(walk, first);
		await findRateLimits(walk);
		return undefined;
	} catch (error) {
		if (error instanceof Blocked) return error.message;
		throw error;
	} finally {
		noteEvents(walk);
		await putBack().catch(() => walk.person.tell('The webhook could not be put back: set it anew in your account.'));
	}
}
