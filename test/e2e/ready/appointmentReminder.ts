import { poll } from '../../../host/poll';
import type { Ready } from '../../support/n8n/ready';
import type { ReadyWorld } from './readyWorld';

const TABLE = 'Appointments';

/** The workflow's own, whatever that of n8n is. */
const TIME_ZONE = 'Asia/Jerusalem';

const DAY = 24 * 60 * 60 * 1000;

/** A day from today on, as the page sends it: 2026-11-26. */
export const inDays = (days: number): string =>
	new Date(Date.now() + days * DAY).toLocaleDateString('sv', { timeZone: TIME_ZONE });

/** The same day as people type it: 26/11/2026. */
const typed = (day: string): string => day.split('-').reverse().join('/');

const answers = [
	['Dana', '+972 50-123-4567', '972501234567', 'Confirm', 'confirmed', 'See you at 10:30'],
	['נועה', '052-111-2233', '972521112233', 'Move', 'wants to move', 'Which day and time'],
	['Omer', '0543334455', '972543334455', 'Cancel', 'cancelled', 'We have cancelled it, Omer'],
] as const;

export function appointmentReminder(world: ReadyWorld): void {
	async function publish(): Promise<Ready> {
		return await world.publish('appointment-reminder');
	}

	const enter = async (ready: Ready, ...values: [name: string, phone: string, day: string, time: string]) =>
		expect(await ready.fill('New appointment', values)).toMatchObject({ status: 200 });

	it('takes appointments from a page, asks who comes tomorrow and has never written, waits, and notes the first tap', async () => {
		const ready = await publish();
		for (const [name, phone] of answers) await enter(ready, name, phone, inDays(1), '10:30');
		await enter(ready, 'Wrong', 'call me', inDays(1), '11:00');
		await enter(ready, 'Later', '0501111111', inDays(3), '12:00');
		await ready.green(5);

		expect((await ready.run('Every morning')).status).toBe('success');
		expect((await ready.run('Every morning')).status).toBe('success');
		for (const [name, , number, button, , reply] of answers) {
			const customer = world.customer(number);
			expect(await customer.receives(1)).toMatchObject({
				kind: 'template',
				text: expect.stringContaining(`Hello ${name}, we are expecting`) as unknown,
			});
			customer.phone.tap(button);
			expect((await customer.receives(2)).text).toContain(reply);
		}
		await ready.green(11);

		const rows = await (await world.tables()).rows(TABLE);
		expect(rows.map(({ name, status }) => [name, status])).toEqual([
			...answers.map(([name, , , , status]) => [name, status]),
			['Wrong', 'not reached'],
			['Later', null],
		]);
		expect(rows[3]!.note).toContain('call me');
		expect(world.customer('972501111111').received).toEqual([]);

		const omer = world.customer('972543334455');
		omer.phone.tap('Confirm');
		expect((await omer.receives(3)).text).toContain('noted already');
		expect((await (await world.tables()).rows(TABLE))[2]).toMatchObject({ name: 'Omer', status: 'cancelled' });
	});

	it('understands a day as people type it, says so where it does not, and writes it in the language of the template', async () => {
		const ready = await publish();
		const tables = await world.tables();
		await tables.clear(TABLE);
		const soon = inDays(1);
		await tables.insert(TABLE, [
			{ name: 'Slash', phone: '0501234501', day: typed(soon), time: '9:00' },
			{ name: 'Dot', phone: '0501234502', day: typed(soon).replace(/\//g, '.').replace('.20', '.'), time: '9:00' },
			{ name: 'Iso', phone: '0501234503', day: `${soon}T00:00:00.000+02:00`, time: '9:00' },
			{ name: 'Soon', phone: '0501234504', day: 'on Sunday', time: '9:00' },
		]);
		expect(await ready.run('Every morning')).toMatchObject({
			status: 'error',
			error: { message: expect.stringContaining('The day of Soon is not understood') as unknown },
		});
		const long = (locale: string) =>
			new Date(`${soon}T12:00:00Z`).toLocaleDateString(locale, { weekday: 'long', timeZone: 'UTC' });
		for (const number of ['972501234501', '972501234502', '972501234503']) {
			const customer = world.customer(number);
			expect((await customer.receives(1)).text).toContain(long('en'));
			customer.phone.tap('Confirm');
			await customer.receives(2);
		}
		const rows = await tables.rows(TABLE);
		expect(rows.map(({ status, day }) => [status, day])).toEqual([
			...Array<unknown>(3).fill(['confirmed', soon]),
			[null, 'on Sunday'],
		]);
		expect(rows[3]!.note).toContain('Write it like 26/11/2026');

		const hebrew = await world.publish('appointment-reminder', { standIns: { '"value": "en"': '"value": "he"' } });
		await tables.clear(TABLE);
		await tables.insert(TABLE, [{ name: 'נועה', phone: '0501234505', day: soon, time: '9:00' }]);
		await hebrew.run('Every morning');
		const noa = world.customer('972501234505');
		expect((await noa.receives(1)).text).toContain(long('he'));
		noa.phone.tap('Confirm');
		await noa.receives(2);
	});

	it('changes nothing for a tap on another message with the same words', async () => {
		const ready = await publish();
		const tables = await world.tables();
		await tables.clear(TABLE);
		await enter(ready, 'Dana', '0501234567', inDays(1), '10:30');
		await ready.green(1);
		await ready.run('Every morning');
		const dana = world.customer('972501234567');
		const { unique } = await dana.receives(1);
		const before = await tables.rows(TABLE);
		dana.phone.write('Hello');
		const { provider } = world.open().sandbox;
		const { apiKey, from } = provider.accounts.get();
		const sent = { apiKey, from, to: dana.number, body: 'Coming?', header: '1', button1: 'Cancel' };
		provider.receive('sendButtons', JSON.stringify(sent));
		dana.phone.tap('Cancel');
		await poll(async () => (await ready.runs()) === 4 || undefined, { what: 'the run of that tap' });
		expect(await tables.rows(TABLE)).toEqual(before);

		dana.phone.tap('Confirm', unique);
		await dana.receives(3);
		await ready.ended(4);
		await ready.green(4);
		expect(await tables.rows(TABLE)).toMatchObject([{ status: 'confirmed' }]);
	});
}
