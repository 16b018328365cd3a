import { drawPhone } from '../../../host/phoneDrawing';
import type { Content, Message } from '../../../sandbox/messages';

const message = (content: Content, rest: Partial<Message> = {}): Message => ({
	unique: 'A1',
	time: Date.UTC(2026, 10, 20, 9, 5),
	by: 'business',
	status: 'accepted',
	...content,
	...rest,
});

const draw = (...messages: Message[]) => drawPhone({ business: 'Sandbox Shop', messages });

describe('the drawing of a phone', () => {
	it('shows a question, and the answer with its picture, buttons and ticks', () => {
		const drawing = draw(
			message({ kind: 'text', text: 'יש לכם נעליים? 👟' }, { by: 'customer' }),
			message(
				{
					kind: 'buttons',
					text: 'כן!\n*42* or 43?',
					media: { kind: 'image', url: 'https://www.example.com/shoe.jpg' },
					footer: 'Sandbox Shop',
					buttons: [
						{ text: '42', id: 'a' },
						{ text: 'Shop', opens: 'https://www.example.com' },
					],
				},
				{ status: 'read' },
			),
		);
		expect(drawing.slice(1, -1).filter((line) => !line.includes('──'))).toEqual([
			'│ Sandbox Shop',
			'│',
			'│           ┆ יש לכם נעליים? 👟',
			'│           ┆ 09:05 You',
			'│',
			'│ ┃ [image] https://www.example.com/shoe.jpg',
			'│ ┃ כן!',
			'│ ┃ *42* or 43?',
			'│ ┃ ',
			'│ ┃ Sandbox Shop',
			'│ ┃ [ 42 ]',
			'│ ┃ [ Shop ] → https://www.example.com',
			'│ ┃ 09:05 ✓✓ read',
		]);
	});

	it('opens a list', () => {
		const rows = [
			{ title: 'Sales', description: 'Prices', id: '1' },
			{ title: 'תמיכה', description: '', id: '2' },
		];
		const drawing = draw(message({ kind: 'list', header: 'Shop', text: 'Hi', buttonText: 'Menu', rows }));
		expect(drawing).toEqual(
			expect.arrayContaining(['│ ┃ Shop', '│ ┃ [ ≡ Menu ]', '│ ┃   ○ Sales · Prices', '│ ┃   ○ תמיכה']),
		);
	});
});
