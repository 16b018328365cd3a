import type { ReadyWorld } from './readyWorld';

export function supportMenu(world: ReadyWorld): void {
	it('offers the menu once a day, and answers each row', async () => {
		const ready = await world.publish('support-menu');
		const customer = world.customer('972501234567');
		customer.phone.write('Hi! 👋');
		expect(await customer.receives(1)).toMatchObject({
			kind: 'list',
			text: 'Hi Customer, good to hear from you! 👋\nWhat can we do for you?',
			rows: [{ id: 'track' }, { id: 'exchange', title: 'מידות והחלפות' }, { id: 'offers' }, { id: 'person' }],
		});
		const answers = [
			['track', 'write the number of your order'],
			['exchange', '14 days'],
			['offers', '20% off'],
			['person', 'within the hour'],
		] as const;
		for (const [index, [row, answer]] of answers.entries()) {
			customer.phone.pick(row);
			expect((await customer.receives(index + 2)).text).toContain(answer);
		}
		expect(customer.received[3]!.buttons).toEqual([{ text: 'Open the shop', opens: 'https://www.example.com' }]);

		customer.phone.write('My order is 1001');
		await ready.green(6);
		expect(customer.received).toHaveLength(5);
	});
}

export function questionWithAnswers(world: ReadyWorld): void {
	it('asks once a day, and each button has its reply', async () => {
		const ready = await world.publish('question-with-answers');
		const customer = world.customer('972501234567');
		customer.phone.write('הזמנתי נעליים 👟');
		expect(await customer.receives(1)).toMatchObject({
			kind: 'buttons',
			text: 'Hi Customer! How would you like to get your order? 👟',
			buttons: [{ id: 'pickup' }, { id: 'delivery', text: 'משלוח הביתה 🚚' }, { id: 'person' }],
		});
		const answers = [
			['pickup', 'See you in the shop, Customer!'],
			['delivery', 'לאיזו כתובת לשלוח? 🚚'],
			['person', 'within the hour'],
		] as const;
		for (const [index, [button, answer]] of answers.entries()) {
			customer.phone.tap(button);
			expect((await customer.receives(index + 2)).text).toContain(answer);
		}
		customer.phone.write('Herzl 1, Haifa');
		await ready.green(5);
		expect(customer.received).toHaveLength(4);
	});
}
