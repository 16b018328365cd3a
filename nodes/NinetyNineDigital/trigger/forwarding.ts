import { createHash } from 'node:crypto';
import { sleep, type IWebhookFunctions } from 'n8n-workflow';

import { forgetOldest } from '../plain/bounded';
import { forward, type ForwardResult, type Post } from '../transport/forward';
import { NOT_FOUND, type Requester } from '../transport/ownAddress';
import type { WebhookSettings } from '../transport/webhookSettings';
import { hasOrigin, isTriggerAddress, withoutQuery, withScheme } from './registration/address';
import { chainOf, type Registration } from './registration/registration';

/** What is needed of n8n to pass a post on. */
export type ForwardContext = Requester &
	Pick<IWebhookFunctions, 'logger' | 'getNode' | 'getHeaderData' | 'getRequestObject'>;

/**
 * Names the nodes that a post has gone through, so that none passes it on twice: two triggers of one number may each
 * have the other's address as a former one.
 */
const MARK = 'x-99digital-forwarded-by';

/** Tells the next trigger that the event has answered a question of a sleeping execution, and which: it is to start nothing. */
const ANSWERED = 'x-99digital-answered';

/** How long the response to the provider waits for somebody else's address. What takes longer goes on by itself. */
const PATIENCE_MS = 500;

/** With this status a trigger asks for the same post once more. */
const UNAVAILABLE = 503;

/** With this status n8n says that its database has failed, before or after the trigger has passed the post on. */
const BROKEN = 500;

/** Waits between tries at a trigger that is busy, in milliseconds; the last one is repeated. */
const PAUSES = [250, 500, 1000];

/** So long, in milliseconds, a trigger is asked again that answers with a status. */
const ASKED_MS: Readonly<Record<number, number>> = { [UNAVAILABLE]: 2 * 60_000, [BROKEN]: 10_000 };

/** An address at which no trigger has responded is not tried again for so long. */
const DEAD_MS = 60_000;

/** More addresses than any n8n has. */
const MAX_DEAD = 100;

/** What is being passed on to a trigger that has asked for it once more. */
const askingAgain = new Set<string>();

/**
 * Until when addresses are passed over, in milliseconds since 1970: a cache of this process. By registration and address,
 * for a trigger that is published anew knows better.
 */
const deadUntil = new Map<string, number>();

/** Whether another trigger has passed the post on. */
export const isPassedOn = (context: Pick<ForwardContext, 'getHeaderData'>): boolean =>
	context.getHeaderData()[MARK] !== undefined;

/**
 * By `nameOfQuestion`, the question to whose execution another trigger, which has passed the post on, has handed it;
 * undefined if none has.
 */
export function answeredElsewhere(context: Pick<ForwardContext, 'getHeaderData'>): string | undefined {
	const name = context.getHeaderData()[ANSWERED];
	return name === undefined ? undefined : String(name);
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
 * Passes a post on to the first of these addresses that takes it, however long that takes. Failures go to n8n's log and
 * nowhere else.
 *
 * @param registration of this node
 * @param answered by `nameOfQuestion`, the question of a sleeping execution that the event has answered
 * @param name of what is passed on, for `passedInTime`
 * @returns false if a trigger went on asking for the same post once more
 */
export async function forwardToFormer(
	context: ForwardContext,
	addresses: readonly string[],
	{ address: own = '', id }: Registration,
	answered: string | undefined,
	name: string,
): Promise<boolean> {
	const mark = [...trailOf(context), markOf(own)].join(',');
	const headers = { [MARK]: mark, ...(answered !== undefined && { [ANSWERED]: answered }) };
	for (const address of addresses) {
		const way = `${id} ${address}`;
		if ((deadUntil.get(way) ?? 0) > Date.now()) continue;
		const isTrigger = isTriggerAddress(address);
		const result = isTrigger
			? await forwardToTrigger(context, address, headers, { name, isOwn: hasOrigin(address, own) })
			: await forward(context, address, postOf(context), headers);
		const status = 'status' in result ? result.status : 0;
		if (status >= 200 && status < 300) return true;
		if (isTrigger && status === UNAVAILABLE) return false;
		warn(context, address, result);
		// A trigger that does not take the post may be gone: then the next address gets it, so that none is forgotten.
		if (!isTrigger) return true;
		if (status !== 0 && status < 500) passOver(way);
	}
	return true;
}

/** A trigger is asked again while it is busy with the same event, or its n8n has no database or is starting. */
async function forwardToTrigger(
	context: ForwardContext,
	address: string,
	headers: Readonly<Record<string, string>>,
	{ name, isOwn }: { name: string; isOwn: boolean },
): Promise<ForwardResult> {
	const since = Date.now();
	try {
		for (let tries = 0; ; tries += 1) {
			const response = await forward(context, address, postOf(context), headers);
			const result = isOwn && isStarting(response) ? { ...response, status: UNAVAILABLE } : response;
			const patience = 'status' in result ? (ASKED_MS[result.status] ?? 0) : 0;
			if (Date.now() - since >= patience) return result;
			askingAgain.add(name);
			await sleep(PAUSES[Math.min(tries, PAUSES.length - 1)]!);
		}
	} finally {
		askingAgain.delete(name);
	}
}

/**
 * While n8n starts, it responds with 200 and a text to whatever comes, and a moment later with 404 and a page. A trigger
 * responds with JSON, and so does n8n where there is none any more.
 */
const isStarting = (response: ForwardResult): boolean =>
	'status' in response && !response.isJson && (response.status < 300 || response.status === NOT_FOUND);

/** Whether the first of these addresses is that of a trigger, which may ask for a post once more. */
export const startsWithTrigger = ([first = '']: readonly string[]): boolean => isTriggerAddress(first);

/**
 * Waits for a post that is being passed on, as long as 99digital can wait for its response: a trigger is given all that
 * time, somebody else's address a moment. What takes longer goes on by itself. A trigger that is silent is at work, and the
 * run here does not wait for it any longer: where ten triggers share a number and n8n has just started, the first would
 * have its event minutes later.
 *
 * @param passing of `forwardToFormer`
 * @param toTrigger of `startsWithTrigger`
 * @param deadline in milliseconds since 1970
 * @returns `again` if a trigger has asked for the post once more, and has not taken it since
 */
export async function passedInTime(
	passing: Promise<boolean>,
	{ toTrigger, deadline, name }: { toTrigger: boolean; deadline: number; name: string },
): Promise<'passed' | 'again'> {
	const patience = toTrigger ? Math.max(0, deadline - Date.now()) : PATIENCE_MS;
	const isPassed = await Promise.race([passing, sleep(patience).then(() => !askingAgain.has(name))]);
	return isPassed ? 'passed' : 'again';
}

function passOver(way: string): void {
	deadUntil.delete(way);
	deadUntil.set(way, Date.now() + DEAD_MS);
	forgetOldest(deadUntil, MAX_DEAD);
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
