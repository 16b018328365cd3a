import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../plain/objects';
import { postToOwn, type OwnResponse, type Requester } from '../../transport/ownAddress';
import { CREDENTIAL, type CredentialContext } from '../../transport/post';
import type { WebhookSettings } from '../../transport/webhookSettings';
import { withoutQuery } from './address';
import type { FormerChain } from './registration';
import { deriveProof, isSame } from './secret';

/** What is needed of n8n to ask another trigger. */
export type ChainContext = Requester & CredentialContext;

/** Stands in the place where 99digital names its events. */
const HOOK = 'n8n-former';

/** A trigger responds to this without starting anything. */
const TIMEOUT_MS = 3_000;

const NOT_FOUND = 404;

/**
 * Asks another 99digital Trigger for the chain of former addresses that it remembers. The secret in its address lets the
 * post in; the chain has further secrets, so that it is told only to who also has the account's key.
 *
 * @param address of that trigger, with its secret
 * @returns empty if it lives but does not tell, undefined if no trigger responds
 * @throws NodeOperationError if the node has no credential
 */
export async function askForChain(context: ChainContext, address: string): Promise<FormerChain | undefined> {
	const response = await ask(context, address);
	if ('problem' in response || !isRecord(response.body) || response.body.listening !== true) return undefined;
	const { former } = response.body;
	return Array.isArray(former) ? former.filter(isSettings) : [];
}

/**
 * Tells another trigger the chain of one that is unpublished, in case it has not been told when it asked.
 *
 * @returns whether n8n responds that there is no such trigger any more
 * @throws NodeOperationError if the node has no credential
 */
export async function tellChain(context: ChainContext, address: string, chain: FormerChain): Promise<boolean> {
	const response = await ask(context, address, { former: asData(chain) });
	return 'status' in response && response.status === NOT_FOUND;
}

const ask = async (context: ChainContext, address: string, more: IDataObject = {}): Promise<OwnResponse> =>
	await postToOwn(context, address, { hook: HOOK, proof: await proofFor(context, address), ...more }, TIMEOUT_MS);

const asData = (chain: FormerChain): IDataObject[] => chain.map((settings) => ({ ...settings }));

/** A post that asks for the chain. */
interface ChainRequest {
	readonly proof?: unknown;
	readonly former?: unknown;
}

/** Whether the body of a post asks for the chain. */
export const isChainRequest = (body: unknown): body is ChainRequest => isRecord(body) && body.hook === HOOK;

/**
 * The response of the trigger that is asked.
 *
 * @param address its own, without its query
 * @param chain the latest first
 * @returns `listening`, and with the right proof `former`: the chain; and `told`: what came with the right proof
 */
export async function chainResponse(
	context: CredentialContext,
	{ proof, former }: ChainRequest,
	address: string,
	chain: FormerChain,
): Promise<{ readonly response: IDataObject; readonly told: FormerChain }> {
	const isProven = typeof proof === 'string' && isSame(proof, await proofFor(context, address).catch(() => ''));
	if (!isProven) return { response: { listening: true }, told: [] };
	const told = Array.isArray(former) ? former.filter(isSettings) : [];
	return { response: { listening: true, former: asData(chain) }, told };
}

async function proofFor(context: CredentialContext, address: string): Promise<string> {
	const { apiKey } = await context.getCredentials(CREDENTIAL);
	return deriveProof(String(apiKey), withoutQuery(address));
}

function isSettings(value: unknown): value is WebhookSettings {
	if (!isRecord(value)) return false;
	const { url, systemPhoneAlert, system, readStatus, retry } = value;
	const areTexts = typeof url === 'string' && typeof systemPhoneAlert === 'string';
	return areTexts && [system, readStatus, retry].every((one) => typeof one === 'boolean');
}
