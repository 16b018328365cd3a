import { randomUUID } from 'node:crypto';
import { NodeApiError, type IHookFunctions } from 'n8n-workflow';

import type { Advice } from '../../form/model';
import { accountReasons } from '../../messages/common';
import type { Requester } from '../../transport/ownAddress';
import type { PostContext } from '../../transport/post';
import { getWebhook, setWebhook, type FailedPost, type WebhookSettings } from '../../transport/webhookSettings';
import { isSameNode, isSamePlace, withoutQuery } from './address';
import {
	areInPlace,
	desiredSettingsOf,
	isManual,
	ownUrl,
	settingsToSend,
	type DesiredContext,
	type DesiredSettings,
} from './desiredSettings';
import { chainToRemember, firstLiving, isAbandoned } from './formerChain';
import {
	chainOf,
	registrationAt,
	registrationsByAddress,
	type Registration,
	type RegistrationMemory,
} from './registration';
import { fingerprint } from './secret';

/** What getWebhook's reasons mean; setWebhook's are not documented, but 2 and 3 mean the same everywhere. */
const ADVICE: Readonly<Record<number, Advice>> = accountReasons;

/** Is told another address while the events still come in where they did before. */
type BeforeMove = (address: string) => Promise<void>;

/** What is needed of n8n to ask the account, and other triggers. */
type RegisterContext = DesiredContext & PostContext & Requester & Pick<IHookFunctions, 'logger'>;

/**
 * Whether the account has this node's address and the switches that its events need, and the node knows what was there
 * before. Always false in manual registration, where there is nothing to look up.
 *
 * @throws NodeApiError if the account cannot be asked, NodeOperationError if the node has no credential
 */
export async function isRegistered(context: RegisterContext, memory: RegistrationMemory): Promise<boolean> {
	if (isManual(context)) return false;
	const desired = await desiredSettingsOf(context);
	const isKnown = memory.registration?.address === withoutQuery(desired.url);
	return isKnown && areInPlace(desired, await presentSettings(context));
}

/**
 * Registers the node's address with the account and remembers what was there before.
 *
 * @param memory is changed in place
 * @param takeOver is told the address at which the events came in, before they come in here; not for a test
 * @returns true
 * @throws NodeApiError if the account does not take it; what was there before is then put back if need be.
 * NodeOperationError if the node has no credential
 */
export async function register(
	context: RegisterContext,
	memory: RegistrationMemory,
	takeOver?: BeforeMove,
): Promise<boolean> {
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
	if (!desired.isTest) await takeOver?.(present.url);
	const failure = await apply(context, desired, present);
	if (!failure) return true;
	await unregister(context, memory);
	if (before) memory.registration ??= before;
	throw registrationError(context, failure);
}

/**
 * Puts back what was there before, but only if the address is still this node's own. Never throws: n8n must be able to
 * deactivate a workflow while 99digital is down.
 *
 * @param memory is changed in place
 * @param announce is told the address that takes over, before the events come in there
 * @returns true
 */
export async function unregister(
	context: RegisterContext,
	memory: RegistrationMemory,
	announce?: BeforeMove,
): Promise<boolean> {
	if (isManual(context)) return true;
	try {
		const failure = await restore(context, memory, announce);
		if (failure) warn(context, memory, causeOf(failure));
	} catch (cause) {
		warn(context, memory, (cause as Error).message);
	}
	return true;
}

/** Why, in one sentence without its stop. */
function causeOf(result: FailedPost): string {
	if (result.status === 'lost') return result.loss.message;
	const { reason } = result;
	if (reason === null) return '99digital refused and gave no reason';
	return ADVICE[reason]?.message ?? `99digital refused for reason ${reason}`;
}

/** The failure as n8n shows it to the person who publishes or tests; when publishing, n8n shows the message alone. */
function registrationError(context: Pick<IHookFunctions, 'getNode'>, result: FailedPost): NodeApiError {
	const reason = result.status === 'refused' ? result.reason : null;
	const fix = ADVICE[reason ?? 0]?.fix ?? 'Try again later, or set Registration to Manual';
	const message = `The trigger was not registered: ${causeOf(result)}`;
	return new NodeApiError(context.getNode(), { reason }, { message, description: fix });
}

async function presentSettings(context: PostContext & Pick<IHookFunctions, 'getNode'>): Promise<WebhookSettings> {
	const result = await getWebhook(context);
	if (result.status === 'ok') return result.settings;
	throw registrationError(context, result);
}

/** The response of setWebhook is not documented, so that one which is not OK is checked by what getWebhook says then. */
async function apply(
	context: PostContext,
	desired: DesiredSettings,
	present: WebhookSettings,
): Promise<FailedPost | undefined> {
	const result = await setWebhook(context, settingsToSend(desired, present));
	if (result.status === 'ok') return undefined;
	const check = await getWebhook(context);
	return check.status === 'ok' && areInPlace(desired, check.settings) ? undefined : result;
}

async function restore(
	context: RegisterContext,
	memory: RegistrationMemory,
	announce?: BeforeMove,
): Promise<FailedPost | undefined> {
	const own = ownUrl(context);
	const address = memory.registration?.address ?? withoutQuery(own);
	const registration = registrationAt(address, memory.registration);
	const result = await getWebhook(context);
	if (result.status !== 'ok') return result;

	const { settings: present } = result;
	const isOwn = isSamePlace(present.url, address) || isSamePlace(present.url, own);
	const isOwnTest = !isOwn && registration?.isTest !== true && isSameNode(present.url, own);
	const chain = chainOf(registration);
	if (isOwn || (registration && (await isAbandoned(context, present.url, chain, own)))) {
		const former = (await firstLiving(context, chain, own)) ?? { ...present, url: '' };
		await announce?.(former.url);
		const outcome = await setWebhook(context, { ...former, systemPhoneAlert: present.systemPhoneAlert });
		if (outcome.status !== 'ok') return outcome;
	}
	registrationsByAddress.delete(address);
	// A test that goes on puts things back by itself; if it cannot, this node still knows what was there.
	if (!isOwnTest) delete memory.registration;
	return undefined;
}

function warn(context: Pick<IHookFunctions, 'getNode' | 'logger'>, memory: RegistrationMemory, cause: string): void {
	const [former] = chainOf(memory.registration);
	const before = former?.url ? withoutQuery(former.url) : 'none';
	context.logger.warn(
		`${context.getNode().name}: the webhook settings of the number at 99digital could not be put back. ${cause}. ` +
			`Until they are, 99digital sends to an address at which n8n no longer listens. The address before was: ${before}`,
	);
}
