import { Agent } from 'node:http';
import axios from 'axios';
import type { Behaviour, WireEffect } from '../../../sandbox/behaviour';
import { closeAll, sandbox, sendText } from './http';
import { account, CUSTOMER, HOUR, openWorld, until } from './world';

afterEach(closeAll);

const OTHER = '972509999999';

/** A sandbox with an effect on the next request, and two customers who have just written. */
async function disturbed(effect: WireEffect) {
	const started = await sandbox();
	for (const number of [CUSTOMER, OTHER]) started.provider.phone(number).write('Hello');
	started.provider.behaviours.add({ effect, times: 1 });
	const arrived = () => started.provider.accounts.get().customers.at(CUSTOMER).messages.length - 1;
	return { ...started, arrived };
}

describe('on the wire', () => {
	it.each([
		['dropBeforeReading', 0],
		['dropAfterAccepting', 1],
	] as const)('%s breaks the connection with %d messages accepted', async (effect, messages) => {
		const started = await disturbed(effect);
		await expect(sendText(started)).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(started.arrived()).toBe(messages);
		expect(started.provider.requests.last(1)).toMatchObject([{ effect }]);
		expect((await sendText(started)).data).toMatchObject({ status: 'OK' });
	});

	it('hang accepts and never answers', async () => {
		const started = await disturbed('hang');
		const hanging = sendText(started);
		await until(() => started.arrived() === 1);
		expect((await sendText(started)).data).toMatchObject({ status: 'OK' });
		expect(started.provider.counters()).toMatchObject({ inFlight: 1, mostInFlight: 2, connections: 2 });

		const broken = expect(hanging).rejects.toMatchObject({ code: 'ECONNRESET' });
		await started.close();
		await broken;
	});

	it.each([
		['http500', 500, 'text/html', 0],
		['http502', 502, 'text/html', 0],
		['redirect', 302, 'text/html', 0],
		['htmlBody', 200, 'text/html', 1],
		['emptyBody', 200, 'application/json', 1],
		['malformedJson', 200, 'application/json', 1],
	] as const)('%s answers %d in %s with %d messages accepted', async (effect, status, contentType, messages) => {
		const started = await disturbed(effect);
		const response = await sendText(started);
		expect(response.status).toBe(status);
		expect(response.headers['content-type']).toContain(contentType);
		expect(typeof response.data).toBe('string');
		expect(started.arrived()).toBe(messages);
	});

	it('latency lets the answer wait; of several the longest counts', async () => {
		const started = await sandbox();
		for (const ms of [1, HOUR, 5]) started.provider.behaviours.add({ effect: 'latency', ms, to: CUSTOMER });
		const waiting = sendText(started);
		await until(() => started.provider.counters().requests === 1);
		expect((await sendText(started, OTHER)).data).toMatchObject({ reason: 8 });
		expect(started.provider.counters()).toMatchObject({ requests: 2, inFlight: 1 });

		const broken = expect(waiting).rejects.toMatchObject({ code: 'ECONNRESET' });
		await started.close();
		await broken;
	});

	it('latency passes', async () => {
		const started = await sandbox();
		started.provider.behaviours.add({ effect: 'latency', ms: 5 });
		expect((await sendText(started)).data).toMatchObject({ reason: 8 });
	});

	it('a connection that is used again counts once', async () => {
		const started = await sandbox();
		const httpAgent = new Agent({ keepAlive: true, maxSockets: 1 });
		for (let times = 0; times < 3; times++) await axios.post(`${started.baseUrl}/getWebhook`, account, { httpAgent });
		expect(started.provider.counters()).toMatchObject({ requests: 3, connections: 1 });
		httpAgent.destroy();
	});

	it('counts the connections and the most requests there ever were at once', async () => {
		const started = await sandbox();
		started.provider.behaviours.add({ effect: 'hang' });
		const hanging = Promise.allSettled(Array.from({ length: 20 }, () => sendText(started)));
		await until(() => started.provider.counters().inFlight === 20);
		await started.close();
		await hanging;
		expect(started.provider.counters()).toMatchObject({ connections: 20, inFlight: 0, mostInFlight: 20 });
	});
});

describe('refusals', () => {
	const send = (world: ReturnType<typeof openWorld>, to = CUSTOMER) =>
		world.ask('sendMessage', { to, body: 'Hello' }).reason;

	function worldWith(...behaviours: Behaviour[]) {
		const world = openWorld();
		world.provider.phone(OTHER).write('Hello');
		for (const behaviour of behaviours) world.provider.behaviours.add(behaviour);
		return world;
	}

	it.each([
		['sendButtons', 6],
		['sendList', 6],
		['sendTemplate', 21],
		['sendMessage', 6],
	])('%s can be made to answer reason %d', (operation, reason) => {
		const world = worldWith({ effect: 'refuse', reason, operation, times: 1 });
		expect(world.ask(operation, { to: CUSTOMER })).toEqual({ status: 'FAIL', reason });
		expect(world.ask(operation, { to: CUSTOMER })).not.toMatchObject({ reason });
	});

	it('are for the next few', () => {
		const world = worldWith({ effect: 'refuse', reason: 6, times: 2 });
		expect([send(world), send(world), send(world)]).toEqual([6, 6, 1]);
		expect(world.provider.behaviours.list()).toEqual([]);
	});

	it('are for one recipient, until cleared', () => {
		const world = worldWith({ effect: 'refuse', reason: 6, to: OTHER });
		expect([send(world, OTHER), send(world), send(world, OTHER)]).toEqual([6, 1, 6]);
		world.provider.behaviours.clear();
		expect(send(world, OTHER)).toBe(1);
	});

	it('are for one operation', () => {
		const world = worldWith({ effect: 'refuse', reason: 6, operation: 'sendList' });
		expect(send(world)).toBe(1);
	});

	it('take turns, the oldest first', () => {
		const world = worldWith(
			{ effect: 'refuse', reason: 6, times: 1 },
			{ effect: 'latency', ms: 1, times: 1 },
			{ effect: 'refuse', reason: 99, times: 1 },
		);
		expect([send(world), send(world), send(world)]).toEqual([6, 99, 1]);
	});

	it('can be listed and removed one by one', () => {
		const { provider } = worldWith({ effect: 'hang' }, { effect: 'refuse', reason: 6, times: 3 });
		expect(provider.behaviours.list()).toEqual([
			{ id: 1, effect: 'hang' },
			{ id: 2, effect: 'refuse', reason: 6, times: 3 },
		]);
		expect([provider.behaviours.remove(1), provider.behaviours.remove(1)]).toEqual([true, false]);
		expect(provider.behaviours.list()).toHaveLength(1);
	});
});

describe('the rate limit', () => {
	const sends: Array<[operation: string, body: object, reason: number]> = [
		['sendButtons', { header: 1, body: 'Hello', button1: 'Yes' }, 15],
		['sendList', { body: 'Hello', buttonText: 'Open', itemTitle1: 'Sales' }, 15],
		['sendTemplate', { name: 'login_code', headerType: 1, otp: '123' }, 22],
		['sendMessage', { body: 'Hello' }, 15],
		['sendFile', { body: 'https://example.com/a.pdf' }, 15],
		['sendLocation', { lat: 1, lng: 2 }, 15],
		['sendContact', { contact_name: 'Dana', contact_phone: '050' }, 15],
	];

	it.each(sends)('%s is refused past the limit, with its own reason', (operation, body, reason) => {
		const { provider, ask } = openWorld();
		provider.behaviours.add({ effect: 'rateLimit', perSecond: 2 });
		const send = () => ask(operation, { ...body, to: CUSTOMER }).reason;
		expect([send(), send(), send()]).toEqual([1, 1, reason]);
	});

	it('counts what was accepted in any second, and nothing else', () => {
		const { provider, ask } = openWorld();
		provider.behaviours.add({ effect: 'rateLimit', perSecond: 2 });
		const send = (body = 'Hello') => ask('sendMessage', { to: CUSTOMER, body }).reason;
		expect([send(''), send(''), send('')]).toEqual([5, 5, 5]);
		expect(send()).toBe(1);
		provider.clock.advance(600);
		expect([send(), send(), send()]).toEqual([1, 15, 15]);
		provider.clock.advance(400);
		expect([send(), send()]).toEqual([1, 15]);
		provider.clock.advance(600);
		expect([send(), send()]).toEqual([1, 15]);
	});

	it('leaves reading alone', () => {
		const { provider, ask } = openWorld();
		provider.behaviours.add({ effect: 'rateLimit', perSecond: 1 });
		expect([1, 2, 3].map(() => ask('getWebhook', account).reason)).toEqual([1, 1, 1]);
	});
});
