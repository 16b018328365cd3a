import type { RepeatRow } from '../../../nodes/NinetyNineDigital/form/model';
import { variables } from '../../../nodes/NinetyNineDigital/messages/template';
import { issuesOf, kindOf, kindWith } from '../../support/kinds';
import { filled, mapped } from '../../support/parameters';
import { parametersWithEntries } from '../../support/rows';

const buttons = kindOf('sendButtons');
const template = kindOf('sendTemplate');

const issuesOfButtons = (parameters: object) => issuesOf(buttons, { ...filled.sendButtons, ...parameters });
const issuesOfTemplate = (parameters: object) => issuesOf(template, { ...filled.sendTemplate, ...parameters });

describe('ids', () => {
	const row = buttons.rows.find(({ name }) => name === 'buttons') as RepeatRow;
	const issuesOfIds = (...ids: string[]) => {
		const entries = ids.map((id) => ({ text: 'A button', id }));
		return issuesOf(buttons, parametersWithEntries(buttons, row, entries));
	};

	it.each([[['a', 'b', 'c']], [['a', 'A', 'b']], [['', '', '']], [['2', '1', '']], [['3', '', '1']]])(
		'%j are all different',
		(ids) => {
			expect(issuesOfIds(...ids)).toEqual([]);
		},
	);

	it.each([
		[['a', 'a ', 'b'], [`Button ID 2 is "a", the same as Button ID 1`]],
		[['a', 'a', 'b'], [`Button ID 2 is "a", the same as Button ID 1`]],
		[['a', 'b', 'a'], [`Button ID 3 is "a", the same as Button ID 1`]],
		[
			['a', 'a', 'a'],
			[`Button ID 2 is "a", the same as Button ID 1`, `Button ID 3 is "a", the same as Button ID 1`],
		],
		[['2', '', ''], [`Button ID 2 is "2", the same as Button ID 1`]],
		[['', '', '1'], [`Button ID 3 is "1", the same as Button ID 1`]],
	])('%j are not, an empty one being its number', (ids, issues) => {
		const hint = '; each must be different, and an empty one counts as its number';
		expect(issuesOfIds(...ids)).toEqual(issues.map((issue) => issue + hint));
	});

	it('that are no text are told once', () => {
		const entries = [
			{ text: 'Yes', id: ['a'] },
			{ text: 'No', id: ['b'] },
		];
		expect(issuesOf(buttons, parametersWithEntries(buttons, row, entries))).toEqual([
			'Button ID 1 is "["a"]"; it must be text',
			'Button ID 2 is "["b"]"; it must be text',
		]);
	});
});

describe('the variables of a template', () => {
	it.each([[[]], [['John']], [Array(10).fill('John')], [['a   b']]])('may be %j', (texts) => {
		expect(issuesOfTemplate({ variables: mapped(...texts) })).toEqual([]);
	});

	it.each([
		[['two\nlines'], "Variable 1 has a new line; a template's variable may not have one"],
		[['a', 'two\r\nlines'], "Variable 2 has a new line; a template's variable may not have one"],
		[['a    b'], 'Variable 1 has 4 or more spaces in a row; at most 3 are allowed'],
		[['a', '', 'c'], 'Variable 2 is empty; it is required'],
		[['a', ['b']], 'Variable 2 is "["b"]"; it must be text'],
		[Array(11).fill('a'), 'Variables has 11 entries; at most 10 are allowed'],
	])('may not be %j', (texts, issue) => {
		expect(issuesOfTemplate({ variables: mapped(...texts) })).toEqual([issue]);
	});

	it('may have 1024 characters together, and no more', () => {
		expect(issuesOfTemplate({ variables: mapped('👋'.repeat(1000), 'ש'.repeat(24)) })).toEqual([]);
		expect(issuesOfTemplate({ variables: mapped('👋'.repeat(1000), 'ש'.repeat(25)) })).toEqual([
			'Variables together have 1025 characters; at most 1024 are allowed',
		]);
	});

	it('must be as many as the template asks for', () => {
		const schema = [1, 2, 3].map((position) => ({ id: `bodyVariable${position}`, required: true }));
		expect(issuesOf(kindWith(variables), { variables: { ...mapped('a'), schema } })).toEqual([
			'Variable 2 is empty; it is required',
			'Variable 3 is empty; it is required',
		]);
	});
});

describe('other values', () => {
	it.each([
		[{ to: '12345' }, 'To is "12345"; it must be a phone number such as +972 50-123-4567 or 050-123-4567'],
		[{ header: 'gif' }, 'Header is "gif"; it must be one of none, image, video, document'],
		[{ headerUrl: 'http://a.il' }, 'Header URL is "http://a.il"; it must be a link that starts with https://'],
		[{ localStorage: 'yes' }, 'Copy File First is "yes"; it must be true or false'],
		[{ countryCode: 'IL' }, 'Country Code is "IL"; it must be the 1 to 3 digits of a country, such as 972'],
		[
			{ buttonType: 'action', buttonText: 'Shop 🛒' },
			'Button Text has an emoji; WhatsApp shows none on a button that opens a link, a call or an e-mail',
		],
		[
			{ buttonType: 'action', buttonTarget: 'abcdefg' },
			'Button Target is "abcdefg"; it must be a link that starts with https:// or http://, a phone number or an e-mail address',
		],
	])('of the buttons: %j', (parameters, issue) => {
		expect(issuesOfButtons(parameters)).toEqual([issue]);
	});

	it.each([
		[{ template: '' }, 'Template is empty; it is required'],
		[
			{ couponExpiration: 'soon' },
			'Coupon Expiration is "soon"; it must be a date and time such as 2027-01-31T18:00:00',
		],
	])('of the template: %j', (parameters, issue) => {
		expect(issuesOfTemplate(parameters)).toEqual([issue]);
	});
});

it('tells of a text that breaks its format and its limit both at once', () => {
	const parameters = { ...filled.sendButtons, buttonType: 'action', buttonText: `${'a'.repeat(26)}👋` };
	expect(issuesOf(kindOf('sendButtons'), parameters)).toEqual([
		expect.stringContaining('Button Text has an emoji'),
		'Button Text has 27 characters; at most 20 are allowed',
	]);
});
