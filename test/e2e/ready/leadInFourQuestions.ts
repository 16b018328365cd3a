import { poll } from '../../../host/poll';
import type { ReadyWorld } from './readyWorld';

export function leadInFourQuestions(world: ReadyWorld): void {
	it('asks whoever writes for the first time, notes the answers, and tells the shop', async () => {
		const ready = await world.publish('lead-in-four-questions');
		const shop = world.customer('972501112233');
		shop.phone.write('Good morning');
		await shop.receives(1);
		const customer = world.customer('972521112233');
		customer.phone.write('שלום 👋');
		expect((await customer.receives(1)).text).toContain('What is your name?');
		customer.phone.write('נועה');
		expect((await customer.receives(2)).text).toContain('Nice to meet you, נועה!');
		customer.phone.tap('תיקון 🔧');
		expect((await customer.receives(3)).text).toContain('When do you need it?');
		customer.phone.tap('This week');
		expect((await customer.receives(4)).text).toContain('What else');
		customer.phone.write('The left shoe 👟');
		expect((await customer.receives(5)).text).toContain('Thank you, נועה!');
		expect((await shop.receives(2)).text).toBe(
			'New lead: נועה, +972521112233\nתיקון 🔧, This week\n_The left shoe 👟_',
		);

		const rows = await (await world.tables()).rows('Leads');
		expect(rows.find(({ phone }) => phone === customer.number)).toMatchObject({
			...{ name: 'נועה', wants: 'תיקון 🔧', when: 'This week', more: 'The left shoe 👟', status: 'new' },
		});
		const runs = await ready.runs();
		customer.phone.write('And one more thing');
		const more = async () => ((await ready.runs()) > runs ? true : undefined);
		await poll(more, { what: 'the run for the further message' });
		expect(customer.received).toHaveLength(5);
	});
}
