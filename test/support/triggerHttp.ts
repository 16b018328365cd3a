import type { IncomingMessage, ServerResponse } from 'node:http';

/** The parts of Express that n8n hands to nodes. */
export const express = (response: ServerResponse) => {
	const res = Object.assign(response, {
		status: (code: number) => Object.assign(res, { statusCode: code }),
		json: (body: unknown) => res.setHeader('content-type', 'application/json; charset=utf-8').end(JSON.stringify(body)),
	});
	return res;
};

/** What n8n adds to a request: its body, read as JSON if the content type says so, and the same as it came. */
export async function readRequest(request: IncomingMessage, res: ServerResponse, searchParams: URLSearchParams) {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const rawBody = Buffer.concat(chunks);
	const body = readBody(request.headers['content-type'] ?? '', rawBody.toString());
	return Object.assign(request, {
		body,
		rawBody,
		originalUrl: request.url ?? '',
		query: Object.fromEntries(searchParams),
		ip: request.socket.remoteAddress,
		res,
	});
}

function readBody(type: string, text: string): unknown {
	if (type.startsWith('application/json')) return JSON.parse(text);
	return type.startsWith('application/x-www-form-urlencoded') ? Object.fromEntries(new URLSearchParams(text)) : {};
}
