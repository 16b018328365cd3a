import { sleep, type IWebhookFunctions } from 'n8n-workflow';

import { settleQuestions } from '../sendAndWait/openQuestions';
import { triggerOf } from './registration/registration';
import { dropRecent, fateOfRecent, keepRecent, passingOf, recentFates, takeRecent } from './recentPosts';
import { hasSeen, isKey, remember } from './seenEvents';
import type { TriggerMemory } from './triggerMemory';
import { settleWaiting } from './waitingMessages';

/** n8n has started a run, or never will, after so many milliseconds. */
const LONGEST_START_MS = 60_000;

/** Milliseconds between two looks at what other posts have changed. */
const LOOK_MS = 50;

/** What is needed of n8n to tell a repeat. */
export type RepeatContext = Pick<IWebhookFunctions, 'getNode' | 'getRequestObject'>;

/** `new`; `repeat`: it has come before and its run has started; `open`: it has come, and nobody knows yet how it ends. */
export type Claim = 'new' | 'repeat' | 'open';

/**
 * Whether an event has come before; for this process, from now on it has. The stored memory learns of it by
 * `rememberEvents`, when it is certain that it is taken.
 *
 * n8n saves the memory after it has started the run and before it responds to the provider. So an event whose run could not
 * start is no repeat when the provider tries again, and none gets a second run but one whose n8n died in between.
 *
 * @param key by `keyOf`
 * @param since when the post came, in milliseconds since 1970
 */
export function claim(context: RepeatContext, memory: TriggerMemory, key: string, since: number): Claim {
	const id = idOf(context, memory);
	const fate = fateOfRecent(id, key, since);
	if (fate === 'open') return 'open';
	if (fate === 'inTime' || fate === 'late') return 'repeat';
	if (fate === undefined && hasSeen(memory, key)) return 'repeat';
	keepRecent({ trigger: id, key, of: 'run', since, response: context.getRequestObject().res });
	return 'new';
}

/**
 * Passes an event on, unless that has been done or is under way. It is not passed on once more when it comes again, from
 * the provider or from whoever posts back what was passed on, however the first post ended.
 *
 * @param key by `forwardKeyOf`
 * @param pass does it; false if it is to be done once more when the event comes again
 * @param mayLack whether that is possible, so that what is under way is waited for
 * @returns whether it has been passed on in the end
 */
export async function passOnce(
	context: RepeatContext,
	memory: TriggerMemory,
	key: string,
	since: number,
	pass: () => Promise<boolean>,
	mayLack: boolean,
): Promise<boolean> {
	const id = idOf(context, memory);
	const known = mayLack ? passingOf(id, key) : undefined;
	if (known) return await known;
	if (fateOfRecent(id, key, since) !== undefined || hasSeen(memory, key)) return true;
	const passing = pass();
	keepRecent({ trigger: id, key, of: 'forward', since, response: context.getRequestObject().res, passing });
	const isPassed = await passing;
	if (!isPassed) dropRecent(id, key);
	return isPassed;
}

/**
 * Has n8n store the events that are taken, and what this process has learnt of earlier ones. Without a registration
 * nothing is stored: n8n has not saved it yet, and would save this older copy over it.
 */
export function rememberEvents(memory: TriggerMemory, taken: readonly string[], now: number): void {
	if (!memory.registration) return;
	Object.assign(memory, remember(memory, taken, recentFates(triggerOf(memory.registration), now), now));
}

/**
 * Remembers an event that is taken although its post was answered with 503, from which this process would conclude that
 * nothing came of it: for this process at once, and in n8n's memory, over which another post may save an older copy.
 */
export function rememberAnswer(context: RepeatContext, memory: TriggerMemory, key: string, now: number): void {
	if (!isKey(key)) return;
	takeRecent(idOf(context, memory), key, now);
	rememberEvents(memory, [], now);
}

/**
 * Lets n8n save the memory. n8n 2.41 notes that it has changed, but while it prepares the run it takes that note back;
 * a moment later it asks the database, and when that is done it saves what has changed then, what other posts have
 * changed meanwhile included.
 */
export async function changeAgain(context: RepeatContext, memory: TriggerMemory): Promise<void> {
	const { res } = context.getRequestObject();
	const end = Date.now() + LONGEST_START_MS;
	await sleep(0);
	memory.recent = { ...memory.recent };
	if (memory.questions) memory.questions = { ...memory.questions };
	while (!res.writableEnded && Date.now() < end) {
		settleQuestions(memory, new Date());
		settleWaiting(memory);
		await sleep(LOOK_MS);
	}
}

const idOf = (context: Pick<RepeatContext, 'getNode'>, { registration }: TriggerMemory): string =>
	registration ? triggerOf(registration) : context.getNode().id;
