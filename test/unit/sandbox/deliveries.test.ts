import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { postsJson } from '../../../sandbox/post';
import { CUSTOMER, HOUR, MINUTE, newWorld, START, until } from './world';

const LADDER = [0, 5 * MINUTE, 20 * MINUTE, HOUR, 4 * HOUR, 24 * HOUR];

/** An account whose webhooks go to a receiver that answers one status after the other, the last one for ever. */
function delivering(statuses: Array<number | Error>, { retry = 1, speed = 1 } = {}) {
	const left = [...statuses];
	const post = async () => {
		const status = left.length > 1 ? left.shift() : left[0];
		if (status instanceof Error) throw status;
		return status ?? 200;
	};
	const { provider, ask } = newWorld({ post, webhooks: { speed } });
	ask('setWebhook', { url: 'https://crm.example.com/hook', retry });
	provider.phone(CUSTOMER).write('Hello');
	const delivery = () => provider.webhooks.deliveries.last(1)[0];
	const tried = (times: number) => until(() => delivery()?.attempts.length === times);
	return { provider, delivery, tried };
}

const attemptTimes = (delivery: ReturnType<ReturnType<typeof delivering>['delivery']>) =>
	delivery?.attempts.map(({ time }) => time - START);

const postJson = postsJson();

describe('the retry ladder', () => {
	it('is not climbed when the first try is answered 200', async () => {
		const { delivery, tried } = delivering([200]);
		await tried(1);
		expect(delivery()).toMatchObject({ state: 'delivered', attempts: [{ time: START, status: 200 }] });
		expect(delivery()).not.toHaveProperty('nextAttempt');
	});

	it('has one rung when retry is off', async () => {
		const { provider, delivery, tried } = delivering([500], { retry: 0 });
		await tried(1);
		expect(delivery()).toMatchObject({ state: 'failed', attempts: [{ status: 500 }] });
		provider.clock.advance(100 * HOUR);
		expect(delivery()?.attempts).toHaveLength(1);
	});

	it('[webhook.retry] tries at once, then after 5 and 20 minutes, 1, 4 and 24 hours, then gives up', async () => {
		const { provider, delivery, tried } = delivering([500]);
		const expected = [0];
		await tried(2);
		expected.push(0);
		for (const wait of LADDER.slice(1)) {
			expect(delivery()).toMatchObject({ state: 'pending', nextAttempt: provider.clock.now() + wait });
			provider.clock.advance(wait - 1);
			expect(delivery()?.attempts).toHaveLength(expected.length);
			provider.clock.advance(1);
			expected.push((expected.at(-1) ?? 0) + wait);
			await tried(expected.length);
		}
		expect(delivery()).toMatchObject({ state: 'failed' });
		expect(attemptTimes(delivery())).toEqual(expected);
		provider.clock.advance(100 * HOUR);
		expect(delivery()?.attempts).toHaveLength(7);
	});

	it('[webhook.timeout] ends with the first answer of 200; no other status will do', async () => {
		const { provider, delivery, tried } = delivering([new Error('refused'), 204, 200]);
		await tried(2);
		provider.clock.advance(5 * MINUTE);
		await tried(3);
		expect(delivery()).toMatchObject({
			state: 'delivered',
			attempts: [{ status: null, error: 'refused' }, { status: 204 }, { status: 200 }],
		});
	});

	it('can be climbed faster', async () => {
		const { provider, delivery, tried } = delivering([500], { speed: 60 });
		await tried(2);
		provider.clock.advance(5 * 1000);
		await tried(3);
		expect(attemptTimes(delivery())).toEqual([0, 0, 5000]);
	});

	it('is left when the sandbox is reset', async () => {
		const { provider, delivery, tried } = delivering([500]);
		await tried(2);
		const given = delivery();
		provider.reset();
		provider.clock.advance(100 * HOUR);
		expect(given?.attempts).toHaveLength(2);
		expect(delivery()).toBeUndefined();
	});
});

describe('a reset', () => {
	it('forgets a try that is still under way', async () => {
		let answer: (status: number) => void = () => undefined;
		const answered = new Promise<number>((resolve) => (answer = resolve));
		const { provider, ask } = newWorld({ post: () => answered });
		ask('setWebhook', { url: 'https://crm.example.com/hook', retry: 1 });
		provider.phone(CUSTOMER).write('Hello');
		const [delivery] = provider.webhooks.deliveries.last(1);
		provider.reset();
		answer(500);
		await new Promise(setImmediate);
		expect(delivery).toMatchObject({ state: 'pending', attempts: [] });
	});
});

describe('posting', () => {
	let server: Server;
	let url: string;
	const listen = async (answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<void> => {
		server = createServer(answer);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	};
	const never = new AbortController().signal;

	afterEach(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});

	it('sends JSON and tells the status, whatever it is, and the text', async () => {
		const received: unknown[] = [];
		await listen((request, response) => {
			const { method, headers } = request;
			request.setEncoding('utf8').on('data', (body) => received.push([method, headers['content-type'], body]));
			request.on('end', () => response.writeHead(302, { location: '/elsewhere' }).end('לשם'));
		});
		expect(await postJson(url, '{"body":"שלום"}', 5000, never)).toEqual({ status: 302, text: 'לשם' });
		expect(received).toEqual([['POST', 'application/json', '{"body":"שלום"}']]);
	});

	it('gives up when there is no answer in time', async () => {
		await listen(() => undefined);
		await expect(postJson(url, '{}', 1, never)).rejects.toThrow('timeout of 1ms exceeded');
	});

	it('gives up when nobody wants to know any more', async () => {
		const closing = new AbortController();
		await listen(() => closing.abort());
		await expect(postJson(url, '{}', 5000, closing.signal)).rejects.toThrow('canceled');
	});

	it('gives up when nobody listens', async () => {
		await listen(() => undefined);
		const { port } = server.address() as AddressInfo;
		await new Promise((resolve) => server.close(resolve));
		await expect(postJson(`http://127.0.0.1:${port}/`, '{}', 5000, never)).rejects.toThrow(/ECONNREFUSED/);
	});
});
