import type { ReadyWorld } from './readyWorld';

const cart = 'checkouts/ac/Z2NwLWV1/recover?key=5f1d';

/** What Shopify posts of a checkout that was left. */
const shopify = {
	id: 4815162342,
	token: 'Z2NwLWV1',
	email: 'dana@example.com',
	phone: null,
	currency: 'ILS',
	total_price: '458.00',
	completed_at: null,
	abandoned_checkout_url: `https://shop.example.com/${cart}`,
	customer: { id: 1, first_name: 'Dana', phone: '+972501234567' },
	line_items: [
		{ title: 'Running shoes 👟', quantity: 1, price: '399.00' },
		{ title: 'גרביים', quantity: 1, price: '59.00' },
	],
};

/** What a cart plugin of WooCommerce posts, in the shape of a WooCommerce order. */
const wooCommerce = {
	id: 77,
	cart_key: 'wc_cart_77',
	total: '120.00',
	currency: 'ILS',
	date_paid: null,
	checkout_url: 'https://shop.example.com/cart/?restore=wc_cart_77',
	billing: { first_name: 'נועה', phone: '052-111-2233' },
	line_items: [{ name: 'כובע', quantity: 1, total: '120.00' }],
};

export function abandonedCart(world: ReadyWorld): void {
	it.each([
		[
			'Shopify',
			shopify,
			'972501234567',
			'Hi Dana, your cart is still here: Running shoes 👟, גרביים, for 458.00 ILS in all.\nShall we keep it for you?',
			`https://www.example.com/${cart}`,
		],
		[
			'WooCommerce',
			wooCommerce,
			'972521112233',
			'Hi נועה, your cart is still here: כובע, for 120.00 ILS in all.\nShall we keep it for you?',
			'https://www.example.com/cart/?restore=wc_cart_77',
		],
	])('reminds once of a cart left in %s, and answers the tap', async (_, left, number, text, link) => {
		const ready = await world.publish('abandoned-cart');
		const customer = world.customer(number);

		await ready.post('Cart left', left);
		const reminder = await customer.receives(1);
		expect(reminder).toMatchObject({ kind: 'template', text });
		expect(reminder.buttons?.[0]).toMatchObject({ text: 'Back to my cart', opens: link });

		await ready.post('Cart left', left);
		await ready.post('Cart left', {
			...left,
			token: 'paid',
			cart_key: 'paid',
			completed_at: '2026-01-01',
			date_paid: '2026-01-01',
		});
		await ready.green(3);
		expect(customer.received).toHaveLength(1);

		customer.phone.tap('I have a question');
		expect(await customer.receives(2)).toMatchObject({
			kind: 'text',
			text: expect.stringContaining('Gladly') as unknown,
		});
		customer.phone.tap('No thanks');
		expect(await customer.receives(3)).toMatchObject({ text: expect.stringContaining('back on the shelf') as unknown });
		await ready.green(5);
	});
}
