import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

export const LOCALHOST = '127.0.0.1';

/** A port on this machine that nobody listens on. */
export async function freePort(): Promise<number> {
	return await listenOnce(0);
}

/** Whether nobody listens on a port of this machine. */
export async function isFree(port: number): Promise<boolean> {
	try {
		await listenOnce(port);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
		throw error;
	}
}

async function listenOnce(port: number): Promise<number> {
	const server = createServer().listen(port, LOCALHOST);
	await once(server, 'listening');
	const { port: found } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return found;
}
