import fc from 'fast-check';

import { characters } from '../../../nodes/NinetyNineDigital/plain/characters';
import { textUpTo } from '../../support/arbitraries';
import { bodyOf, issuesOf, kindOf } from '../../support/kinds';
import { filled, mapped } from '../../support/parameters';
import { textFields } from '../../support/rows';

/** More than the longest of the limits; the body of buttons has none. */
const UNLIMITED = 3000;

const free = textFields.filter(({ row }) => row.wire && !row.format && !row.forFallback);

it('a text has as many characters as it was made of', () => {
	const parts = fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }));
	fc.assert(fc.property(parts, (units) => characters(units.join('')) === units.length));
});

describe.each(free)('$title', ({ kind, row, parametersWith }) => {
	const max = row.max ?? UNLIMITED;
	/** An id of another entry, or the number that an empty one counts as. */
	const isTaken = (text: string) =>
		row.unique &&
		(/^\d+$/.test(text.trim()) || JSON.stringify(filled[kind.operation]).includes(JSON.stringify(text.trim())));

	it('goes out untouched, whatever its script, up to its limit', () => {
		const texts = fc.oneof(textUpTo(max), textUpTo(max, max)).filter((text) => !isTaken(text));
		fc.assert(
			fc.property(texts, (text) => {
				expect(issuesOf(kind, parametersWith(text))).toEqual([]);
				expect(bodyOf(kind, parametersWith(text))[row.wire!]).toBe(text);
			}),
			{ numRuns: 50 },
		);
	});

	if (row.max) {
		it('is refused beyond its limit', () => {
			fc.assert(
				fc.property(textUpTo(2 * max, max + 1), (text) => {
					expect(issuesOf(kind, parametersWith(text))).toEqual([
						`${row.label} has ${characters(text)} characters; at most ${max} are allowed`,
					]);
				}),
				{ numRuns: 50 },
			);
		});
	}
});

it('the variables of a template go out untouched', () => {
	const kind = kindOf('sendTemplate');
	const texts = fc.array(
		textUpTo(100).filter((text) => !/[\r\n]| {4}/.test(text)),
		{ minLength: 1, maxLength: 10 },
	);
	fc.assert(
		fc.property(texts, (variables) => {
			const parameters = { ...filled.sendTemplate, variables: mapped(...variables) };
			const body = bodyOf(kind, parameters);
			expect(issuesOf(kind, parameters)).toEqual([]);
			expect(variables.map((_, index) => body[`bodyVariable${index + 1}`])).toEqual(variables);
		}),
	);
});
