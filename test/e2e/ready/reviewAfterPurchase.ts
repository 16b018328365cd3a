import type { ReadyWorld } from './readyWorld';

/** As the guide says for trying it: seconds in place of days. */
const soon = { '"unit": "days"': '"unit": "seconds"' };

export function reviewAfterPurchase(world: ReadyWorld): void {
	it('asks once how it was, and who is happy for a review; leaves out who wants no offers', async () => {
		await world.publish('no-more-offers');
		const gone = world.customer('972505556677');
		gone.phone.write('הסר');
		await gone.receives(1);

		const ready = await world.publish('review-after-purchase', { standIns: soon });
		const shop = world.customer('972501112233');
		shop.phone.write('Good morning');
		await ready.fill('Somebody bought', ['Gone', '050-555-6677', 'כובע']);
		await ready.fill('Somebody bought', ['Dana', '050-123-4567', 'נעליים 👟']);
		const billing = { first_name: 'Omer', phone: '0543334455' };
		await ready.post('Your shop', { billing, line_items: [{ name: 'Socks' }] });
		const [dana, omer] = [world.customer('972501234567'), world.customer('972543334455')];
		expect((await dana.receives(1)).text).toBe('Hi Dana, how do you like it: נעליים 👟?');
		expect((await omer.receives(1)).text).toBe('Hi Omer, how do you like it: Socks?');
		expect(await ready.ended(3)).toEqual(Array(3).fill('success'));

		dana.phone.tap('Great');
		expect((await dana.receives(2)).buttons).toEqual([
			{ text: 'Write a review', opens: 'https://www.example.com/review' },
		]);
		omer.phone.tap('Not so good');
		expect((await omer.receives(2)).text).toContain('We are sorry, Omer');
		expect((await shop.receives(1)).text).toBe('Not happy: Omer, +972543334455, Socks');
		await ready.fill('Somebody bought', ['Dana', '+972 50-123-4567', 'Socks']);
		expect(await ready.ended(6)).toEqual(Array(6).fill('success'));
		expect(dana.received).toHaveLength(2);
		expect(gone.received).toHaveLength(1);
	});
}
