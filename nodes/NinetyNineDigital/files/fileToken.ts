import { createHmac, randomBytes } from 'node:crypto';
import { jsonParse } from 'n8n-workflow';

import { isSame } from '../trigger/registration/secret';

/** A file of n8n's store that whoever has the link may fetch. */
export interface SharedFile {
	/** Where n8n's store has it. */
	readonly id: string;
	/** The last part of the link. */
	readonly name: string;
	/** When the link ends, in milliseconds since 1970. */
	readonly until: number;
}

/** Longer than any token: the longest IDs of n8n's store have some 200 characters. */
const MAX_LENGTH = 1000;

/**
 * The key that signs links to files: made as the secret of a trigger is, and no way back.
 *
 * @param secret the account's API key, or the secret of a trigger in manual registration
 */
export const fileKeyFrom = (secret: string): string => hmac(secret, '99digital files');

/** What proves to a trigger that a node has the same key, without telling it. */
export const fileProof = (key: string, trigger: string): string => hmac(key, `trigger\n${trigger}`);

/** The part of a link that proves it: another one each time, also for the same file. */
export function toFileToken({ id, name, until }: SharedFile, key: string): string {
	const content = Buffer.from(JSON.stringify([id, until, randomBytes(6).toString('base64url')])).toString('base64url');
	return `${content}.${sign(key, content, name)}`;
}

/**
 * What a token of a link was made for.
 *
 * @param name the last part of the link
 * @returns undefined for whatever is forged, altered or another key's
 */
export function provenFile(token: string, name: string, key: string): SharedFile | undefined {
	const [content = '', signature = ''] = token.length > MAX_LENGTH ? [] : token.split('.');
	if (!isSame(signature, sign(key, content, name))) return undefined;
	const [id, until] = jsonParse<[string, number]>(Buffer.from(content, 'base64url').toString());
	return { id, name, until };
}

const sign = (key: string, content: string, name: string): string => hmac(key, `file\n${content}\n${name}`);

const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64url');
