import fc from 'fast-check';

import { readMarks, type Span } from '../../../../sandbox/page/chat/marks';

const signs = { bold: '*', italic: '_', strike: '~', monospace: '`' } as const;

const written = (spans: readonly Span[]): string =>
	spans
		.map((span) => (typeof span === 'string' ? span : signs[span.mark] + written(span.spans) + signs[span.mark]))
		.join('');

describe("WhatsApp's marks", () => {
	it.each([
		['*bold*', [{ mark: 'bold', spans: ['bold'] }]],
		['_italic_', [{ mark: 'italic', spans: ['italic'] }]],
		['~gone~', [{ mark: 'strike', spans: ['gone'] }]],
		['`code`', [{ mark: 'monospace', spans: ['code'] }]],
		['```code```', [{ mark: 'monospace', spans: ['code'] }]],
		['תור ל*יום שני* ב', ['תור ל', { mark: 'bold', spans: ['יום שני'] }, ' ב']],
		['(*a*) *b*!', ['(', { mark: 'bold', spans: ['a'] }, ') ', { mark: 'bold', spans: ['b'] }, '!']],
		['*a _b_*', [{ mark: 'bold', spans: ['a ', { mark: 'italic', spans: ['b'] }] }]],
		['`*a*`', [{ mark: 'monospace', spans: ['*a*'] }]],
	])('are read in %s', (line, spans) => {
		expect(readMarks(line)).toEqual(spans);
	});

	it.each(['2*3*4', 'snake_case_name', '* a *', '**', '*a', 'a*', '***', ''])('are not found in %j', (line) => {
		expect(written(readMarks(line))).toBe(line);
		expect(readMarks(line).every((span) => typeof span === 'string')).toBe(true);
	});

	it('never change or lose a character', () => {
		const line = fc.string({ unit: fc.constantFrom('*', '_', '~', '`', ' ', 'a', 'ש', '👟') });
		fc.assert(
			fc.property(line, (text) => written(readMarks(text)) === text.replaceAll('```', '`') || text.includes('``')),
		);
	});
});
