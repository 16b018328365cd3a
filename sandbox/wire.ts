import type { ProviderResponse } from './response';
import { acceptedEffects, type Outcome, type WireEffect } from './behaviour';

/** What is put on the wire: an HTTP response, a broken connection, or nothing for ever. */
export type Wire =
	| { kind: 'response'; status: number; headers: Record<string, string>; body: string }
	| { kind: 'drop' }
	| { kind: 'hang' };

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const HTML_TYPE = { 'content-type': 'text/html; charset=utf-8' };

const page = (words: string): string => `<!DOCTYPE html><html><body><h1>${words}</h1></body></html>`;

export const json = (status: number, value: unknown): Wire => ({
	kind: 'response',
	status,
	headers: JSON_TYPE,
	body: JSON.stringify(value),
});

/** Whether the request still reaches the provider under this outcome. */
export const isReached = (outcome: Outcome | undefined): boolean =>
	!outcome || (acceptedEffects as readonly string[]).includes(outcome.effect);

/** What the sender gets to see of an response. */
export function onTheWire(outcome: Outcome | undefined, response: ProviderResponse | undefined): Wire {
	if (!outcome || outcome.effect === 'refuse') return json(200, response);
	return damaged[outcome.effect](JSON.stringify(response ?? null));
}

const damaged: Record<WireEffect, (response: string) => Wire> = {
	dropBeforeReading: () => ({ kind: 'drop' }),
	dropAfterAccepting: () => ({ kind: 'drop' }),
	hang: () => ({ kind: 'hang' }),
	http500: () => html(500, '500 Internal Server Error'),
	http502: () => html(502, '502 Bad Gateway'),
	redirect: () => ({
		kind: 'response',
		status: 302,
		headers: { ...HTML_TYPE, location: '/moved' },
		body: page('Moved'),
	}),
	emptyBody: () => ({ kind: 'response', status: 200, headers: JSON_TYPE, body: '' }),
	htmlBody: () => html(200, 'Welcome'),
	malformedJson: (response) => ({ kind: 'response', status: 200, headers: JSON_TYPE, body: response.slice(0, -2) }),
};

const html = (status: number, words: string): Wire => ({
	kind: 'response',
	status,
	headers: HTML_TYPE,
	body: page(words),
});
