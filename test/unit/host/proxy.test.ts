import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { localHttp } from '../../../host/localHttp';
import type { Balancer } from '../../../host/queue/balancer';
import { startProxy } from '../../../host/queue/proxy';
import { deadUrl } from '../../support/server';

interface Process {
	port: number;
	/** The lines of what it took. */
	took: string[];
	server: Server;
}

const processes: Process[] = [];
let proxy: Balancer;

async function startProcess(): Promise<Process> {
	const took: string[] = [];
	const server = createServer((request, response) => {
		took.push(String(request.url));
		if (request.url?.startsWith('/break')) return request.socket.destroy();
		return request.pipe(response.writeHead(201, { 'x-process': 'n8n' }));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const process = { port: (server.address() as AddressInfo).port, took, server };
	processes.push(process);
	return process;
}

beforeEach(async () => {
	proxy = await startProxy();
});

afterEach(async () => {
	await proxy.close();
	for (const { server } of processes.splice(0)) server.close();
});

const post = async (path: string) =>
	await localHttp.post<string>(`${proxy.url}${path}`, 'שלום 👋', { validateStatus: () => true });

it('gives the posts of one address to one process, whatever the query, and those of many to both', async () => {
	const both = [await startProcess(), await startProcess()];
	proxy.targets.push(...both.map(({ port }) => port));
	for (let index = 0; index < 20; index++) {
		await post(`/webhook/${index}?secret=a`);
		await post(`/webhook/${index}?secret=b`);
	}
	const paths = both.map(({ took }) => took.map((line) => line.split('?')[0]));
	expect(paths.map((all) => new Set(all).size * 2)).toEqual(paths.map(({ length }) => length));
	expect(paths.every(({ length }) => length > 0)).toBe(true);
});

it('passes on the body there and the answer back', async () => {
	proxy.targets.push((await startProcess()).port);
	expect(await post('/webhook/1')).toMatchObject({ status: 201, data: 'שלום 👋', headers: { 'x-process': 'n8n' } });
});

it('goes to the next process while nobody listens at the first', async () => {
	const alive = await startProcess();
	proxy.targets.push(Number(new URL(await deadUrl()).port), alive.port);
	for (let index = 0; index < 10; index++) expect(await post(`/webhook/${index}`)).toMatchObject({ status: 201 });
	expect(alive.took).toHaveLength(10);
});

it('answers 502 for a post that may have been taken, and gives it to no other process', async () => {
	const both = [await startProcess(), await startProcess()];
	proxy.targets.push(...both.map(({ port }) => port));
	expect(await post('/break')).toMatchObject({ status: 502 });
	expect(both.flatMap(({ took }) => took)).toEqual(['/break']);
});

it('answers 502 while nobody listens at all', async () => {
	proxy.targets.push(Number(new URL(await deadUrl()).port));
	expect(await post('/webhook/1')).toMatchObject({ status: 502 });
});
