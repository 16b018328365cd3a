import type { WebhookSettings } from '../../transport/webhookSettings';
import { isSameNode, isSamePlace, isTriggerAddress, samePrefix, withoutQuery } from './address';
import { askForChain, type ChainContext } from './chainRequest';
import type { DesiredSettings } from './desiredSettings';
import { chainOf, registrationsByAddress, type FormerChain, type Registration } from './registration';

/** What n8n puts in front of a webhook's name, unless its owner has renamed it. */
const [TEST, LIVE] = ['/webhook-test/', '/webhook/'];

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
	return cut([...found, ...chainOf(before)].filter(({ url }) => !isOwn(url)));
}

/**
 * The chain of a registration whose end was not known, with what another trigger tells of it.
 *
 * @returns undefined if it was known, or still is not
 */
export function completed({ address, chain = [] }: Registration, told: FormerChain): FormerChain | undefined {
	const isEnd = ({ url }: WebhookSettings) => !isTriggerAddress(url);
	if (address === undefined || chain.some(isEnd) || !told.some(isEnd)) return undefined;
	return cut([...chain, ...told.filter(({ url }) => !isSamePlace(url, address))]);
}

/** Each address once, and nothing behind that of somebody else. */
function cut(all: FormerChain): FormerChain {
	const chain = unique(all);
	const end = chain.find(({ url }) => !isTriggerAddress(url));
	const triggers = chain.slice(0, end ? chain.indexOf(end) : undefined).slice(0, MAX_TRIGGERS);
	return end ? [...triggers, end] : triggers;
}

/**
 * The first of a chain that takes posts. A 99digital Trigger does if it answers; anybody else's address always does.
 *
 * @returns the latest, if none does; undefined for an empty chain
 * @throws NodeOperationError if the node has no credential
 */
export async function firstLiving(context: ChainContext, chain: FormerChain): Promise<WebhookSettings | undefined> {
	for (const settings of chain) {
		if (!isTriggerAddress(settings.url) || (await askForChain(context, settings.url))) return settings;
	}
	return chain[0];
}

/**
 * What the account has, and what was there before. If it is the address of a test that has ended without putting
 * anything back, the same trigger is asked at its production address.
 */
async function chainFrom(
	context: ChainContext,
	desired: DesiredSettings,
	present: WebhookSettings,
): Promise<FormerChain> {
	if (isSamePlace(present.url, desired.url) || !isTriggerAddress(present.url)) return [present];
	const known = registrationsByAddress.get(withoutQuery(present.url));
	const chain = await askForChain(context, present.url);
	if (chain || known) return [present, ...(chain?.length ? chain : chainOf(known))];
	const url = desired.isTest ? present.url.replace(TEST, LIVE) : samePrefix(present.url, desired.url);
	const others = url === present.url ? undefined : await askForChain(context, url);
	return others ? [{ ...present, url }, ...others] : [present];
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
