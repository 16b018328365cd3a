import { createHash } from 'node:crypto';
import { sleep, type IWebhookFunctions } from 'n8n-workflow';

import { forward, type ForwardResult, type Post } from '../transport/forward';
import type { Requester } from '../transport/ownAddress';
import type { WebhookSettings } from '../transport/webhookSettings';
import { isTriggerAddress, withoutQuery, withScheme } from './registration/address';
import { chainOf, type Registration } from './registration/registration';

/** What is needed of n8n to pass a post on. */
export type ForwardContext = Requester &
	Pick<IWebhookFunctions, 'logger' | 'getNode' | 'getHeaderData' | 'getRequestObject'>;

/**
 * Names the nodes that a post has gone through, so that none passes it on twice: two triggers of one number may each
 * have the other's address as a former one.
 */
const MARK = 'x-99digital-forwarded-by';

/** Tells the next trigger that the event has answered a question of a sleeping execution, and is to start nothing. */
const ANSWERED = 'x-99digital-answered';

/** How long the response to the provider waits for somebody else's address. What takes longer goes on by itself. */
const PATIENCE_MS = 500;

/** With this status a trigger asks for the same post once more. */
const UNAVAILABLE = 503;

/** With this status n8n says that it could not start the run, after the trigger has passed the post on. */
const NOT_STARTED = 500;

/** An address at which no trigger has responded is not tried again for so long. */
const DEAD_MS = 60_000;

/** More addresses than any n8n has. */
const MAX_DEAD = 100;

/** Until when addresses are passed over, in milliseconds since 1970: a cache of this process. */
const deadUntil = new Map<string, number>();

/** Whether another trigger, which has passed the post on, has handed it to a sleeping execution. */
export function isAnswered(context: Pick<ForwardContext, 'getHeaderData'>): boolean {
	return context.getHeaderData()[ANSWERED] !== undefined;
}

/**
 * The former addresses that a post may go to, the latest first: those that had asked for this kind of event, and that
 * it has not come through.
 *
 * @param registration undefined, or without an address, if it is not known: then there are none
 * @param hook what kind of event it is, in the provider's word
 */
export function formerAddresses(
	context: Pick<ForwardContext, 'getHeaderData'>,
	registration: Registration | undefined,
	hook: string,
): string[] {
	if (registration?.address === undefined) return [];
	const trail = trailOf(context);
	if (trail.includes(markOf(registration.address))) return [];
	return chainOf(registration)
		.filter((settings) => settings.url !== '' && hasAskedFor(settings, hook))
		.filter(({ url }) => !trail.includes(markOf(url)))
		.map(({ url }) => withScheme(url));
}

/**
 * Passes a post on to the first of these addresses that takes it. Failures go to n8n's log and nowhere else.
 *
 * @param own the address of this node
 * @param answered whether the event has answered a question of a sleeping execution
 * @param deadline until when a trigger's response is waited for, in milliseconds since 1970
 * @returns `again` if a trigger asks for the same post once more
 */
export async function forwardToFormer(
	context: ForwardContext,
	addresses: readonly string[],
	own: string,
	answered: boolean,
	deadline: number,
): Promise<'passed' | 'again'> {
	const mark = [...trailOf(context), markOf(own)].join(',');
	const headers = { [MARK]: mark, ...(answered ? { [ANSWERED]: '1' } : {}) };
	const passing = passOn(context, addresses, headers);
	const first = addresses[0] ?? '';
	const patience = isTriggerAddress(first) ? Math.max(0, deadline - Date.now()) : PATIENCE_MS;
	return await Promise.race([passing, sleep(patience).then(() => 'passed' as const)]);
}

/** A trigger that does not take the post may be gone: then the next address gets it, so that none is forgotten. */
async function passOn(
	context: ForwardContext,
	addresses: readonly string[],
	headers: Readonly<Record<string, string>>,
): Promise<'passed' | 'again'> {
	for (const address of addresses) {
		if ((deadUntil.get(address) ?? 0) > Date.now()) continue;
		const result = await forward(context, address, postOf(context), headers);
		const status = 'status' in result ? result.status : 0;
		if (status >= 200 && status < 300) return 'passed';
		if (status === UNAVAILABLE && isTriggerAddress(address)) return 'again';
		warn(context, address, result);
		if (!isTriggerAddress(address) || status === NOT_STARTED) return 'passed';
		if (status !== 0 && status < 500) passOver(address);
	}
	return 'passed';
}

function passOver(address: string): void {
	deadUntil.delete(address);
	deadUntil.set(address, Date.now() + DEAD_MS);
	const [oldest] = deadUntil.keys();
	if (deadUntil.size > MAX_DEAD && oldest !== undefined) deadUntil.delete(oldest);
}

function warn(context: Pick<ForwardContext, 'logger' | 'getNode'>, address: string, result: ForwardResult): void {
	const cause =
		'status' in result
			? `it answered with HTTP status ${result.status}`
			: `it could not be reached (${result.problem})`;
	const { name } = context.getNode();
	context.logger.warn(`${name}: an event was not passed on to the former address ${withoutQuery(address)}: ${cause}`);
}

/** Statuses and notices come only with their switch; an address that had it off is not surprised by them. */
function hasAskedFor({ readStatus, system }: WebhookSettings, hook: string): boolean {
	if (hook === 'update') return readStatus;
	return hook === 'system' ? system : true;
}

const trailOf = (context: Pick<ForwardContext, 'getHeaderData'>): string[] =>
	String(context.getHeaderData()[MARK] ?? '')
		.split(',')
		.filter(Boolean);

const markOf = (address: string): string =>
	createHash('sha256').update(withoutQuery(address)).digest('hex').slice(0, 16);

function postOf(context: Pick<ForwardContext, 'getHeaderData' | 'getRequestObject'>): Post {
	const { rawBody, body } = context.getRequestObject();
	return {
		body: rawBody?.length ? rawBody : Buffer.from(JSON.stringify(body)),
		contentType: String(context.getHeaderData()['content-type'] ?? 'application/json'),
	};
}
