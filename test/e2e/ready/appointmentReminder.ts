import { N8N_TIME_ZONE } from '../../support/n8n/ready';
import type { ReadyWorld } from './readyWorld';

const TABLE = 'Appointments';

const DAY = 24 * 60 * 60 * 1000;

const inDays = (days: number): string =>
	new Date(Date.now() + days * DAY).toLocaleDateString('sv', { timeZone: N8N_TIME_ZONE });

const answers = [
	['Dana', '+972 50-123-4567', '972501234567', 'Confirm', 'confirmed', 'See you at 10:30'],
	['נועה', '052-111-2233', '972521112233', 'Move', 'wants to move', 'Which day and time'],
	['Omer', '0543334455', '972543334455', 'Cancel', 'cancelled', 'We have cancelled it, Omer'],
] as const;

export function appointmentReminder(world: ReadyWorld): void {
	it('reminds of tomorrow, and notes what was tapped', async () => {
		const ready = await world.publish('appointment-reminder');
		expect((await ready.run('Make the table')).status).toBe('success');
		expect((await ready.run('Make the table')).status).toBe('success');
		const tables = await world.tables();
		await tables.insert(TABLE, [
			...answers.map(([name, phone]) => ({ name, phone, day: inDays(1), time: '10:30' })),
			{ name: 'Wrong', phone: 'call me', day: inDays(1), time: '11:00' },
			{ name: 'Later', phone: '0501111111', day: inDays(3), time: '12:00' },
		]);

		expect((await ready.run('Every morning')).status).toBe('success');
		expect((await ready.run('Every morning')).status).toBe('success');
		for (const [name, , number, button, , reply] of answers) {
			const customer = world.customer(number);
			expect(customer.received).toEqual([
				expect.objectContaining({
					kind: 'template',
					text: expect.stringContaining(`Hello ${name}, we are expecting`) as unknown,
				}),
			]);
			customer.phone.tap(button);
			expect((await customer.receives(2)).text).toContain(reply);
		}
		await ready.green(7);

		const rows = await tables.rows(TABLE);
		expect(rows.map(({ name, status }) => [name, status])).toEqual([
			...answers.map(([name, , , , status]) => [name, status]),
			['Wrong', 'not reached'],
			['Later', null],
		]);
		expect(rows[3]!.note).toContain('call me');
		expect(world.customer('972501111111').received).toEqual([]);
	});

	it('changes nothing for a tap of somebody who was not reminded', async () => {
		const ready = await world.publish('appointment-reminder');
		const before = await (await world.tables()).rows(TABLE);
		const stranger = world.customer('972509999999');
		stranger.phone.write('Hello');
		const { provider } = world.open().sandbox;
		const { apiKey, from } = provider.accounts.get();
		const sent = { apiKey, from, to: stranger.number, body: 'Coming?', header: '1', button1: 'Confirm' };
		provider.receive('sendButtons', JSON.stringify(sent));
		stranger.phone.tap('Confirm');
		await ready.green(1);
		expect(stranger.received).toHaveLength(1);
		expect(await (await world.tables()).rows(TABLE)).toEqual(before);
	});
}
