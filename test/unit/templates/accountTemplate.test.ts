import {
	isTemplate,
	simplifyTemplate,
	templateLabel,
	templatesIn,
	variableFields,
	type Template,
} from '../../../nodes/NinetyNineDigital/templates/accountTemplate';
import { variables } from '../../../nodes/NinetyNineDigital/messages/template';

const templateWith = (text: string, facts: Partial<Template> = {}): Template => ({
	name: 'website_welcome',
	language: 'English',
	category: 1,
	status: 'approved',
	template: [
		{ type: 'header', text: 'Order {{1}} {{2}} {{3}}' },
		{ type: 'body', text },
	],
	...facts,
});

const labelsOf = (template: Template) => variableFields(template, variables).map(({ displayName }) => displayName);

describe('the label of a template', () => {
	it.each([
		[templateWith('Hello {{1}}, {{2}}'), 'website_welcome (English, utility, 2 variables)'],
		[templateWith('Hello {{1}}', { category: 2 }), 'website_welcome (English, marketing, 1 variable)'],
		[templateWith('Hello', { category: 3, language: 'עברית' }), 'website_welcome (עברית, authentication, 0 variables)'],
		[templateWith('{{1}} is your code', { category: 3 }), 'website_welcome (English, authentication, 0 variables)'],
		[
			templateWith('Now!', { status: 'Paused' }),
			'website_welcome (paused, cannot be sent, English, utility, 0 variables)',
		],
		[templateWith('{{1}} and {{1}} again', { category: 9 }), 'website_welcome (English, 1 variable)'],
		[{ name: 'bare' }, 'bare (0 variables)'],
	])('%#: $name', (template, label) => {
		expect(templateLabel(template)).toBe(label);
	});
});

describe('the fields of the variables', () => {
	it('are those of the body, in order, each once', () => {
		const fields = variableFields(templateWith('{{10}} {{2}} {{1}} {{2}}'), variables);
		expect(fields.map(({ id }) => id)).toEqual(['bodyVariable1', 'bodyVariable2', 'bodyVariable10']);
		expect(fields.every(({ required, display }) => required && display)).toBe(true);
	});

	it('have the words around them', () => {
		expect(labelsOf(templateWith('*Hi {{1}}*, all!\nA code: {{2}}\n\nBye'))).toEqual([
			'Variable 1: *Hi {{1}}*, all!',
			'Variable 2: A code: {{2}}',
		]);
	});

	it('have at most 16 characters of them, and say where words are left out', () => {
		const [label] = labelsOf(templateWith(`${'a'.repeat(100)} {{1}} ${'b'.repeat(100)}`));
		expect(label).toMatch(/^Variable 1: …\{\{1\}\} b+…$/);
		expect(label!.length).toBeLessThanOrEqual('Variable 1: '.length + 18);
	});

	it('show words that run from right to left in their own order', () => {
		expect(labelsOf(templateWith('שלום {{1}} 👋'))).toEqual(['Variable 1: \u2068שלום {{1}} 👋\u2069']);
	});

	it('never hold half an emoji', () => {
		for (const shift of ['', ' ']) {
			const [label] = labelsOf(templateWith(`${'👋'.repeat(40)}${shift}{{1}}${shift}${'👋'.repeat(40)}`));
			expect(label).not.toMatch(/\p{Surrogate}/u);
		}
	});

	it('are all that are possible, none required, where the template is not known', () => {
		const fields = variableFields(undefined, variables);
		expect(fields.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, index) => `bodyVariable${index + 1}`));
		expect(fields.some(({ required }) => required)).toBe(false);
	});

	it('are the code alone in a template for authentication', () => {
		const fields = variableFields(templateWith('{{1}} is your code', { category: 3 }), variables);
		expect(fields.map(({ id }) => id)).toEqual(['otp']);
	});

	it('are none where the body has none', () => {
		expect(variableFields(templateWith('Hello'), variables)).toEqual([]);
	});

	it.each([
		undefined,
		null,
		'text',
		{},
		[null],
		['text'],
		[{ type: 5, text: 'Hi {{1}}' }],
		[{ type: 'body', text: 5 }],
	])('are none where the parts are %j', (template) => {
		expect(variableFields({ name: 'odd', template } as unknown as Template, variables)).toEqual([]);
	});
});

describe('isTemplate', () => {
	it.each([
		[{ name: 'a' }, true],
		[{}, false],
		[{ name: 5 }, false],
		[null, false],
		['a', false],
	])('of %j is %j', (value, expected) => {
		expect(isTemplate(value)).toBe(expected);
	});
});

describe('templatesIn', () => {
	it('finds the entries of an answer and leaves out the rest', () => {
		expect(templatesIn({ list: [{ name: 'a' }, null, { name: 5 }, { name: 'b' }] })).toEqual([
			{ name: 'a' },
			{ name: 'b' },
		]);
	});

	it.each([{}, { list: null }, { list: 'a' }])('finds none in %j', (answer) => {
		expect(templatesIn(answer)).toEqual([]);
	});
});

describe('the simplified output of a template', () => {
	it('has its parts as fields', () => {
		expect(simplifyTemplate(templateWith('Hello {{1}}'))).toEqual({
			name: 'website_welcome',
			language: 'English',
			category: 'utility',
			status: 'approved',
			header: 'Order {{1}} {{2}} {{3}}',
			body: 'Hello {{1}}',
			footer: '',
			variables: 1,
		});
	});

	it('keeps a category that no page lists', () => {
		expect(simplifyTemplate(templateWith('Hello', { category: 9 }))).toMatchObject({ category: 9 });
	});
});
