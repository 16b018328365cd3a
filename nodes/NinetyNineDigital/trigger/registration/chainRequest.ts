import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isRecord } from '../../plain/objects';
import { postToOwn, type OwnResponse } from '../../transport/ownAddress';
import { CREDENTIAL } from '../../transport/post';
import type { WebhookSettings } from '../../transport/webhookSettings';
import { withoutQuery } from './address';
import type { FormerChain } from './registration';
import { deriveProof, isSame } from './secret';

type Caller = Pick<IHookFunctions, 'helpers' | 'getCredentials'>;

/** Stands in the place where 99digital names its events. */
const HOOK = 'n8n-former';

/** A trigger answers this without starting anything. */
const TIMEOUT_MS = 3_000;

const NOT_FOUND = 404;

/**
 * Asks another 99digital Trigger for the chain of former addresses that it remembers. The secret in its address lets the
 * post in; the chain has further secrets, so that it is told only to who also has the account's key.
 *
 * @param address of that trigger, with its secret
 * @returns empty if it lives but does not tell, undefined if no trigger answers
 */
export async function askForChain(context: Caller, address: string): Promise<FormerChain | undefined> {
	const response = await ask(context, address);
	if ('problem' in response || !isRecord(response.body) || response.body.listening !== true) return undefined;
	const { former } = response.body;
	return Array.isArray(former) ? former.filter(isSettings) : [];
}

/** Whether n8n answers that there is no such trigger any more. */
export async function isGone(context: Caller, address: string): Promise<boolean> {
	const response = await ask(context, address);
	return 'status' in response && response.status === NOT_FOUND;
}

const ask = async (context: Caller, address: string): Promise<OwnResponse> =>
	await postToOwn(context, address, { hook: HOOK, proof: await proofFor(context, address) }, TIMEOUT_MS);

/** Whether the body of a post asks for the chain. */
export const isChainRequest = (body: unknown): body is { proof?: unknown } => isRecord(body) && body.hook === HOOK;

/**
 * The response of the trigger that is asked.
 *
 * @param address its own, without its query
 */
export async function chainResponse(
	context: Pick<IWebhookFunctions, 'getCredentials'>,
	{ proof }: { readonly proof?: unknown },
	address: string,
	chain: FormerChain,
): Promise<IDataObject> {
	const isProven = typeof proof === 'string' && isSame(proof, await proofFor(context, address).catch(() => ''));
	return { listening: true, ...(isProven && { former: chain.map((settings) => ({ ...settings })) }) };
}

async function proofFor(context: Pick<IHookFunctions, 'getCredentials'>, address: string): Promise<string> {
	const { apiKey } = await context.getCredentials(CREDENTIAL);
	return deriveProof(String(apiKey), withoutQuery(address));
}

function isSettings(value: unknown): value is WebhookSettings {
	if (!isRecord(value)) return false;
	const { url, systemPhoneAlert, system, readStatus, retry } = value;
	const areTexts = typeof url === 'string' && typeof systemPhoneAlert === 'string';
	return areTexts && [system, readStatus, retry].every((one) => typeof one === 'boolean');
}
