import { isBlank } from '../plain/characters';
import { isRecord } from '../plain/objects';

/** A request to which no response of the provider came back. */
export interface Loss {
	readonly message: string;
	readonly fix: string;
	/** Network code or HTTP status, e.g. `ECONNREFUSED` or `502`; null if there is none. */
	readonly code: string | null;
	/** `unknown` if the request had left, so that the message may have been sent. */
	readonly sent: 'no' | 'unknown';
}

/** Codes of connections that were never made, so that nothing was sent. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
]);

/** OpenSSL's names for a certificate that was refused: the request is written only after it was accepted. */
const CERTIFICATE = /CERT|UNABLE_TO|SELF_SIGNED|ERR_TLS|ALTNAME/;

const MAYBE_SENT = 'The message may have been sent. Look at the conversation in 99digital before you send it again.';

const NOT_SENT = 'Nothing was sent.';

/** A request that could not even be tried. */
export const noAddress: Loss = {
	message: 'Base URL in the credential is not a web address',
	fix: `${NOT_SENT} Correct Base URL in the credential; it begins with https://`,
	code: null,
	sent: 'no',
};

/** A request that would have carried the API key in clear. */
export const inClear: Loss = {
	message: 'Base URL in the credential begins with http://, so that others could read your API key on its way',
	fix: `${NOT_SENT} Write https:// in Base URL, or switch Allow HTTP on in the credential.`,
	code: null,
	sent: 'no',
};

/**
 * @param failure what n8n's request helper threw; its text is not used, for it can hold the request with the API key
 * @param timeoutMs how long it waited, in milliseconds
 */
export function brokenConnection(failure: unknown, timeoutMs: number): Loss {
	const code = networkCode(failure);
	if (code !== null && CERTIFICATE.test(code)) {
		return {
			message: 'The certificate of the address of 99digital is not valid',
			fix: `${NOT_SENT} Check Base URL in the credential.`,
			code,
			sent: 'no',
		};
	}
	if (code !== null && NEVER_CONNECTED.has(code)) {
		return {
			message: '99digital could not be reached',
			fix: `${NOT_SENT} Check the network of n8n and Base URL in the credential, then try again.`,
			code,
			sent: 'no',
		};
	}
	if (code === 'ERR_CANCELED') {
		return { message: 'The execution was stopped before 99digital answered', fix: MAYBE_SENT, code, sent: 'unknown' };
	}
	if (code === 'ECONNABORTED' || code === 'ETIMEDOUT') {
		return {
			message: `99digital did not answer within ${timeoutMs / 1000} seconds`,
			fix: MAYBE_SENT,
			code,
			sent: 'unknown',
		};
	}
	return {
		message: 'The connection to 99digital broke before its answer came',
		fix: MAYBE_SENT,
		code,
		sent: 'unknown',
	};
}

/** n8n wraps the request's failure, which keeps its code in `cause`. */
function networkCode(failure: unknown): string | null {
	if (!isRecord(failure)) return null;
	if (isRecord(failure.cause)) return networkCode(failure.cause);
	return typeof failure.code === 'string' ? failure.code : null;
}

/** HTTP statuses with which a gateway asks for patience. */
const BUSY: ReadonlySet<number> = new Set([408, 425, 429]);

/** A response that is not the provider's JSON: a page of a gateway or proxy, or nothing at all. */
export function unreadableResponse(body: unknown, statusCode: number): Loss {
	const what = isBlank(body)
		? 'nothing'
		: isRecord(body)
			? 'JSON that is not from 99digital'
			: 'a page instead of JSON';
	const refused = statusCode >= 300 && statusCode < 500;
	const fix = BUSY.has(statusCode) ? 'Try again later.' : 'Check Base URL in the credential.';
	return {
		message: `The address of 99digital answered with ${what} (HTTP status ${statusCode})`,
		fix: refused ? `${NOT_SENT} ${fix}` : MAYBE_SENT,
		code: String(statusCode),
		sent: refused ? 'no' : 'unknown',
	};
}
