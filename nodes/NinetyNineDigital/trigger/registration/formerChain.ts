import { sleep } from 'n8n-workflow';

import type { WebhookSettings } from '../../transport/webhookSettings';
import { hasOrigin, isSameNode, isSamePlace, isTriggerAddress, samePrefix, withoutQuery } from './address';
import { exchangeChains, type ChainAnswer, type ChainContext } from './chainRequest';
import type { DesiredSettings } from './desiredSettings';
import { chainOf, registrationsByAddress, type FormerChain, type Registration } from './registration';

/** What n8n puts in front of a webhook's name, unless its owner has renamed it. */
const [TEST, LIVE] = ['/webhook-test/', '/webhook/'];

/** Longer than a process of n8n takes to start; whoever unpublishes a workflow waits for it. */
const STARTING_MS = 20_000;

/** Milliseconds between two tries. */
const PAUSE_MS = 500;

/** More triggers than anybody publishes for one number at the same time. */
const MAX_TRIGGERS = 20;

/**
 * The chain to remember when a node registers: what the account has now, what the trigger there has had before it, and
 * what the node itself remembers if that is not the whole.
 *
 * @param present what the account has now
 * @param before the node's registration until now
 * @returns the latest first, at most 20 triggers and the address of somebody else
 * @throws NodeOperationError if the node has no credential
 */
export async function chainToRemember(
	context: ChainContext,
	desired: DesiredSettings,
	present: WebhookSettings,
	before: Registration | undefined,
): Promise<FormerChain> {
	const found = await chainFrom(context, desired, present);
	const isOwn = ownAddresses(desired, before?.address);
	const known = cut([...found, ...chainOf(before)].filter(({ url }) => !isOwn(url)));
	const told = known.some(isEnd) ? [] : await exchangeWithAll(context, known);
	const chain = cut([...known, ...told].filter(({ url }) => !isOwn(url)));
	if (chain.some(isEnd)) await exchangeWithAll(context, chain, chain);
	return chain;
}

/**
 * Asks triggers for their chains and tells them one, since each passes events on by what it knows itself.
 *
 * @returns all that they remember, in their order
 */
async function exchangeWithAll(context: ChainContext, triggers: FormerChain, told?: FormerChain): Promise<FormerChain> {
	const answers = triggers
		.filter((one) => !isEnd(one))
		.map(async ({ url }) => (await exchangeChains(context, url, told)).chain ?? []);
	return (await Promise.all(answers)).flat();
}

/**
 * Whether the account has the address of a trigger that has ended without putting anything back. If it has not, that
 * trigger and those before it learn the chain of the one that is being unpublished.
 *
 * @param address what the account has
 * @param own any address of this n8n
 * @throws NodeOperationError if the node has no credential
 */
export async function isAbandoned(
	context: ChainContext,
	address: string,
	chain: FormerChain,
	own: string,
): Promise<boolean> {
	if (!isTriggerAddress(address)) return false;
	const { isGone, chain: others = [] } = await tellUntil(context, address, chain, own, inTime());
	await exchangeWithAll(context, others, chain);
	return isGone;
}

/** Whether it is somebody else's address, or none, which nothing stands behind. */
const isEnd = ({ url }: WebhookSettings): boolean => !isTriggerAddress(url);

/**
 * The chain of a registration whose end was not known, with what another trigger tells of it.
 *
 * @returns undefined if it was known, or still is not
 */
export function completed({ address, chain = [] }: Registration, told: FormerChain): FormerChain | undefined {
	if (address === undefined || chain.some(isEnd) || !told.some(isEnd)) return undefined;
	return cut([...chain, ...told.filter(({ url }) => !isSamePlace(url, address))]);
}

/** Each address once, and nothing behind that of somebody else. */
function cut(all: FormerChain): FormerChain {
	const chain = unique(all);
	const end = chain.find(isEnd);
	const triggers = chain.slice(0, end ? chain.indexOf(end) : undefined).slice(0, MAX_TRIGGERS);
	return end ? [...triggers, end] : triggers;
}

/**
 * The first of a chain that takes posts. A 99digital Trigger does if it answers, and is told the chain with the question;
 * anybody else's address always does.
 *
 * @param own any address of this n8n
 * @returns the latest, if none does; undefined for an empty chain
 * @throws NodeOperationError if the node has no credential
 */
export async function firstLiving(
	context: ChainContext,
	chain: FormerChain,
	own: string,
): Promise<WebhookSettings | undefined> {
	const end = inTime();
	for (const settings of chain) {
		if (isEnd(settings) || (await tellUntil(context, settings.url, chain, own, end)).chain) return settings;
	}
	return chain[0];
}

const inTime = (): number => Date.now() + STARTING_MS;

/**
 * Tells a trigger the chain, as `exchangeChains`. One of this n8n may be in a process that is just starting: it is told
 * again until it answers or n8n does.
 *
 * @param own any address of this n8n
 * @param end when that is over, in milliseconds since 1970
 */
async function tellUntil(
	context: ChainContext,
	url: string,
	chain: FormerChain,
	own: string,
	end: number,
): Promise<ChainAnswer> {
	for (;;) {
		const answer = await exchangeChains(context, url, chain);
		if (!answer.isUnknown || !hasOrigin(url, own) || Date.now() >= end) return answer;
		await sleep(PAUSE_MS);
	}
}

/**
 * What the account has, and what was there before. If it is the address of a test that has ended without putting
 * anything back, the same trigger is asked at its production address, and remembered even if it does not respond now.
 */
async function chainFrom(
	context: ChainContext,
	desired: DesiredSettings,
	present: WebhookSettings,
): Promise<FormerChain> {
	const isOwn = isSamePlace(present.url, desired.url);
	if (!isTriggerAddress(present.url) || (isOwn && !desired.isTest)) return [present];
	if (!isOwn) {
		const known = registrationsByAddress.get(withoutQuery(present.url));
		const { chain } = await exchangeChains(context, present.url);
		if (chain || known) return [present, ...(chain?.length ? chain : chainOf(known))];
	}
	const url = desired.isTest ? present.url.replace(TEST, LIVE) : samePrefix(present.url, desired.url);
	const published = { ...present, url };
	const others = url === present.url ? undefined : (await exchangeChains(context, url)).chain;
	return others ? [published, ...others] : [present, published];
}

/**
 * Whether an address is one of the node's own. A published node does not take the address of its own test for somebody
 * else's; a test does take the production address for one, and puts it back.
 *
 * @param known where this node was registered before, perhaps under another public address of n8n
 */
function ownAddresses({ url, isTest }: DesiredSettings, known: string | undefined): (address: string) => boolean {
	return (address) =>
		isSamePlace(address, url) || (!isTest && (isSameNode(address, url) || isSamePlace(address, known ?? '')));
}

const unique = (chain: FormerChain): FormerChain =>
	chain.filter((one, index) => !chain.slice(0, index).some(({ url }) => isSamePlace(url, one.url)));
