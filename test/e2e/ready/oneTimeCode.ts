import type { ReadyWorld } from './readyWorld';

const SECRET = { 'x-shop-secret': 'a-long-secret-of-the-website' };

export function oneTimeCode(world: ReadyWorld): void {
	async function publish() {
		const [[name, value] = ['', '']] = Object.entries(SECRET);
		const credential = await world.credential({ name: 'The website', type: 'httpHeaderAuth', data: { name, value } });
		const ready = await world.publish('one-time-code', { credentials: [credential] });
		const ask = async (phone: string) => {
			const { status, data } = await ready.post('Ask for a code', { phone }, SECRET);
			return { status, data: data as { sent: boolean; request: string; reason?: string } };
		};
		const check = async (request: string, code: string | undefined) =>
			(await ready.post('Check a code', { request, code }, SECRET)).data;
		return { ready, ask, check };
	}

	const sentCode = async (number: string, count = 1) =>
		(await world.customer(number).receives(count)).buttons?.find(({ copies }) => copies)?.copies;

	it('sends a code that is right once', async () => {
		const { ask, check } = await publish();
		const { data } = await ask('050-123-4567');
		expect(data.sent).toBe(true);
		const code = await sentCode('972501234567');
		expect(code).toMatch(/^\d{6}$/);

		expect(await check(data.request, '000000')).toEqual({ right: false });
		expect(await check(data.request, code)).toEqual({ right: true });
		expect(await check(data.request, code)).toEqual({ right: false });
	});

	it('takes no more tries after five wrong ones', async () => {
		const { ask, check } = await publish();
		const { data } = await ask('050-123-4567');
		const code = await sentCode('972501234567');
		for (let wrong = 0; wrong < 5; wrong++) expect(await check(data.request, 'wrong')).toEqual({ right: false });
		expect(await check(data.request, code)).toEqual({ right: false });
	});

	it('takes no code of another request, nor none at all', async () => {
		const { ask, check } = await publish();
		await ask('050-123-4567');
		const other = await ask('052-111-2233');
		const code = await sentCode('972501234567');
		expect(await check(other.data.request, code)).toEqual({ right: false });
		expect(await check('unknown', undefined)).toEqual({ right: false });
		expect(await check('unknown', code)).toEqual({ right: false });
	});

	it('takes a code for ten minutes only', async () => {
		const { check } = await publish();
		const minute = (count: number) => new Date(Date.now() + count * 60_000).toISOString();
		const tables = await world.tables();
		await tables.insert('One-time codes', [
			{ request: 'late', code: '123456', validUntil: minute(-1), wrong: 0 },
			{ request: 'in time', code: '123456', validUntil: minute(1), wrong: 0 },
		]);
		expect(await check('late', '123456')).toEqual({ right: false });
		expect(await check('in time', '123456')).toEqual({ right: true });
	});

	it('tells the website when nothing could be sent, and talks to nobody else', async () => {
		const { ready, ask } = await publish();
		expect(await ask('call me')).toMatchObject({
			status: 422,
			data: { sent: false, reason: expect.stringContaining('call me') as unknown },
		});
		for (const node of ['Ask for a code', 'Check a code']) {
			expect((await ready.post(node, { phone: '050-123-4567' })).status).toBe(403);
		}
		expect(world.customer('972501234567').received).toEqual([]);
	});
}
