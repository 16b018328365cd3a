import { sleep, type IWebhookFunctions } from 'n8n-workflow';

import { isRecord } from '../plain/objects';
import { postToOwn, type Requester } from '../transport/ownAddress';
import { withSecret } from './registration/address';
import { ownUrl } from './registration/desiredSettings';
import { SECRET_PARAMETER } from './registration/secret';
import { triggerIn, waitAgain, waitingIn, type WaitingMemory } from './waitingMessages';

/** What is needed of n8n to have a trigger start a run by itself. */
export type QuietContext = Requester &
	Pick<IWebhookFunctions, 'getNode' | 'getNodeWebhookUrl' | 'getQueryData' | 'getMode' | 'logger'>;

/** Stands in the place where 99digital names its events. */
const HOOK = 'n8n-quiet';

/** Another process is given this time to start the run of what it has taken, before it counts as dead. */
const GRACE_MS = 5_000;

/** Clocks of two machines differ by less than this. */
const TOLERANCE_MS = 1_000;

/** Waits before further tries, in milliseconds: n8n starts, or has no database. */
const PAUSES = [1_000, 2_000, 5_000, 10_000, 20_000, 40_000];

/** One for each customer of a trigger, whatever else they write; `until` in milliseconds since 1970. */
const waiters = new Map<string, { until: number }>();

/** A post with which a trigger tells itself that a customer has been quiet for long enough. */
interface Quiet {
	readonly customer: string;
}

/** What such a post brings; undefined for any other. */
export const quietIn = (body: unknown): Quiet | undefined =>
	isRecord(body) && body.hook === HOOK && typeof body.customer === 'string' ? { customer: body.customer } : undefined;

/** Whether a customer whose last message came at this time, in milliseconds since 1970, has been quiet for so long. */
export const isQuiet = (last: number, seconds: number, now: number): boolean =>
	last + seconds * 1000 <= now + TOLERANCE_MS;

/** Where the trigger reaches itself; undefined in a test with manual registration, whose address no node is told. */
export function addressOfOwn(context: QuietContext, { registration }: WaitingMemory): string | undefined {
	const { [SECRET_PARAMETER]: secret } = context.getQueryData() as Record<string, unknown>;
	const url = registration?.address ?? (context.getMode() === 'manual' ? undefined : ownUrl(context));
	return url !== undefined && typeof secret === 'string' ? withSecret(url, secret) : url;
}

/**
 * Has the trigger start the run of a customer's messages when the customer has been quiet until then.
 *
 * @param address of `addressOfOwn`
 * @param until in milliseconds since 1970; a later one takes the place of an earlier one
 */
export function wakeWhenQuiet(
	context: QuietContext,
	memory: WaitingMemory,
	address: string,
	customer: string,
	until: number,
): void {
	const id = waiterOf(memory, customer);
	const waiter = waiters.get(id);
	if (waiter) waiter.until = Math.max(waiter.until, until);
	else void wake(context, id, { address, customer, trigger: triggerIn(memory) }, until);
}

/**
 * Does the same for what another process has left behind, which may be one that has died. A live one has some seconds to
 * start the run by itself.
 *
 * @param seconds for which a customer has to be quiet
 */
export function adoptWaiting(context: QuietContext, memory: WaitingMemory, seconds: number): void {
	const address = memory.waiting ? addressOfOwn(context, memory) : undefined;
	if (address === undefined) return;
	for (const { customer, since } of waitingIn(memory)) {
		if (waiters.has(waiterOf(memory, customer))) continue;
		const until = Math.max(since + seconds * 1000, Date.now()) + GRACE_MS;
		wakeWhenQuiet(context, memory, address, customer, until);
	}
}

const waiterOf = (memory: WaitingMemory, customer: string): string => `${triggerIn(memory)}:${customer}`;

interface Wake {
	readonly address: string;
	readonly customer: string;
	/** By `triggerOf`. */
	readonly trigger: string;
}

/** Nothing may come between the last look at the time and the end of the waiter: a message could, and be forgotten. */
async function wake(context: QuietContext, id: string, own: Wake, until: number): Promise<void> {
	const { address, customer, trigger } = own;
	const waiter = { until };
	waiters.set(id, waiter);
	for (let tries = 0; ; ) {
		while (Date.now() < waiter.until) await sleep(waiter.until - Date.now());
		const response = await postToOwn(context, address, { hook: HOOK, customer });
		if (Date.now() < waiter.until) continue;
		// Where a later message has come to another process, that one starts the run.
		const isOver = 'body' in response && isRecord(response.body) && response.body.quiet !== undefined;
		const pause = isOver ? undefined : PAUSES[tries++];
		if (pause === undefined) {
			waiters.delete(id);
			if (!isOver) warn(context, response);
			return;
		}
		waitAgain(trigger, customer);
		await sleep(pause);
	}
}

function warn(context: Pick<QuietContext, 'getNode' | 'logger'>, response: object): void {
	const cause = 'status' in response ? `with HTTP status ${String(response.status)}` : 'not at all';
	context.logger.warn(
		`${context.getNode().name}: n8n answered at its own address ${cause}, so that messages that have waited start their run only after the next event`,
	);
}
