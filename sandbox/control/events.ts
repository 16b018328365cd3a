import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Change, Provider } from '../provider';

const HEADERS = { 'content-type': 'text/event-stream', 'cache-control': 'no-store' };

/**
 * `GET /events`: a stream of server-sent events, each the name of what has changed. Changes of one moment are told
 * together and once, for a burst of sends makes thousands of them.
 */
export function eventRoutes(provider: Provider) {
	return async (control: FastifyInstance): Promise<void> => {
		const listeners = new Set<ServerResponse>();
		const changed = new Set<Change>();

		const tell = (): void => {
			const events = [...changed].map((change) => `data: ${change}\n\n`).join('');
			changed.clear();
			for (const listener of listeners) listener.write(events);
		};
		provider.on('change', (change) => {
			if (listeners.size === 0) return;
			if (changed.size === 0) setImmediate(tell);
			changed.add(change);
		});

		control.get('/events', (_request, reply) => {
			reply.hijack();
			reply.raw.writeHead(200, HEADERS).write(': connected\n\n');
			listeners.add(reply.raw);
			reply.raw.once('close', () => listeners.delete(reply.raw));
		});
	};
}
