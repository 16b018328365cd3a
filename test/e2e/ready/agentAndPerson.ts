import { startLlm } from '../../support/n8n/llm';
import type { ReadyWorld } from './readyWorld';

const TABLE = 'A person answers';

/** Answers all, but asks the shop about prices. */
const startAgent = () =>
	startLlm(({ messages }) => {
		const last = messages.at(-1)!;
		if (last.role === 'tool') return { text: 'I have asked.' };
		if (!last.content?.includes('₪')) return { text: 'The agent answers 👟' };
		return { tool: 'Call_a_person', arguments: { question: 'Is there a discount?' } };
	});

export function agentAndPerson(world: ReadyWorld): void {
	it('is silent for a customer who asks for a person or whom the shop answers, and comes back', async () => {
		const llm = await startAgent();
		try {
			const model = { name: 'OpenAI', type: 'openAiApi', data: { apiKey: 'example', url: llm.url } };
			const ready = await world.publish('agent-and-person', { credentials: [await world.credential(model)] });
			const tables = await world.tables();
			await tables.clear(TABLE);
			const shop = world.customer('972501112233');
			const customer = world.customer('972521112233');
			let runs = 0;
			const silent = async (text: string) => {
				const { length } = customer.received;
				customer.phone.write(text);
				await ready.ended(++runs);
				expect(customer.received).toHaveLength(length);
			};
			const answered = async (text: string) => {
				const { length } = customer.received;
				customer.phone.write(text);
				runs++;
				expect((await customer.receives(length + 1)).text).toBe('The agent answers 👟');
			};
			const confirmed = async (act: () => unknown, text: string) => {
				const { length } = shop.received;
				act();
				runs++;
				const message = await shop.receives(length + 1);
				expect(message.text).toContain(text);
				return message;
			};
			shop.phone.write('Good morning');
			await shop.receives(1);
			runs++;
			await answered('יש נעליים?');

			const told = await confirmed(() => customer.phone.write('אפשר לדבר עם נציג? 🙏'), 'Customer, +972521112233');
			expect(told.text).toContain('_אפשר לדבר עם נציג? 🙏_');
			expect(customer.received.at(-1)!.text).toContain('A person reads this');
			await silent('Hello?');
			await silent('agent 052-111-2233');
			await confirmed(() => shop.phone.tap('Agent again', told.unique), 'answers +972521112233 again');
			await answered('And in black?');

			const asked = await confirmed(() => customer.phone.write('500 ₪?'), 'Is there a discount?');
			expect((await customer.receives(4)).text).toBe('I have asked.');
			await confirmed(() => shop.phone.tap('I answer', asked.unique), 'You answer +972521112233 now');
			await silent('Thank you');
			await confirmed(() => shop.phone.write('סוכן 052-111-2233'), 'again');
			await confirmed(() => shop.phone.write('person 052-111-2233'), 'You answer');
			const [row, ...more] = await tables.rows(TABLE);
			expect([row!.phone, more]).toEqual([customer.number, []]);
			const hours = (Date.parse(String(row!.until)) - Date.now()) / 3_600_000;
			expect(hours).toBeGreaterThan(11);
			expect(hours).toBeLessThanOrEqual(12);

			await tables.clear(TABLE);
			await tables.insert(TABLE, [{ phone: customer.number, until: new Date(Date.now() - 1000).toISOString() }]);
			await answered('Are you there?');
			await ready.green(runs);
		} finally {
			await llm.close();
		}
	});
}
