import { setTimeout as delay } from 'node:timers/promises';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { controlRoutes } from './control';
import { mediaRoutes } from './mediaRoutes';
import { pageRoutes } from './pageRoutes';
import { Provider, type ProviderOptions } from './provider';
import { rejectionOf } from './sameOrigin';
import type { Wire } from './wire';

export interface SandboxOptions extends ProviderOptions {
	/** The port to listen on; 0, the default, takes a free one. */
	port?: number;
}

/** A running sandbox. */
export interface Sandbox {
	/** `http://127.0.0.1:PORT` */
	url: string;
	/** The address that stands for `https://api.99digital.co.il/whatsapp/v2`. */
	baseUrl: string;
	/** The customers' phones, for a person to look at. */
	phoneUrl: string;
	provider: Provider;
	close(): Promise<void>;
}

const HOST = '127.0.0.1';
const API = '/whatsapp/v2';
const PHONE = '/phone';
const MAX_REQUEST = 32 * 1024 * 1024;

/** Starts a stand-in for 99digital on this machine only. */
export async function startSandbox({ port = 0, ...options }: SandboxOptions = {}): Promise<Sandbox> {
	const provider = new Provider(options);
	const app = fastify({
		bodyLimit: MAX_REQUEST,
		forceCloseConnections: true,
		ajv: { customOptions: { allErrors: true, coerceTypes: false, removeAdditional: false } },
	});
	app.addHook('onRequest', async ({ method, headers }, reply) => {
		const rejection = rejectionOf(method, headers);
		if (rejection) return reply.code(rejection.status).send({ error: rejection.error });
	});
	await app.register(controlRoutes(provider), { prefix: '/control' });
	await app.register(operationRoutes(provider), { prefix: API });
	await app.register(mediaRoutes(provider), { prefix: '/media' });
	await app.register(pageRoutes(), { prefix: PHONE });
	app.get('/', (_request, reply) => reply.redirect(PHONE));
	const url = await app.listen({ host: HOST, port });
	return {
		url,
		baseUrl: `${url}${API}`,
		phoneUrl: `${url}${PHONE}`,
		provider,
		async close() {
			provider.close();
			await app.close();
		},
	};
}

/**
 * The provider's own addresses. Each takes JSON under any content type, and as text: a syntax error is the provider's
 * to judge.
 */
function operationRoutes(provider: Provider) {
	return async (api: FastifyInstance): Promise<void> => {
		const sockets = new WeakSet<object>();
		api.removeAllContentTypeParsers();
		api.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

		api.addHook('onRequest', async ({ raw }, reply) => {
			// An unreadable content type would be refused before the provider sees the request.
			raw.headers['content-type'] = 'application/json';
			if (!sockets.has(raw.socket)) provider.traffic.connected();
			sockets.add(raw.socket);
			provider.traffic.began();
			reply.raw.once('close', () => provider.traffic.ended());
		});

		api.post<{ Params: { operation: string } }>('/:operation', async ({ params, body }, reply) => {
			const source = typeof body === 'string' ? body : '';
			const copy = await provider.copy(params.operation, source);
			const { delayMs, wire } = provider.receive(params.operation, source, copy);
			if (delayMs > 0) await delay(delayMs, undefined, { ref: false });
			return put(wire, reply);
		});
	};
}

function put(wire: Wire, reply: FastifyReply): FastifyReply {
	if (wire.kind === 'response') return reply.code(wire.status).headers(wire.headers).send(wire.body);
	reply.hijack();
	if (wire.kind === 'drop') reply.raw.destroy();
	return reply;
}
