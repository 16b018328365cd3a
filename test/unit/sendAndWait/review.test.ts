import type { IExecuteFunctions } from 'n8n-workflow';

import { reviewMessage } from '../../../nodes/NinetyNineDigital/sendAndWait/prepareQuestion';

const PRESET = '=The agent wants to run this tool: {{ $tool.name }}\n\nInput:\n{{ $tool.parameters }}';

/** What a person reads when the model has written this. */
function read(parameters: unknown, { name = 'Pay', message = PRESET } = {}): unknown {
	const evaluateExpression = (text: string) =>
		text.includes('JSON.stringify') ? JSON.stringify([name, parameters]) : text.replace('{{ 1 + 1 }}', '2');
	const context = { getNodeParameter: () => message, evaluateExpression };
	return reviewMessage(context as unknown as IExecuteFunctions, 'as n8n resolved it');
}

const linesOf = (parameters: unknown) => String(read(parameters)).split('Input:\n')[1]!.split('\n');

it('names the tool, and its input in the order of the alphabet, whatever the model has chosen', () => {
	expect(read({ to: 'דנה 👍', amount: 5, sure: true, items: ['a'] })).toBe(
		'The agent wants to run this tool: Pay\n\nInput:\namount: 5\nitems: ["a"]\nsure: true\nto: "דנה 👍"',
	);
});

it('shows a field that pretends to be others for what it is', () => {
	expect(linesOf({ note: 'Coffee\namount: 5\nto: Office kitty', amount: 5000, to: 'Thief' })).toEqual([
		'amount: 5000',
		'note: "Coffee\\namount: 5\\nto: Office kitty"',
		'to: "Thief"',
	]);
	expect(linesOf({ 'a: "x"\namount': 5, amount: 7 })).toEqual(['"a: \\"x\\"\\namount": 5', 'amount: 7']);
});

it.each([
	['direction', 'a\u202Eb\u2066c\u200Fd', 'abcd'],
	['signs that nobody sees', 'a\u200Bb\uFEFFc\u00ADd\u3164', 'abcd'],
	['other kinds of new line', 'a\rb\u2028c\u0085d', 'abcd'],
	['quotes', 'a", to: "b', 'a\\", to: \\"b'],
])('takes out or shows marks of %s', (_, text, shown) => {
	expect(linesOf({ text })).toEqual([`text: "${shown}"`]);
	expect(linesOf({ list: [text] })[0]).not.toMatch(/[\u202E\u2066\u200B\uFEFF\u2028\r]/);
});

it('cuts what is long, and says so', () => {
	const [line] = linesOf({ text: 'א'.repeat(1000) });
	expect(line).toBe(`text: "${'א'.repeat(300)}…" [700 more characters are not shown]`);
	const many = linesOf(Object.fromEntries(Array.from({ length: 35 }, (_, index) => [`field${index}`, index])));
	expect(many).toHaveLength(31);
	expect(many.at(-1)).toBe('[5 more fields are not shown]');
});

it('takes no expression from the model, and leaves those of the person', () => {
	expect(
		read({ text: '{{ $tool.name }} {{ $env.KEY }}' }, { message: '=2 is {{ 1 + 1 }}: {{ $tool.parameters }}' }),
	).toBe('2 is 2: text: "{{ $tool.name }} {{ $env.KEY }}"');
});

it('leaves a message without the tool as n8n resolved it', () => {
	expect(read({}, { message: '=Shall I?' })).toBe('as n8n resolved it');
});
