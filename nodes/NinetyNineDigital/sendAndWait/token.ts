import { textIn } from '../plain/scalars';

/** Tells the IDs of waiting questions apart from those that people give to their buttons. */
const PREFIX = 'n8n:';

/** A path below the own origin, and a query with n8n's signature (SHA-256 as hex). */
const SHAPE = /^\/[\w.~%-]+(?:\/[\w.~%-]+)+\?(?:[\w.~%-]+=[\w.~%-]*&)*signature=[0-9a-f]{64}$/;

/** More texts than any webhook has. */
const MAX_TEXTS = 1000;

/**
 * The part of n8n's resume address that is signed: its path and query. Of its origin nothing is kept, so that whoever
 * reads it again can only come back to an origin of their own.
 *
 * @param address e.g. `https://n8n.example.com/webhook-waiting/7/<node>?a=0&signature=<hex>`
 */
export function pathOf(address: string): string {
	const { pathname, search } = new URL(address);
	return pathname + search;
}

/** The ID of a button or row whose tap resumes the execution at this path. */
export const toId = (path: string): string => PREFIX + path;

/** Whether a text is the path of a resume address, and nothing that could lead elsewhere. */
export function isPath(text: unknown): text is string {
	if (typeof text !== 'string' || !SHAPE.test(text)) return false;
	const base = 'https://own.example';
	return URL.canParse(text, base) && new URL(text, base).href === base + text;
}

/**
 * The path in an ID of a tapped button or picked row. The name under which 99digital brings the ID back is not
 * documented, so that it is looked for in every text of the payload.
 */
export function pathIn(payload: unknown): string | undefined {
	let count = 0;
	for (const text of textsIn(payload)) {
		if (++count > MAX_TEXTS) return undefined;
		if (text.startsWith(PREFIX) && isPath(text.slice(PREFIX.length))) return text.slice(PREFIX.length);
	}
	return undefined;
}

/** Whether an ID is one of a waiting question, whole or spoilt. */
export const isId = (id: unknown): boolean => textIn(id)?.startsWith(PREFIX) === true;

function* textsIn(value: unknown): Generator<string> {
	if (typeof value === 'string') yield value.trim();
	if (typeof value !== 'object' || value === null) return;
	for (const inner of Object.values(value)) yield* textsIn(inner);
}
