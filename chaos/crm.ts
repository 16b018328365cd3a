import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { LOCALHOST } from '../host/ports';

/** One post that the CRM got. */
export interface CrmPost {
	/** Milliseconds since 1970. */
	time: number;
	body: string;
}

/** Stands in for what the account posted to before any trigger was published. */
export interface Crm {
	/** The address that is registered for it. */
	url: string;
	posts: CrmPost[];
	/** How it answers from now on. */
	answer: { status: number; delayMs: number };
	close(): Promise<void>;
}

export const HEALTHY: Crm['answer'] = { status: 200, delayMs: 0 };

export async function startCrm(): Promise<Crm> {
	const posts: CrmPost[] = [];
	const server = createServer((request, response) => {
		const take = async () => {
			posts.push({ time: Date.now(), body: await text(request) });
			await delay(crm.answer.delayMs);
			response.writeHead(crm.answer.status).end();
		};
		// Whoever posts may be killed in the middle of it.
		void take().catch(() => response.destroy());
	});
	server.listen(0, LOCALHOST);
	await once(server, 'listening');
	const crm: Crm = {
		url: `http://${LOCALHOST}:${(server.address() as AddressInfo).port}/hook?token=crm`,
		posts,
		answer: HEALTHY,
		close: async () => {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
	return crm;
}
