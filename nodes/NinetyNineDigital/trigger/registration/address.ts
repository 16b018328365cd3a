import { SECRET_PARAMETER } from './secret';

/** The address to register: that of the node's webhook, with the secret in its query. */
export function withSecret(webhookUrl: string, secret: string): string {
	const url = new URL(webhookUrl);
	url.searchParams.set(SECRET_PARAMETER, secret);
	return url.href;
}

/** The address without its query, where the secrets are; empty for what is no address. */
export function withoutQuery(address: string): string {
	const url = parsed(address);
	return url ? url.origin + path(url) : '';
}

/** The address as people may see it, without its secret; as it is if it is none. */
export const shownAddress = (address: string): string => withoutQuery(address) || address;

/** Whether an address that is written with its scheme has the origin of another. */
export const hasOrigin = (address: string, other: string): boolean =>
	URL.canParse(address) && new URL(address).origin === new URL(other).origin;

/** Whether posts to both addresses reach the same webhook. */
export const isSamePlace = (a: string, b: string): boolean =>
	withoutQuery(a) !== '' && withoutQuery(a) === withoutQuery(b);

/** Whether both are the same in every part that the node relies on, though perhaps written in another way. */
export const isSameAddress = (a: string, b: string): boolean =>
	isSamePlace(a, b) && secretIn(a) !== null && secretIn(a) === secretIn(b);

/**
 * Whether one address is the test address and the other the production address of the same node, or both are the same.
 * Which words n8n has for the two in the path is a setting, so all parts but one must be equal, and the last two, which
 * name the webhook, in any case.
 */
export function isSameNode(a: string, b: string): boolean {
	const [one, other] = [parsed(a), parsed(b)];
	if (!one || !other || one.origin !== other.origin) return false;
	const [left, right] = [path(one).split('/'), path(other).split('/')];
	const different = left.filter((part, index) => part !== right[index]).length;
	return left.length === right.length && different <= 1 && left.slice(-2).join('/') === right.slice(-2).join('/');
}

/**
 * Whether an address is that of a 99digital Trigger of any n8n that has registered itself: by its end and by the shape
 * of its secret.
 */
export function isTriggerAddress(address: string): boolean {
	const url = parsed(address);
	return url !== undefined && path(url).endsWith('/webhook') && /^[\w-]{43}$/.test(secretIn(address) ?? '');
}

/** The address with the path of another in front of its last two parts, which name the webhook. */
export function samePrefix(address: string, other: string): string {
	const [url, from] = [parsed(address), parsed(other)];
	if (!url || !from || url.origin !== from.origin) return address;
	const [left, right] = [path(url).split('/'), path(from).split('/')];
	if (left.length !== right.length) return address;
	url.pathname = [...right.slice(0, -2), ...left.slice(-2)].join('/');
	return url.href;
}

/** Whether an address has the origin of another, and its path in front. */
export function isBelow(address: string, base: string): boolean {
	const [url, from] = [parsed(address), parsed(base)];
	if (!url || !from || url.origin !== from.origin) return false;
	return `${path(url)}/`.startsWith(`${path(from)}/`);
}

/** The address as a request needs it; as it is if it is none. */
export const withScheme = (address: string): string => parsed(address)?.href ?? address;

const secretIn = (address: string): string | null => parsed(address)?.searchParams.get(SECRET_PARAMETER) ?? null;

const path = ({ pathname }: URL): string => pathname.replace(/\/+$/, '');

/** 99digital's documentation shows an address without its scheme. */
function parsed(address: string): URL | undefined {
	const text = /^https?:\/\//i.test(address) ? address : `https://${address}`;
	return address !== '' && URL.canParse(text) ? new URL(text) : undefined;
}
