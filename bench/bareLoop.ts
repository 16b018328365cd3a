import { Agent } from 'node:http';
import axios from 'axios';
import { numberOf } from './account';
import { answer, input, ownUsage } from './child';
import { messageTo } from './senders';

/** What the bare loop is given. */
export interface BareLoopInput {
	url: string;
	count: number;
	/** Requests at once, each lane with a connection that is kept open. */
	lanes: number;
	credential: { apiKey: string; from: string };
}

/** Sends as fast as the connections allow and judges nothing: what physics allows. */
async function loop({ url, count, lanes, credential }: BareLoopInput): Promise<void> {
	const http = axios.create({ proxy: false, httpAgent: new Agent({ keepAlive: true, maxSockets: lanes }) });
	let next = 0;
	const lane = async () => {
		while (next < count) await http.post(url, { ...messageTo(numberOf(next++)), ...credential });
	};
	await Promise.all(Array.from({ length: lanes }, lane));
}

const start = process.cpuUsage();
void loop(input()).then(() => answer(ownUsage(start)));
