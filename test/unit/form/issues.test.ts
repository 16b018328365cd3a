import { messageKinds } from '../../../nodes/NinetyNineDigital/messages';
import { issuesOf, kindOf } from '../../support/kinds';
import { filled } from '../../support/parameters';
import { entriesOf, parametersFor, parametersWithEntries, rowsOfType, textFields } from '../../support/rows';

describe('valid parameters', () => {
	it.each(messageKinds)('of $label have no issues', (kind) => {
		expect(issuesOf(kind, filled[kind.operation]!)).toEqual([]);
	});

	it.each(
		messageKinds.flatMap((kind) => kind.rows.map((row) => ({ kind, row, title: `${kind.label}: ${row.label}` }))),
	)('have none where its condition holds: $title', ({ kind, row }) => {
		expect(issuesOf(kind, parametersFor(kind, row))).toEqual([]);
	});
});

describe.each(textFields.filter(({ row }) => row.max))('the limit of $title', ({ kind, row, parametersWith }) => {
	const max = row.max!;
	/** One code point of two UTF-16 units before Hebrew letters; where emoji are forbidden, a letter of that size. */
	const text = (length: number) => (row.format ? '𝔸' : '👋') + 'ש'.repeat(length - 1);

	it(`lets ${max} characters pass`, () => {
		expect(issuesOf(kind, parametersWith(text(max)))).toEqual([]);
	});

	it(`refuses ${max + 1} characters`, () => {
		expect(issuesOf(kind, parametersWith(text(max + 1)))).toEqual([
			`${row.label} has ${max + 1} characters; at most ${max} are allowed`,
		]);
	});
});

describe.each(textFields.filter(({ row }) => row.required))('the duty of $title', ({ kind, row, parametersWith }) => {
	it.each(['', ' \n', null, undefined])('refuses %j', (empty) => {
		expect(issuesOf(kind, parametersWith(empty))).toEqual([`${row.label} is empty; it is required`]);
	});
});

const chosen = textFields.filter(({ row }) => row.notBlank);

describe.each(chosen)('once chosen, $title', ({ kind, row, parametersWith }) => {
	it.each(['', ' \n', null, undefined])('may not be empty: %j', (empty) => {
		expect(issuesOf(kind, parametersWith(empty))).toEqual([`${row.label} is empty; it is required`]);
	});
});

const free = textFields.filter(({ row }) => !row.required && !row.notBlank);

describe.each(free)('the freedom of $title', ({ kind, parametersWith }) => {
	it('lets it be empty', () => {
		expect(issuesOf(kind, parametersWith(''))).toEqual([]);
	});
});

describe.each(textFields)('the type of $title', ({ kind, row, parametersWith }) => {
	it('refuses what is no text', () => {
		expect(issuesOf(kind, parametersWith(['a']))).toEqual([`${row.label} is "["a"]"; it must be text`]);
	});
});

describe.each(rowsOfType('repeat'))('the entries of $kind.label, $row.label', ({ kind, row }) => {
	const of = (length: number) => {
		const [entry] = entriesOf(kind, row);
		const entries = Array.from({ length }, (_, index) => ({ ...entry, id: `id ${index}` }));
		return issuesOf(kind, parametersWithEntries(kind, row, entries));
	};

	it(`may be ${row.min} to ${row.max}`, () => {
		expect([...of(row.min), ...of(row.max)]).toEqual([]);
	});

	it('may not be fewer', () => {
		expect(of(row.min - 1)).toEqual([`${row.label} is empty; at least ${row.min} is required`]);
	});

	it('may not be more', () => {
		expect(of(row.max + 1)).toEqual([`${row.label} has ${row.max + 1} entries; at most ${row.max} are allowed`]);
	});

	it('must be a list of objects', () => {
		const wrong = row.input === 'json' ? 'Sales' : { [row.item.name]: 'Sales' };
		const issues = issuesOf(kind, { ...parametersFor(kind, row), [row.name]: wrong });
		const fields = row.of.map(({ name }) => name).join(', ');
		expect(issues).toEqual([`${row.label} must be a list of objects with the fields ${fields}`]);
	});
});

describe.each(rowsOfType('number'))('the bounds of $kind.label, $row.label', ({ kind, row }) => {
	const { name, label, min, max } = row;
	const of = (number: unknown) => issuesOf(kind, { ...parametersFor(kind, row), [name]: number });

	it.each([min, max, String(max), ''])('let %j pass', (number) => {
		expect(of(number)).toEqual([]);
	});

	it.each([min - 1, max + 1, min + 0.5, 'many', Infinity])('refuse %j', (number) => {
		expect(of(number)).toEqual([
			expect.stringMatching(`^${label} is ".*"; it must be a whole number from ${min} to ${max}$`),
		]);
	});
});

it('has no say about rows whose condition does not hold', () => {
	const hidden = { headerUrl: 'nowhere', localStorage: 'yes', buttonText: '', buttonTarget: 'nowhere' };
	const parameters = { ...filled.sendButtons, header: 'none', buttonType: 'reply', ...hidden };
	expect(issuesOf(kindOf('sendButtons'), parameters)).toEqual([]);
});

it('tells all problems at once, in the order of the screen', () => {
	const items = [{ title: '' }, { title: 'Support' }, { title: 'a'.repeat(31), id: '2' }];
	const wrong = { to: 'me', body: '', items: { item: items }, footer: 'a'.repeat(75) };
	expect(issuesOf(kindOf('sendList'), { ...filled.sendList, ...wrong })).toEqual([
		'To is "me"; it must be a phone number such as +972 50-123-4567 or 050-123-4567',
		'Body is empty; it is required',
		'Title 1 is empty; it is required',
		'Title 3 has 31 characters; at most 24 are allowed',
		'ID 3 is "2", the same as ID 2; each must be different, and an empty one counts as its number',
		'Footer has 75 characters; at most 60 are allowed',
	]);
});
