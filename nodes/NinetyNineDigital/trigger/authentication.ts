import type { IWebhookFunctions } from 'n8n-workflow';

import { isManual, ownSecret, type ModeContext, type SecretContext } from './registration/desiredSettings';
import type { Registration } from './registration/registration';
import { hasFingerprint, isSame, SECRET_PARAMETER } from './registration/secret';

/** What is needed of n8n to know whether a post may come in. */
export type AuthenticContext = ModeContext & OwnSecretContext & Pick<IWebhookFunctions, 'getQueryData'>;

type OwnSecretContext = SecretContext & Pick<IWebhookFunctions, 'logger'>;

/**
 * Whether the post came to the address with the right secret: the registered one, which stays valid when the API key
 * changes until the address is registered anew. Only if it is not known, the credential is read.
 *
 * @param secret what the person set for manual registration; blank lets everything pass there
 */
export async function isAuthentic(
	context: AuthenticContext,
	registration: Registration | undefined,
	secret: string,
): Promise<boolean> {
	const { [SECRET_PARAMETER]: given } = context.getQueryData() as Record<string, unknown>;
	if (isManual(context)) return secret === '' || (typeof given === 'string' && isSame(given, secret));
	if (typeof given !== 'string') return false;
	return registration?.secret ? hasFingerprint(given, registration.secret) : await isOwnSecret(context, given);
}

/** Without the credential nothing can be known, so nothing is let in. */
async function isOwnSecret(context: OwnSecretContext, given: string): Promise<boolean> {
	try {
		return isSame(given, await ownSecret(context));
	} catch (cause) {
		context.logger.warn(`${context.getNode().name}: a post was refused. ${(cause as Error).message}`);
		return false;
	}
}

/**
 * Whether an address is in the list.
 *
 * @param ip as n8n sees it; behind a proxy that is the customer's only if n8n knows how many proxies there are
 * @param allowed IP addresses separated by commas or white space; blank allows all
 */
export function isAllowedAddress(ip: string | undefined, allowed: string): boolean {
	const list = allowed.split(/[\s,;]+/).filter(Boolean);
	return list.length === 0 || (ip !== undefined && list.map(plain).includes(plain(ip)));
}

/** An IPv4 address may come in the form of IPv6: `::ffff:34.165.99.212`. */
const plain = (ip: string): string =>
	ip
		.trim()
		.toLowerCase()
		.replace(/^::ffff:(?=\d+\.)/, '');
