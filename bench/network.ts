import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { LOCALHOST } from '../host/ports';
import type { Certificate } from '../test/support/certificate';

/** The account as it is reached from far away: by TLS, and over so many milliseconds there and back. */
export interface Network {
	/** `https://127.0.0.1:PORT` */
	originAt(roundTrip: number): string;
	/** The certificate, as PEM. */
	ca: string;
	close(): Promise<void>;
}

/**
 * Puts TLS before a server of this machine, and before that one stretch of network for each round trip.
 * @param target the port of the server
 */
export async function openNetwork(
	target: number,
	roundTrips: readonly number[],
	{ ca, key }: Certificate,
): Promise<Network> {
	const open = new Set<Socket>();
	const track = (socket: Socket) => void open.add(socket.once('close', () => open.delete(socket)));
	const tls = createTlsServer({ cert: ca, key }, (secure) => {
		const plain = connect(target, LOCALHOST);
		join(secure, plain);
		secure.pipe(plain).pipe(secure);
	});
	tls.on('connection', track);
	const tlsPort = await listen(tls);
	const stretches = new Map<number, Server>();
	for (const roundTrip of roundTrips) {
		const stretch = createServer((near) => travel(near, connect(tlsPort, LOCALHOST), roundTrip));
		stretch.on('connection', track);
		await listen(stretch);
		stretches.set(roundTrip, stretch);
	}
	return {
		originAt: (roundTrip) => `https://${LOCALHOST}:${portOf(stretches.get(roundTrip)!)}`,
		ca,
		async close() {
			const servers = [tls, ...stretches.values()];
			const closed = servers.map((server) => once(server.close(), 'close'));
			for (const socket of open) socket.destroy();
			await Promise.all(closed);
		},
	};
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function listen(server: Server): Promise<number> {
	await once(server.listen(0, LOCALHOST), 'listening');
	return portOf(server);
}

/**
 * Carries what two ends say to each other, half a round trip late in each direction. On one machine a connection is
 * open at once; so what the near end says first is held back by the round trip that opening it takes.
 */
function travel(near: Socket, far: Socket, roundTrip: number): void {
	const opened = performance.now() + roundTrip;
	join(near, far);
	carry(near, far, roundTrip / 2, opened);
	carry(far, near, roundTrip / 2, 0);
}

/** One direction, in order; nothing leaves before the time `opened`. */
function carry(from: Socket, to: Socket, delayMs: number, opened: number): void {
	const steps: Array<() => void> = [];
	const later = (step: () => void) => {
		steps.push(step);
		const now = performance.now();
		// Timers of the same moment may swap; what is carried may not.
		setTimeout(() => steps.shift()!(), Math.max(now, opened) - now + delayMs);
	};
	to.setNoDelay(true);
	from.on('data', (data) => later(() => to.write(data)));
	from.on('end', () => later(() => to.end()));
}

/** When one end breaks, so does the other. */
function join(one: Socket, other: Socket): void {
	for (const [own, peer] of [
		[one, other],
		[other, one],
	] as const)
		own.on('error', () => peer.destroy());
}
