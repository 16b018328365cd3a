import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { localHttp } from '../host/localHttp';
import { LOCALHOST } from '../host/ports';

/** One post that the CRM got. */
export interface CrmPost {
	/** Milliseconds since 1970. */
	time: number;
	body: string;
}

/** How the CRM takes a post. */
export interface CrmManner {
	/** The HTTP status of its answer, and how long that takes. */
	status: number;
	delayMs: number;
	/** Where it posts back to what it gets; undefined if it does not. */
	echoTo?: string;
}

/** Stands in for what the account posted to before any trigger was published. */
export interface Crm {
	/** The address that is registered for it. */
	url: string;
	posts: CrmPost[];
	/** How it takes what comes from now on. */
	manner: CrmManner;
	close(): Promise<void>;
}

export const HEALTHY: CrmManner = { status: 200, delayMs: 0 };

const JSON_POST = { headers: { 'content-type': 'application/json' }, timeout: 5000 };

export async function startCrm(): Promise<Crm> {
	const posts: CrmPost[] = [];
	const server = createServer((request, response) => {
		const take = async () => {
			const body = await text(request);
			posts.push({ time: Date.now(), body });
			const { status, delayMs, echoTo } = crm.manner;
			await delay(delayMs);
			response.writeHead(status).end();
			if (echoTo !== undefined) await localHttp.post(echoTo, body, JSON_POST);
		};
		// Whoever posts, or is posted to, may be killed in the middle of it.
		void take().catch(() => response.destroy());
	});
	server.listen(0, LOCALHOST);
	await once(server, 'listening');
	const crm: Crm = {
		url: `http://${LOCALHOST}:${(server.address() as AddressInfo).port}/hook?token=crm`,
		posts,
		manner: HEALTHY,
		close: async () => {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
	return crm;
}
