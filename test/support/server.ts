import { createServer, type IncomingHttpHeaders, type RequestListener, type Server as HttpServer } from 'node:http';
import { createServer as createSocketServer, type AddressInfo, type Server as SocketServer } from 'node:net';

/** What a server answers to every request. */
export interface Reply {
	status?: number;
	headers?: Record<string, string>;
	body?: string;
}

export interface Server {
	url: string;
	/** The requests that arrived, their lines as `POST /sendButtons`. */
	requests: Array<{ line: string; headers: IncomingHttpHeaders; body: string }>;
	close(): Promise<void>;
}

export const JSON_TYPE = { 'content-type': 'application/json' };

const running = new Set<SocketServer>();

async function start(server: SocketServer): Promise<string> {
	running.add(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function stop(server: SocketServer): Promise<void> {
	if (!running.delete(server)) return;
	(server as Partial<HttpServer>).closeAllConnections?.();
	await new Promise((resolve) => server.close(resolve));
}

// Also after a test that failed half-way: one open server would keep the whole run from ending.
afterEach(async () => {
	await Promise.all([...running].map(stop));
});

/** A server that is not the provider: a gateway, a proxy, or a wrong address. It ends with its test at the latest. */
export async function serve({ status = 200, headers = {}, body = '' }: Reply): Promise<Server> {
	const requests: Server['requests'] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const text = Buffer.concat(chunks).toString();
			requests.push({ line: `${request.method} ${request.url}`, headers: request.headers, body: text });
			response.writeHead(status, headers).end(body);
		});
	});
	return { url: await start(server), requests, close: () => stop(server) };
}

/** The address of a server that does this with every request. */
export const listening = (listener: RequestListener): Promise<string> => start(createServer(listener));

/** The address of a server that breaks every connection before it reads anything. */
export const breakingUrl = (): Promise<string> => start(createSocketServer((socket) => socket.destroy()));

/** The address of a port on which nobody listens. */
export async function deadUrl(): Promise<string> {
	const server = createSocketServer();
	const url = await start(server);
	await stop(server);
	return url;
}
