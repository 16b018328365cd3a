import { AsyncLocalStorage } from 'node:async_hooks';
import { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { OutboundHttp } from '@n8n/backend-network';
import { Container } from '@n8n/di';

/** Where a connection goes: to a port of a host, or to a local socket. */
type Target = { host?: string; port?: number | string; path?: string };

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|\[?::1\]?|localhost)$/;

const REFUSED = 'A test connects to no other machine';

/** How long a request to another machine is kept waiting, where it is. */
const HELD_MS = 1_000;

/**
 * The addresses that are asked during a test of this file, those of the test itself included: by n8n's request helper, before
 * it looks for the host, and by every connection. What would leave this machine is broken off before it does.
 */
export function useConnections() {
	const made = new Set<string>();
	const sockets = new Set<string>();
	// What tests of other files have left waiting may go on in this process for a while; it does not belong to this file.
	const ofThisFile = new AsyncLocalStorage<true>();
	ofThisFile.enterWith(true);
	let holds = false;
	let held = 0;
	let mostHeld = 0;
	let spies: jest.SpyInstance[];

	/** @throws Error if the address is not one of this machine */
	async function meet(url: string): Promise<void> {
		const { host, hostname } = URL.canParse(url) ? new URL(url) : { host: url, hostname: url };
		made.add(host);
		if (LOOPBACK.test(hostname)) return;
		mostHeld = Math.max(mostHeld, ++held);
		if (holds) await delay(HELD_MS);
		held--;
		throw new Error(REFUSED);
	}

	function watchRequests(): jest.SpyInstance {
		const http = Container.get(OutboundHttp);
		const requests = http.requests.bind(http);
		return jest.spyOn(http, 'requests').mockImplementation((options) => {
			const { request, ...others } = requests(options);
			const watched: typeof request = async (asked) => {
				await meet(asked.url);
				return await request(asked);
			};
			return { ...others, request: watched };
		});
	}

	function watchSockets(): jest.SpyInstance {
		const connect = Socket.prototype.connect as (this: Socket, ...args: unknown[]) => Socket;
		return jest.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...args: unknown[]) {
			const [{ host = 'localhost', port, path }] = args.flat() as [Target];
			if (ofThisFile.getStore()) sockets.add(path ?? `${host}:${port}`);
			if (path !== undefined || LOOPBACK.test(host)) return connect.apply(this, args);
			process.nextTick(() => this.destroy(new Error(REFUSED)));
			return this;
		});
	}

	beforeEach(() => {
		made.clear();
		sockets.clear();
		holds = false;
		mostHeld = 0;
		spies = [watchRequests(), watchSockets()];
	});

	afterEach(() => spies.forEach((spy) => spy.mockRestore()));

	return {
		/** Where they go, as `host:port`, besides these addresses. */
		besides: (...urls: string[]): string[] =>
			[...new Set([...made, ...sockets])].filter((target) => !urls.map(targetOf).includes(target)),
		/** Whether there was a connection to each of these addresses. */
		reached: (...urls: string[]): boolean => urls.map(targetOf).every((target) => sockets.has(target)),
		/** Keeps waiting from now on what would leave this machine. */
		hold(): void {
			holds = true;
		},
		/** How many such requests were under way at the same time. */
		mostHeld: (): number => mostHeld,
	};
}

const targetOf = (url: string): string => new URL(url).host;
