import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../plain/objects';
import { postToOwn, type Requester } from '../transport/ownAddress';
import { withoutQuery } from '../trigger/registration/address';
import { isSame, SECRET_PARAMETER } from '../trigger/registration/secret';
import { fileKeyFrom, fileProof } from './fileToken';

/** Stands in the place where 99digital names its events. */
const HOOK = 'n8n-files';

/** A trigger responds to this without starting anything. */
const TIMEOUT_MS = 5_000;

/**
 * Asks the trigger at an address of this n8n whether it serves files.
 *
 * @param address of the trigger, with its secret
 * @returns the key that it knows links by; undefined if it serves none, or nobody responds
 */
export async function askForFiles(context: Requester, address: string, apiKey: string): Promise<string | undefined> {
	const [place, secret] = [withoutQuery(address), new URL(address).searchParams.get(SECRET_PARAMETER)];
	const keys = [apiKey, ...(secret ? [secret] : [])].map(fileKeyFrom);
	const proofs = keys.map((key) => fileProof(key, place));
	const response = await postToOwn(context, address, { hook: HOOK, place, proofs }, TIMEOUT_MS);
	if ('problem' in response || !isRecord(response.body)) return undefined;
	const { servesFilesBy } = response.body;
	return typeof servesFilesBy === 'number' ? keys[servesFilesBy] : undefined;
}

/** What a node that has a file to send posts to the trigger. */
export interface FileCheck {
	/** The trigger's address as the node knows it, without its query. */
	readonly place: string;
	/** Of the keys that the node could sign with. */
	readonly proofs: readonly string[];
}

/** The check in the body of a post; undefined for everything else. */
export function fileCheckIn(body: unknown): FileCheck | undefined {
	if (!isRecord(body) || body.hook !== HOOK) return undefined;
	const { place, proofs } = body;
	return { place: String(place), proofs: Array.isArray(proofs) ? proofs.slice(0, 2).map(String) : [] };
}

/**
 * The trigger's response.
 *
 * @param key undefined if it cannot serve files
 * @returns `servesFilesBy`: the position of the key that it shares with the node, -1 if it shares none
 */
export const respondToFileCheck = ({ place, proofs }: FileCheck, key: string | undefined): IDataObject => ({
	listening: true,
	servesFilesBy: key === undefined ? -1 : proofs.findIndex((proof) => isSame(proof, fileProof(key, place))),
});
