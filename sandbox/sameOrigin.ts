import type { IncomingHttpHeaders } from 'node:http';

/** Why a request is turned away. */
export interface Rejection {
	status: 403 | 421;
	error: string;
}

/** This machine's own names, at any port. A name that only points here may belong to anybody. */
const OWN_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/**
 * Whether a request may reach the sandbox at all: by a name of this machine (or a page elsewhere could come in by a
 * name of its own that points here), and from no page but the sandbox's own. Programs send no `Origin` and pass.
 * Of what browsers send without one, `Sec-Fetch-Site` tells a picture or script on a strange page from a link that a
 * person followed.
 * @returns nothing when it may
 */
export function rejectionOf(method: string, headers: IncomingHttpHeaders): Rejection | undefined {
	const { host = '', origin } = headers;
	if (!OWN_HOST.test(host)) {
		return { status: 421, error: 'The sandbox answers to localhost, 127.0.0.1 and [::1] alone' };
	}
	const isForeign = origin === undefined ? isSubresource(method, headers) : origin !== `http://${host}`.toLowerCase();
	return isForeign ? { status: 403, error: 'The sandbox takes nothing from pages of other addresses' } : undefined;
}

/** Something that a page of another address loads, posts or frames: neither typed, nor a link that was followed. */
function isSubresource(method: string, headers: IncomingHttpHeaders): boolean {
	const site = headers['sec-fetch-site'] ?? 'none';
	if (site === 'none' || site === 'same-origin') return false;
	return method !== 'GET' || headers['sec-fetch-mode'] !== 'navigate' || headers['sec-fetch-dest'] !== 'document';
}
