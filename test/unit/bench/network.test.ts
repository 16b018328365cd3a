import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { Agent } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import axios from 'axios';

import { openNetwork, type Network } from '../../../bench/network';
import { makeCertificate } from '../../support/certificate';

const ROUND_TRIP = 60;

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

(hasOpenssl ? describe : describe.skip)('a network', () => {
	const folder = mkdtempSync(join(tmpdir(), 'bench-network-'));
	let server: Server;
	let network: Network;
	beforeAll(async () => {
		server = createServer((request, response) => void buffer(request).then((body) => response.end(body)));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		network = await openNetwork(port, [0, ROUND_TRIP], makeCertificate(folder));
	});
	afterAll(async () => {
		await network.close();
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
		rmSync(folder, { recursive: true });
	});

	async function post(roundTrip: number, httpsAgent: Agent, body = 'Hello') {
		const began = performance.now();
		const { data } = await axios.post<string>(network.originAt(roundTrip), body, { httpsAgent, proxy: false });
		return { data, ms: performance.now() - began };
	}

	it('takes three round trips on a new connection, and one on a connection that is kept', async () => {
		const agent = new Agent({ ca: network.ca, keepAlive: true });
		const first = await post(ROUND_TRIP, agent);
		const kept: Array<Awaited<ReturnType<typeof post>>> = [];
		for (let count = 0; count < 5; count++) kept.push(await post(ROUND_TRIP, agent));
		agent.destroy();
		expect([first, ...kept].map(({ data }) => data)).toEqual(Array(6).fill('Hello'));
		expect(first.ms).toBeGreaterThanOrEqual(3 * ROUND_TRIP - 1);
		// A busy machine may stand still in any one of them.
		const quickest = Math.min(...kept.map(({ ms }) => ms));
		expect(quickest).toBeGreaterThanOrEqual(ROUND_TRIP - 1);
		expect(quickest).toBeLessThan(first.ms - ROUND_TRIP);
	});

	it.each([0, ROUND_TRIP])('carries all of it in order, over %i ms', async (roundTrip) => {
		const body = Array.from({ length: 200_000 }, (_, index) => index).join(' ');
		const agent = new Agent({ ca: network.ca });
		expect((await post(roundTrip, agent, body)).data).toBe(body);
	});

	it('is known by its certificate alone', async () => {
		await expect(post(0, new Agent())).rejects.toThrow('self-signed certificate');
	});
});
