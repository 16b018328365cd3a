import { isRecord } from '../../plain/objects';
import { textIn } from '../../plain/scalars';

/** The JSON of one webhook of 99digital. Its values are as they came: any of them may be missing or of another type. */
export type Payload = Readonly<Record<string, unknown>> & { readonly hook: 'new' | 'update' | 'system' };

/** Documented payloads are flat but for orders; what nests deeper than this was made to do harm. */
const MAX_DEPTH = 20;

/**
 * The event in the body of a post.
 *
 * @param body what n8n has read; by the content type it may be an object, text or nothing
 * @param source the body as it came, for a content type under which n8n does not read JSON
 * @returns undefined if it is no event of 99digital
 */
export function readPayload(body: unknown, source: Buffer | undefined): Payload | undefined {
	const read = isRecord(body) && Object.hasOwn(body, 'hook') ? body : parsed(typeof body === 'string' ? body : source);
	return isPayload(read) && isShallow(read, MAX_DEPTH) ? read : undefined;
}

/** Whether a post is of a kind that 99digital has not documented; n8n's own posts have a name of their own. */
export const isUnknownHook = (hook: unknown): hook is string =>
	typeof hook === 'string' && !['new', 'update', 'system'].includes(hook) && !hook.startsWith('n8n-');

function isPayload(value: unknown): value is Payload {
	if (!isRecord(value)) return false;
	const has = (...names: string[]) => names.some((name) => textIn(value[name]) !== undefined);
	switch (value.hook) {
		case 'new':
			return has('unique') && has('from', 'from_id', 'phone');
		case 'update':
			return has('unique') && has('ack');
		case 'system':
			return has('unique', 'type');
		default:
			return false;
	}
}

function parsed(source: string | Buffer = ''): unknown {
	try {
		return JSON.parse(source.toString());
	} catch {
		return undefined;
	}
}

function isShallow(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return true;
	return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}
