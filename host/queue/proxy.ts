import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { LOCALHOST } from '../ports';
import type { Balancer } from './balancer';

const BAD_GATEWAY = 502;

/** n8n may end between two requests. */
const agent = new Agent({ keepAlive: false });

/**
 * Stands in front of the webhook processes as docs/queue-mode/nginx.conf does: the posts of one address go to one
 * process, to the next one while nobody listens there, and a post that may have been taken goes to no other.
 */
export async function startProxy(): Promise<Balancer> {
	const targets: number[] = [];
	const server = createServer((incoming, outgoing) => {
		void passOn(incoming, inOrder(targets, incoming.url ?? '')).then((answer) => {
			outgoing.writeHead(answer?.statusCode ?? BAD_GATEWAY, answer?.headers);
			if (!answer) return outgoing.end();
			answer.on('error', () => outgoing.destroy());
			return answer.pipe(outgoing);
		});
	});
	server.listen(0, LOCALHOST);
	await once(server, 'listening');
	const close = async () => {
		server.close();
		server.closeAllConnections();
		await once(server, 'close');
	};
	return { url: `http://localhost:${(server.address() as AddressInfo).port}`, targets, close };
}

/** The processes for an address: its own first. */
function inOrder(targets: readonly number[], url: string): number[] {
	const [path] = url.split('?');
	const first = createHash('sha256').update(String(path)).digest().readUInt32BE() % targets.length;
	return [...targets.slice(first), ...targets.slice(0, first)];
}

/** Undefined when nobody listens, or the connection breaks before an answer. */
async function passOn(incoming: IncomingMessage, ports: readonly number[]): Promise<IncomingMessage | undefined> {
	try {
		const body = await buffer(incoming);
		for (const port of ports) {
			const answer = await ask(incoming, body, port);
			if (answer !== 'nobody') return answer;
		}
	} catch {
		return undefined;
	}
	return undefined;
}

async function ask(incoming: IncomingMessage, body: Buffer, port: number): Promise<IncomingMessage | 'nobody'> {
	const { method, url: path, headers } = incoming;
	const outgoing = request({ host: LOCALHOST, port, method, path, headers, agent });
	outgoing.end(body);
	try {
		const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
		return answer;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') return 'nobody';
		throw error;
	}
}
