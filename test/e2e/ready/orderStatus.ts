import type { ReadyWorld } from './readyWorld';

/** What WooCommerce posts when an order changes, shortened. */
export const order = (number: string, status: string, phone: string) => ({
	id: Number(number),
	number,
	status,
	currency: 'ILS',
	total: '458.00',
	billing: { first_name: 'Dana', phone },
	line_items: [{ name: 'Running shoes', quantity: 1 }],
	meta_data: [{ id: 1, key: 'tracking_number', value: 'RR123456785IL' }],
});

export function orderStatus(world: ReadyWorld): void {
	const invoice = 'https://www.example.com/invoices/1001.pdf';

	it('sends the invoice as a file to a customer who has just written', async () => {
		const ready = await world.publish('order-status-document');
		const customer = world.customer('972501234567');
		customer.phone.write('I have paid 👍');
		await ready.post('Order changed', order('1001', 'processing', '050-123-4567'));
		expect(await customer.receives(1)).toMatchObject({
			kind: 'document',
			media: { url: invoice },
			text: 'Thank you, Dana! Here is the invoice 1001, 458.00 ILS.',
		});
		await ready.green(1);
	});

	it('sends it with the template to anybody else, then the tracking, each once', async () => {
		const ready = await world.publish('order-status-document');
		const customer = world.customer('972521112233');
		const paid = order('1001', 'processing', '+972 52-111-2233');
		await ready.post('Order changed', paid);
		expect(await customer.receives(1)).toMatchObject({
			kind: 'template',
			media: { kind: 'document', url: invoice, filename: '1001.pdf' },
			text: 'Invoice 1001 for 458.00 ILS is attached.',
		});
		await ready.post('Order changed', paid);
		await ready.post('Order changed', { ...paid, status: 'on-hold' });
		await ready.post('Order changed', 'webhook_id=5', { 'content-type': 'application/x-www-form-urlencoded' });
		await ready.post('Order changed', { ...paid, status: 'completed' });
		expect((await customer.receives(2)).buttons).toEqual([
			expect.objectContaining({ opens: 'https://www.example.com/track/RR123456785IL' }),
		]);
		await ready.green(5);
		expect(customer.received).toHaveLength(2);
	});
}
