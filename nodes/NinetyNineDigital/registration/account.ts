import { randomUUID } from 'node:crypto';
import type { IHookFunctions } from 'n8n-workflow';

import { getWebhook, setWebhook, type FailedReply, type WebhookSettings } from '../transport/webhookSettings';
import { isSamePlace, withoutQuery } from './address';
import { causeOf, toNodeError } from './failure';
import { fingerprint } from './secret';
import { areInPlace, formerSettings, wantedSettings, type Wish } from './settings';
import { memoryOf, registrationAt, registrationsByAddress, type Registration } from './state';
import { isManual, ownUrl, wishOf } from './wish';

/**
 * Whether the account has this node's address and the switches that its events need, and the node knows what was there
 * before. Always false in manual registration, where there is nothing to look up.
 *
 * @throws NodeApiError if the account cannot be asked
 */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	if (isManual(context)) return false;
	const wish = await wishOf(context);
	const isKnown = memoryOf(context).registration?.address === withoutQuery(wish.url);
	return isKnown && areInPlace(wish, await presentSettings(context));
}

/**
 * Registers the node's address with the account and remembers what was there before.
 *
 * @throws NodeApiError if the account does not take it; what was there before is then put back if need be
 */
export async function register(context: IHookFunctions): Promise<boolean> {
	const memory = memoryOf(context);
	if (isManual(context)) {
		memory.registration = { id: randomUUID(), since: Date.now() };
		return true;
	}
	const wish = await wishOf(context);
	const present = await presentSettings(context);
	const before = memory.registration;
	const inPlace = registrationsByAddress.get(withoutQuery(present.url));
	const registration: Registration = {
		id: randomUUID(),
		since: Date.now(),
		address: withoutQuery(wish.url),
		secret: fingerprint(wish.secret),
		former: formerSettings(wish, [present, inPlace?.former, before?.former], before?.address),
	};
	memory.registration = registration;
	registrationsByAddress.set(withoutQuery(wish.url), registration);
	const failure = await apply(context, wish, present);
	if (!failure) return true;
	await unregister(context);
	if (before) memory.registration ??= before;
	throw toNodeError(context, failure);
}

/**
 * Puts back what was there before, but only if the address is still this node's own. Never throws: n8n must be able to
 * deactivate a workflow while 99digital is down.
 */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	if (isManual(context)) return true;
	try {
		const failure = await restore(context);
		if (failure) warn(context, causeOf(failure));
	} catch (cause) {
		warn(context, (cause as Error).message);
	}
	return true;
}

async function presentSettings(context: IHookFunctions): Promise<WebhookSettings> {
	const reply = await getWebhook(context);
	if (reply.status === 'ok') return reply.settings;
	throw toNodeError(context, reply);
}

/** The answer of setWebhook is not documented, so that one which is not OK is checked by what getWebhook says then. */
async function apply(context: IHookFunctions, wish: Wish, present: WebhookSettings): Promise<FailedReply | undefined> {
	const reply = await setWebhook(context, wantedSettings(wish, present));
	if (reply.status === 'ok') return undefined;
	const check = await getWebhook(context);
	return check.status === 'ok' && areInPlace(wish, check.settings) ? undefined : reply;
}

async function restore(context: IHookFunctions): Promise<FailedReply | undefined> {
	const memory = memoryOf(context);
	const own = ownUrl(context);
	const address = memory.registration?.address ?? withoutQuery(own);
	const registration = registrationAt(address, memory.registration);
	const reply = await getWebhook(context);
	if (reply.status !== 'ok') return reply;

	const { settings: present } = reply;
	if (isSamePlace(present.url, address) || isSamePlace(present.url, own)) {
		const former = registration?.former ?? { ...present, url: '' };
		const outcome = await setWebhook(context, { ...former, systemPhoneAlert: present.systemPhoneAlert });
		if (outcome.status !== 'ok') return outcome;
	} else if (registration?.former) {
		bequeath(own, present.url, registration.former);
	}
	registrationsByAddress.delete(address);
	delete memory.registration;
	return undefined;
}

/**
 * Another trigger, or a test of this one, has taken this node's place since and would put its address back one day; from
 * now on it is to put back what was there before both.
 */
function bequeath(own: string, presentUrl: string, former: WebhookSettings): void {
	const address = withoutQuery(presentUrl);
	const heir = registrationsByAddress.get(address);
	if (!heir?.former || !isSamePlace(heir.former.url, own)) return;
	registrationsByAddress.set(address, { ...heir, former, since: heir.since + 1 });
}

function warn(context: IHookFunctions, cause: string): void {
	const { former } = memoryOf(context).registration ?? {};
	const before = former?.url ? withoutQuery(former.url) : 'none';
	context.logger.warn(
		`${context.getNode().name}: the webhook settings of the number at 99digital could not be put back. ${cause}. ` +
			`Until they are, 99digital sends to an address at which n8n no longer listens. The address before was: ${before}`,
	);
}
