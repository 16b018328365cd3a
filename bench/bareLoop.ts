import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import axios from 'axios';
import { numberOf } from './account';
import { answer, input, ownUsage } from './child';
import { messageTo } from './senders';

/** What the bare loop is given. */
export interface BareLoopInput {
	url: string;
	count: number;
	/** Requests at once. */
	lanes: number;
	/** Whether each lane keeps its connection, or opens one for each request. */
	keepsConnections: boolean;
	/** The certificate of an address with https. */
	ca?: string;
	credential: { apiKey: string; from: string };
}

/** Sends as fast as the connections allow and judges nothing: what physics allows. */
async function loop({ url, count, lanes, keepsConnections: keepAlive, ca, credential }: BareLoopInput): Promise<void> {
	// With a most, Node keeps connections for requests that wait for one, whatever it was told.
	const most = keepAlive ? { keepAlive, maxSockets: lanes } : { keepAlive };
	const httpAgent = new Agent(most);
	const httpsAgent = new TlsAgent({ ...most, ca });
	const http = axios.create({ proxy: false, httpAgent, httpsAgent });
	let next = 0;
	const lane = async () => {
		while (next < count) await http.post(url, { ...messageTo(numberOf(next++)), ...credential });
	};
	await Promise.all(Array.from({ length: lanes }, lane));
}

const start = process.cpuUsage();
void loop(input()).then(() => answer(ownUsage(start)));
