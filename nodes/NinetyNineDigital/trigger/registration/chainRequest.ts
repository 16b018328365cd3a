import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../plain/objects';
import { NOT_FOUND, postToOwn, type OwnResponse, type Requester } from '../../transport/ownAddress';
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

/** What became of a question for a chain. */
export interface ChainAnswer {
	/** What the trigger remembers, empty if it does not tell; missing if none responds. */
	readonly chain?: FormerChain;
	/** Whether n8n responds that there is no such trigger any more. */
	readonly isGone: boolean;
	/** Whether there may be one that cannot answer yet: while n8n starts, a page comes, under whatever status. */
	readonly isUnknown: boolean;
}

/**
 * Asks another 99digital Trigger for the chain of former addresses that it remembers, and tells it one, in case that it
 * does not know the end. The secret in its address lets the post in; the chains have further secrets, so that they are
 * told only to who also has the account's key.
 *
 * @param address of that trigger, with its secret
 * @param told the chain that it is told; none when left out
 * @throws NodeOperationError if the node has no credential
 */
export async function exchangeChains(context: ChainContext, address: string, told?: FormerChain): Promise<ChainAnswer> {
	const response = await ask(context, address, told);
	if ('problem' in response || !isRecord(response.body)) return { isGone: false, isUnknown: true };
	const { status, body } = response;
	if (body.listening !== true) return { isGone: status === NOT_FOUND, isUnknown: status >= 500 };
	const { former } = body;
	return { isGone: false, isUnknown: false, chain: Array.isArray(former) ? former.filter(isSettings) : [] };
}

async function ask(context: ChainContext, address: string, told?: FormerChain): Promise<OwnResponse> {
	const question = { hook: HOOK, proof: await proofFor(context, address), ...(told && { former: asData(told) }) };
	return await postToOwn(context, address, question, TIMEOUT_MS);
}

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
