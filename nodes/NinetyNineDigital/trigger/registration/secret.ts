import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** The name in the query of a webhook's address under which the secret stands. */
export const SECRET_PARAMETER = 'secret';

/**
 * The secret of a node's address: the same after every restart, another for each node, and no way back to the key.
 *
 * @returns 43 characters that need no escaping in an address
 */
export const deriveSecret = (apiKey: string, workflowId: string, nodeId: string): string =>
	createHmac('sha256', apiKey).update(`99digital trigger\n${workflowId}\n${nodeId}`).digest('base64url');

/**
 * What tells a trigger that whoever asks it also has the account's key.
 *
 * @param address of the trigger that is asked, without its query
 */
export const deriveProof = (apiKey: string, address: string): string =>
	createHmac('sha256', apiKey).update(`99digital former addresses\n${address}`).digest('base64url');

/** What may be stored of a secret: enough to recognise it, too little to use it. */
export const fingerprint = (secret: string): string => sha256(secret).toString('hex');

/** Compares in constant time, whatever the lengths. */
export const isSame = (given: string, secret: string): boolean => timingSafeEqual(sha256(given), sha256(secret));

/** The same for a secret of which only the fingerprint is known. */
export function hasFingerprint(given: string, print: string): boolean {
	const expected = Buffer.from(print, 'hex');
	return expected.length === 32 && timingSafeEqual(sha256(given), expected);
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
