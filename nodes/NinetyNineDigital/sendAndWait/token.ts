import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { textIn } from '../plain/scalars';
import { CREDENTIAL, type CredentialContext } from '../transport/post';
import { answerIdTexts } from '../trigger/events/answerId';
import { eventOf } from '../trigger/events/eventKinds';
import type { Payload } from '../trigger/events/payload';
import { isManual, type ModeContext } from '../trigger/registration/desiredSettings';
import { isFromAsked } from './matching';

/** Tells the IDs of waiting questions apart from those that people give to their buttons. */
const PREFIX = 'n8n:';

/** Longer than any token: a row's ID has at most 200 characters, a button's 256. */
const MAX_LENGTH = 256;

/** A path below the own origin, and a query that ends with n8n's signature (SHA-256 as hex). */
const PATH = /^(\/[\w.~%-]+(?:\/[\w.~%-]+)+\?(?:[\w.~%-]+=[\w.~%-]*&)*)signature=([0-9a-f]{64})$/;

/** The same with the signature in a shorter form, then the proof and the mark of the customer. */
const TOKEN = /^n8n:(\/[\w.~%/-]+\?[\w.~%=&-]*)~([\w-]{43})\.([\w-]{16})([\w-]{6})$/;

/** 96 bits: nobody guesses it by sending taps. */
const PROOF_LENGTH = 16;

/** 36 bits, proven with the rest: they tell the customer who was asked from others. */
const MARK_LENGTH = 6;

/** A question is on its way no longer than that: sending with all its tries takes less. */
const FRESH_SECONDS = 5 * 60;

/** Keys of as many API keys: questions may still wait that were asked before the key was changed. */
const MAX_KEYS = 4;

/** What this process has learnt, for a post that is saved at the same moment can wipe out what is stored. */
const learnt = new Map<string, readonly string[]>();

/** The part of the trigger's memory that proves tokens. */
export interface KeyMemory {
	readonly registration?: { readonly id: string };
	/** Keys that nodes have brought with the listener check, the newest first. */
	tokenKeys?: readonly string[];
}

/**
 * The key by which tokens are proven, the same for all questions of an account. It leads back neither to the API key nor
 * to a secret of the trigger.
 *
 * @returns 256 bits in base64url
 */
export const tokenKeyFrom = (apiKey: string): string =>
	createHmac('sha256', apiKey).update('99digital question').digest('base64url');

/** Whether a text has the form of a token key: 256 bits in base64url. */
export const isTokenKey = (text: unknown): text is string => typeof text === 'string' && /^[\w-]{43}$/.test(text);

/**
 * The part of n8n's resume address that is signed: its path and query. Of its origin nothing is kept, so that whoever
 * reads it again can only come back to an origin of their own.
 *
 * @param address e.g. `https://n8n.example.com/webhook-waiting/7/<node>?a=0&signature=<hex>`
 * @throws TypeError if it is no address, which n8n never gives
 */
export function pathOf(address: string): string {
	const { pathname, search } = new URL(address);
	return pathname + search;
}

/** Whether a text is the path of a resume address, and nothing that could lead elsewhere. */
export function isPath(text: unknown): text is string {
	if (typeof text !== 'string' || !PATH.test(text)) return false;
	const base = 'https://own.example';
	return URL.canParse(text, base) && new URL(text, base).href === base + text;
}

/**
 * The ID of a button or row whose tap resumes the execution at this path.
 *
 * @param path of a resume address
 * @param to the customer who is asked: digits or a user ID
 * @param key of `tokenKeyFrom`
 * @returns as long as its path makes it; the checks of the message tell whether it fits
 */
export function toToken(path: string, to: string, key: string): string {
	const packed = pack(path);
	const marked = mark(key, packed, to);
	return `${PREFIX}${packed}.${proof(key, packed, marked)}${marked}`;
}

/** The texts of a tap that may be tokens. No other event can answer by one, and no field with a meaning of its own. */
export const tokensIn = (payload: Payload): string[] =>
	payload.hook === 'new' && eventOf(payload) !== 'message' ? answerIdTexts(payload).filter(isToken) : [];

/** Whether an ID is one of a waiting question, whole or spoilt. */
export const isToken = (id: unknown): boolean => textIn(id)?.startsWith(PREFIX) === true;

/**
 * The path in a token, if one of the keys proves it and it was given to the customer of this payload.
 *
 * @returns undefined for whatever is forged, altered, another account's, or tapped by somebody else
 */
export function provenPath(token: string, payload: Payload, keys: readonly string[]): string | undefined {
	const [, packed, signature, proven, marked] = (token.length <= MAX_LENGTH && TOKEN.exec(token)) || [];
	if (packed === undefined || signature === undefined || proven === undefined || marked === undefined) return undefined;
	const signed = `${packed}~${signature}`;
	const key = keys.find((candidate) => isSame(proof(candidate, signed, marked), proven));
	if (key === undefined || !isFromAsked(payload, (address) => isSame(mark(key, signed, address), marked)))
		return undefined;
	const path = `${packed}signature=${Buffer.from(signature, 'base64url').toString('hex')}`;
	return isPath(path) ? path : undefined;
}

/** Half the length of the signature, so that the whole token fits into the ID of a row. */
function pack(path: string): string {
	const [, before = '', signature = ''] = PATH.exec(path) ?? [];
	return `${before}~${Buffer.from(signature, 'hex').toString('base64url')}`;
}

const proof = (key: string, packed: string, marked: string): string =>
	hmac(key, `path\n${packed}\n${marked}`).slice(0, PROOF_LENGTH);

const mark = (key: string, packed: string, to: string): string =>
	hmac(key, `to\n${packed}\n${to}`).slice(0, MARK_LENGTH);

const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64url');

const isSame = (a: string, b: string): boolean =>
	a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/**
 * The name of one question of an execution, which stands in the path of its answers: another for each time that the node
 * asks, so that an old tap answers no later question, and with the second in which it began.
 *
 * @returns 12 hex digits, the first 8 of them seconds since 1970
 */
export const newRound = (now: Date): string =>
	Math.floor(now.getTime() / 1000)
		.toString(16)
		.padStart(8, '0') + randomBytes(2).toString('hex');

/** Execution and round of a resume address's path: what all paths of one question have in common, whatever answer they give. */
export function questionOf(path: string): string {
	const { pathname, searchParams } = new URL(path, 'https://own.example');
	return `${pathname} ${searchParams.get('q')}`;
}

/** Whether the question of a path began so lately that it may still be on its way to the customer. */
export function isFresh(path: string, now: Date): boolean {
	const began = parseInt((new URL(path, 'https://own.example').searchParams.get('q') ?? '').slice(0, 8), 16);
	return now.getTime() / 1000 - began < FRESH_SECONDS;
}

/** Keeps a key of `tokenKeyFrom` that came with the trigger's own secret. */
export function learnKey(memory: KeyMemory, key: string): void {
	const known = learntKeys(memory);
	if (known[0] === key && memory.tokenKeys?.[0] === key) return;
	const keys = [key, ...known.filter((other) => other !== key)].slice(0, MAX_KEYS);
	if (memory.registration) learnt.set(memory.registration.id, keys);
	memory.tokenKeys = keys;
}

/** The keys that nodes have brought, the newest first; none before the first listener check. */
export const learntKeys = ({ registration, tokenKeys = [] }: KeyMemory): readonly string[] => [
	...new Set([...(learnt.get(registration?.id ?? '') ?? []), ...tokenKeys]),
];

/** The key of the trigger's own credential; undefined in manual registration, which has none, or if it cannot be read. */
export async function ownKey(context: CredentialContext & ModeContext): Promise<string | undefined> {
	if (isManual(context)) return undefined;
	try {
		const { apiKey } = await context.getCredentials(CREDENTIAL);
		return tokenKeyFrom(String(apiKey));
	} catch {
		return undefined;
	}
}
