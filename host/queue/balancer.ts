import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { LOCALHOST } from '../ports';

/** One address in front of several processes. */
export interface Balancer {
	url: string;
	/** Where the connections go, in turn. */
	targets: number[];
	close(): Promise<void>;
}

/** Hands each connection to the next of the ports that `targets` holds at that time. */
export async function startBalancer(): Promise<Balancer> {
	const targets: number[] = [];
	const open = new Set<Socket>();
	let connections = 0;
	const keep = (socket: Socket) => {
		open.add(socket);
		socket.once('close', () => open.delete(socket));
		return socket;
	};
	const server = createServer((incoming) => {
		const port = targets[connections++ % targets.length];
		if (port === undefined) return incoming.destroy();
		const outgoing = keep(connect(port, LOCALHOST));
		keep(incoming).on('error', () => outgoing.destroy());
		outgoing.on('error', () => incoming.destroy());
		return incoming.pipe(outgoing).pipe(incoming);
	});
	server.listen(0, LOCALHOST);
	await once(server, 'listening');
	const close = async () => {
		server.close();
		for (const socket of open) socket.destroy();
		await once(server, 'close');
	};
	return { url: `http://localhost:${(server.address() as AddressInfo).port}`, targets, close };
}
