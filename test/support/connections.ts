import { AsyncLocalStorage } from 'node:async_hooks';
import { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { OutboundHttp } from '@n8n/backend-network';
import { Container } from '@n8n/di';

/** Where a connection goes: to a port of a host, or to a local socket; Node's requests have null for none. */
type Target = { host?: string; port?: number | string; path?: string | null };

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|\[?::1\]?|localhost)$/;

const REFUSED = 'A test connects to no other machine';

/** How long a request to another machine is kept waiting, where it is. */
const HELD_MS = 1_000;

/**
 * The addresses that are asked during a test of this file by n8n's request helper, before it looks for the host, or by
 * `fetch`, both of which jest makes for each file. Every connection of the process is watched too: what would leave this
 * machine is broken off and counts; what stays on it may be of the tests of another file, some of which go on for a while.
 */
export function useConnections() {
	const made = new Set<string>();
	const sockets = new Set<string>();
	const leaving = new Set<string>();
	// Keeps most of what other files have left behind apart, but not all.
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

	function watchFetch(): jest.SpyInstance {
		const fetching = globalThis.fetch;
		return jest.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
			await meet(input instanceof Request ? input.url : String(input));
			return await fetching(input, init);
		});
	}

	function watchSockets(): jest.SpyInstance {
		const connect = Socket.prototype.connect as (this: Socket, ...args: unknown[]) => Socket;
		return jest.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...args: unknown[]) {
			const [{ host = 'localhost', port, path }] = args.flat() as [Target];
			const target = path ?? `${host}:${port}`;
			sockets.add(target);
			const isSocket = typeof path === 'string';
			const stays = !isSocket && LOOPBACK.test(host);
			if (!stays && ofThisFile.getStore()) leaving.add(target);
			if (isSocket || stays) return connect.apply(this, args);
			process.nextTick(() => this.destroy(new Error(REFUSED)));
			return this;
		});
	}

	beforeEach(() => {
		made.clear();
		sockets.clear();
		leaving.clear();
		holds = false;
		mostHeld = 0;
		spies = [watchRequests(), watchFetch(), watchSockets()];
	});

	afterEach(() => spies.forEach((spy) => spy.mockRestore()));

	return {
		/** Where they go, as `host:port`, besides these addresses. */
		besides: (...urls: string[]): string[] =>
			[...new Set([...made, ...leaving])].filter((target) => !urls.map(targetOf).includes(target)),
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
