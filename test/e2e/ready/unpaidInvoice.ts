import { inDays } from './appointmentReminder';
import type { ReadyWorld } from './readyWorld';

const pdf = 'https://www.example.com/2026-118.pdf';

export function unpaidInvoice(world: ReadyWorld): void {
	it('reminds the day after with the PDF, once, and notes what was tapped', async () => {
		const ready = await world.publish('unpaid-invoice');
		const shop = world.customer('972501112233');
		shop.phone.write('Good morning');
		const enter = (name: string, phone: string, due: string) =>
			ready.fill('New invoice', [name, phone, '2026-118', '1,180 ₪', due, pdf]);
		await enter('נועה', '052-111-2233', inDays(-1));
		await enter('Later', '0501111111', inDays(1));
		await enter('Wrong', 'call me', inDays(-3));
		await ready.green(3);
		expect((await ready.run('Every morning')).status).toBe('success');
		expect((await ready.run('Every morning')).status).toBe('success');

		const customer = world.customer('972521112233');
		expect(customer.received).toMatchObject([
			{
				kind: 'template',
				text: expect.stringContaining('Hello נועה, invoice 2026-118 over 1,180 ₪ was due on') as unknown,
				media: { kind: 'document', url: pdf },
			},
		]);
		expect(world.customer('972501111111').received).toEqual([]);
		customer.phone.tap('I have paid');
		expect((await customer.receives(2)).text).toContain('you hear nothing more of it');
		expect((await shop.receives(1)).text).toBe('Invoice 2026-118, 1,180 ₪: נועה says paid. +972521112233');
		await ready.green(6);
		expect((await (await world.tables()).rows('Invoices')).map(({ name, status }) => [name, status])).toEqual([
			['נועה', 'says paid'],
			['Later', null],
			['Wrong', 'not reached'],
		]);
	});
}
