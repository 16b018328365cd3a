import { Agent } from 'node:https';
import axios from 'axios';

/** What a link led to. */
export interface Download {
	/** The type as its server told it, without parameters, in lower case. */
	type: string;
	content: Buffer;
}

/** The bounds of one download. */
export interface DownloadLimits {
	/** Most bytes. */
	bytes: number;
	/** Most milliseconds of real time, from the first byte to the last. */
	timeoutMs: number;
	/** Whether a redirect may be followed there. */
	isAllowed: (url: string) => boolean;
	/** Aborted when nobody wants the file any more. */
	closing: AbortSignal;
	/** Certificates to trust besides the usual ones, as PEM. */
	ca?: string;
}

/**
 * Fetches a link.
 * @throws with the cause in words, when there is no whole answer within the limits, or none with a status of success
 */
export type Fetch = (url: string, limits: DownloadLimits) => Promise<Download>;

const MAX_REDIRECTS = 5;

export const fetchLink: Fetch = async (url, { bytes, timeoutMs, isAllowed, closing, ca }) => {
	const { data, headers } = await axios.get<Buffer>(url, {
		...{ responseType: 'arraybuffer', maxContentLength: bytes, decompress: false, proxy: false },
		signal: AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)]),
		...(ca && { httpsAgent: new Agent({ ca }) }),
		maxRedirects: MAX_REDIRECTS,
		beforeRedirect: ({ href }) => {
			if (!isAllowed(String(href))) throw new Error('It redirects to a host that the sandbox does not fetch from');
		},
	});
	const [type = ''] = String(headers['content-type'] ?? '').split(';');
	return { type: type.trim().toLowerCase(), content: data };
};
