import { randomUUID } from 'node:crypto';
import type { IHookFunctions } from 'n8n-workflow';

import { getWebhook, setWebhook, type FailedPost, type WebhookSettings } from '../../transport/webhookSettings';
import { isSameNode, isSamePlace, isTriggerAddress, withoutQuery } from './address';
import { isGone } from './chainRequest';
import { isManual, ownUrl, desiredSettingsOf } from './desiredSettings';
import { chainToRemember, firstLiving } from './formerChain';
import {
	chainOf,
	registrationAt,
	registrationsByAddress,
	type Registration,
	type RegistrationMemory,
} from './registration';
import { causeOf, registrationError } from './registrationError';
import { fingerprint } from './secret';
import { areInPlace, settingsToSend, type DesiredSettings } from './settings';

/**
 * Whether the account has this node's address and the switches that its events need, and the node knows what was there
 * before. Always false in manual registration, where there is nothing to look up.
 *
 * @throws NodeApiError if the account cannot be asked
 */
export async function isRegistered(context: IHookFunctions, memory: RegistrationMemory): Promise<boolean> {
	if (isManual(context)) return false;
	const desired = await desiredSettingsOf(context);
	const isKnown = memory.registration?.address === withoutQuery(desired.url);
	return isKnown && areInPlace(desired, await presentSettings(context));
}

/**
 * Registers the node's address with the account and remembers what was there before.
 *
 * @throws NodeApiError if the account does not take it; what was there before is then put back if need be
 */
export async function register(context: IHookFunctions, memory: RegistrationMemory): Promise<boolean> {
	if (isManual(context)) {
		memory.registration = { id: randomUUID(), since: Date.now() };
		return true;
	}
	const desired = await desiredSettingsOf(context);
	const present = await presentSettings(context);
	const before = registrationAt(withoutQuery(desired.url), memory.registration);
	const registration: Registration = {
		id: randomUUID(),
		since: Date.now(),
		address: withoutQuery(desired.url),
		secret: fingerprint(desired.secret),
		chain: await chainToRemember(context, desired, present, before),
		...(desired.isTest && { isTest: true }),
	};
	memory.registration = registration;
	registrationsByAddress.set(withoutQuery(desired.url), registration);
	const failure = await apply(context, desired, present);
	if (!failure) return true;
	await unregister(context, memory);
	if (before) memory.registration ??= before;
	throw registrationError(context, failure);
}

/**
 * Puts back what was there before, but only if the address is still this node's own. Never throws: n8n must be able to
 * deactivate a workflow while 99digital is down.
 */
export async function unregister(context: IHookFunctions, memory: RegistrationMemory): Promise<boolean> {
	if (isManual(context)) return true;
	try {
		const failure = await restore(context, memory);
		if (failure) warn(context, memory, causeOf(failure));
	} catch (cause) {
		warn(context, memory, (cause as Error).message);
	}
	return true;
}

async function presentSettings(context: IHookFunctions): Promise<WebhookSettings> {
	const reply = await getWebhook(context);
	if (reply.status === 'ok') return reply.settings;
	throw registrationError(context, reply);
}

/** The answer of setWebhook is not documented, so that one which is not OK is checked by what getWebhook says then. */
async function apply(
	context: IHookFunctions,
	desired: DesiredSettings,
	present: WebhookSettings,
): Promise<FailedPost | undefined> {
	const reply = await setWebhook(context, settingsToSend(desired, present));
	if (reply.status === 'ok') return undefined;
	const check = await getWebhook(context);
	return check.status === 'ok' && areInPlace(desired, check.settings) ? undefined : reply;
}

async function restore(context: IHookFunctions, memory: RegistrationMemory): Promise<FailedPost | undefined> {
	const own = ownUrl(context);
	const address = memory.registration?.address ?? withoutQuery(own);
	const registration = registrationAt(address, memory.registration);
	const reply = await getWebhook(context);
	if (reply.status !== 'ok') return reply;

	const { settings: present } = reply;
	const isOwn = isSamePlace(present.url, address) || isSamePlace(present.url, own);
	const isOwnTest = !isOwn && registration?.isTest !== true && isSameNode(present.url, own);
	if (isOwn || (registration && (await isAbandoned(context, present.url)))) {
		const former = (await firstLiving(context, chainOf(registration))) ?? { ...present, url: '' };
		const outcome = await setWebhook(context, { ...former, systemPhoneAlert: present.systemPhoneAlert });
		if (outcome.status !== 'ok') return outcome;
	}
	registrationsByAddress.delete(address);
	// A test that goes on puts things back by itself; if it cannot, this node still knows what was there.
	if (!isOwnTest) delete memory.registration;
	return undefined;
}

/** Whether the account has the address of a trigger that has ended without putting anything back. */
const isAbandoned = async (context: IHookFunctions, address: string): Promise<boolean> =>
	isTriggerAddress(address) && (await isGone(context, address));

function warn(context: IHookFunctions, memory: RegistrationMemory, cause: string): void {
	const [former] = chainOf(memory.registration);
	const before = former?.url ? withoutQuery(former.url) : 'none';
	context.logger.warn(
		`${context.getNode().name}: the webhook settings of the number at 99digital could not be put back. ${cause}. ` +
			`Until they are, 99digital sends to an address at which n8n no longer listens. The address before was: ${before}`,
	);
}
