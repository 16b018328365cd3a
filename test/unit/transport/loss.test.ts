import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';

import { brokenConnection as brokenWithin, unreadableResponse } from '../../../nodes/NinetyNineDigital/transport/loss';

const brokenConnection = (failure: unknown) => brokenWithin(failure, 30_000);

/** A failed request as n8n's helper throws it. */
const thrownBy = (code: string | undefined) => {
	const cause = Object.assign(new Error(`connect ${code} with key s3cret`), { code, config: { data: 's3cret' } });
	return new NodeApiError({ name: '99digital' } as INode, cause as unknown as JsonObject);
};

const MAYBE_SENT = /may have been sent/;
const NOT_SENT = /^Nothing was sent\./;

describe('a connection that was never made', () => {
	it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])('%s: nothing was sent', (code) => {
		expect(brokenConnection(thrownBy(code))).toEqual({
			message: '99digital could not be reached',
			fix: expect.stringMatching(NOT_SENT),
			code,
			sent: 'no',
		});
	});

	it.each([
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	])('%s: the certificate is told, nothing was sent', (code) => {
		expect(brokenConnection(thrownBy(code))).toEqual({
			message: expect.stringContaining('certificate'),
			fix: expect.stringMatching(NOT_SENT),
			code,
			sent: 'no',
		});
	});
});

describe('a connection that broke after the request had left', () => {
	it.each(['ECONNABORTED', 'ETIMEDOUT'])('%s: the 30 seconds are told', (code) => {
		expect(brokenConnection(thrownBy(code))).toEqual({
			message: '99digital did not answer within 30 seconds',
			fix: expect.stringMatching(MAYBE_SENT),
			code,
			sent: 'unknown',
		});
	});

	it('ERR_CANCELED: the stop of the execution is told', () => {
		const loss = brokenConnection(thrownBy('ERR_CANCELED'));
		expect(loss).toMatchObject({ message: expect.stringContaining('stopped'), sent: 'unknown' });
	});

	it.each(['ECONNRESET', 'EPIPE', 'ERR_BAD_RESPONSE', 'UND_ERR_SOCKET'])('%s: nobody knows', (code) => {
		expect(brokenConnection(thrownBy(code))).toEqual({
			message: 'The connection to 99digital broke before its answer came',
			fix: expect.stringMatching(MAYBE_SENT),
			code,
			sent: 'unknown',
		});
	});

	it.each([undefined, null, 'text', 5, {}, new Error('a bug'), { cause: {} }, thrownBy(undefined)])(
		'without a code (%#): nobody knows',
		(failure) => {
			expect(brokenConnection(failure)).toMatchObject({ code: null, sent: 'unknown' });
		},
	);
});

it('never repeats what n8n wrote about the request, which holds the API key', () => {
	for (const code of ['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', undefined]) {
		expect(JSON.stringify(brokenConnection(thrownBy(code)))).not.toContain('s3cret');
	}
});

describe('an answer that is not from 99digital', () => {
	it.each([
		['', 'nothing'],
		[undefined, 'nothing'],
		['  \n', 'nothing'],
		[{}, 'JSON that is not from 99digital'],
		[{ status: 'ok' }, 'JSON that is not from 99digital'],
		['<html></html>', 'a page instead of JSON'],
		['{"status":"OK"', 'a page instead of JSON'],
		[[], 'a page instead of JSON'],
	])('%j is told as %s', (body, what) => {
		expect(unreadableResponse(body, 200).message).toContain(`answered with ${what} (HTTP status 200)`);
	});

	it.each([200, 204, 500, 502, 503, 504])('leaves it open under HTTP %d whether the message was sent', (status) => {
		expect(unreadableResponse('<html>', status)).toMatchObject({
			fix: expect.stringMatching(MAYBE_SENT),
			code: String(status),
			sent: 'unknown',
		});
	});

	it.each([301, 302, 307, 400, 401, 403, 404, 405, 413])('was not sent under HTTP %d', (status) => {
		expect(unreadableResponse('<html>', status)).toMatchObject({
			fix: expect.stringMatching(NOT_SENT),
			code: String(status),
			sent: 'no',
		});
	});

	it.each([408, 425, 429])('asks for patience under HTTP %d', (status) => {
		expect(unreadableResponse('<html>', status)).toMatchObject({
			fix: expect.stringMatching(/^Nothing was sent.*later/),
			sent: 'no',
		});
	});
});
