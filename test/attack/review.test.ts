import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';

import { reviewMessage } from '../../nodes/NinetyNineDigital/sendAndWait/prepareQuestion';
import { hostileTexts, hostileValue } from '../support/hostile';

/** What a person reads about a tool that the model called in this way. */
function read(name: unknown, parameters: unknown): string {
	const evaluateExpression = (text: string) =>
		text.includes('JSON.stringify') ? JSON.stringify([name, parameters]) : text;
	const context = { getNodeParameter: () => '={{ $tool.name }}\n{{ $tool.parameters }}', evaluateExpression };
	return String(reviewMessage(context as unknown as IExecuteFunctions, ''));
}

/** Direction, signs that nobody sees, and control characters. */
const HIDDEN = /[\p{Cc}\p{Cf}\u2028\u2029\u3164]/u;

/** A line as it must be: a plain name or one in quotes, and behind it a text in quotes or a value of JSON. */
const LINE = /^(?:[\w-]{1,60}|"(?:[^"\\]|\\.)*"(?: \[\d+ more characters are not shown\])?): /;

const texts = fc.oneof(
	fc.constantFrom(...hostileTexts, 'Coffee\namount: 5\nto: Office kitty', '5\u202E\u2066', 'a"\namount: 5'),
	fc.string({ unit: 'binary', maxLength: 500 }),
	fc.string({ unit: fc.constantFrom(...'amount: 5\n\r\u2028\u202E"\\\'{}אב👋🏽'), maxLength: 60 }),
);

it('no value and no name of a field can pass for another field, whatever the model writes', () => {
	const parameters = fc.dictionary(fc.oneof(texts, fc.constantFrom('note', 'to')), fc.oneof(texts, hostileValue), {
		maxKeys: 8,
	});
	fc.assert(
		fc.property(parameters, fc.integer(), (written, amount) => {
			const [name, ...lines] = read('Pay', { ...written, amount }).split('\n');
			expect(name).toBe('Pay');
			expect(lines).toHaveLength(Object.keys({ ...written, amount }).length);
			expect(lines.filter((line) => !LINE.test(line) || HIDDEN.test(line))).toEqual([]);
			expect(lines.filter((line) => line.startsWith('amount: '))).toEqual([`amount: ${amount}`]);
		}),
		{ numRuns: 2_000 },
	);
});

it('the name of the tool stays on its line', () => {
	fc.assert(
		fc.property(texts, (name) => {
			const lines = read(name, { amount: 5 }).split('\n');
			expect(lines).toHaveLength(2);
			expect(lines[1]).toBe('amount: 5');
		}),
		{ numRuns: 500 },
	);
});

it('what is cut says so, and a person reads at most 30 fields of 300 characters', () => {
	const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`f${index}`, 'ש'.repeat(20_000)]));
	const shown = read('Pay', many);
	expect(shown.length).toBeLessThan(30 * 400);
	expect(shown).toContain('[19700 more characters are not shown]');
	expect(shown).toContain('[70 more fields are not shown]');
});
