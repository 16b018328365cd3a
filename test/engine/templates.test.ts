import type { IDataObject, INodeListSearchResult } from 'n8n-workflow';

import { NinetyNineDigital } from '../../nodes/NinetyNineDigital/NinetyNineDigital.node';
import answerPage from '../fixtures/provider/get-templates.json';
import type { Credential } from '../support/credentials';
import { panelContext } from '../support/engine';
import { picked } from '../support/parameters';
import { useProvider } from '../support/provider';
import { deadUrl, JSON_TYPE, serve } from '../support/server';

const {
	listSearch: { searchTemplates },
	resourceMapping: { getFallbackVariables, getTemplateVariables },
} = new NinetyNineDigital().methods;

const provider = useProvider();

const known = picked('order_shipped');

const ten = Array.from({ length: 10 }, (_, index) => `bodyVariable${index + 1}`);

const panel = (template: object = picked(''), credential = provider.credential) =>
	panelContext({ operation: 'sendTemplate', template }, credential);

const search = async (filter?: string) => (await searchTemplates.call(panel(), filter)).results;

/** Page after page, as n8n asks while the person scrolls. */
async function searchAll(): Promise<unknown[]> {
	const values: unknown[] = [];
	let page: string | undefined;
	do {
		const found: INodeListSearchResult = await searchTemplates.call(panel(), '', page);
		values.push(...found.results.map(({ value }) => value));
		page = found.paginationToken;
	} while (page);
	return values;
}

const pattern = () => provider.sandbox.provider.templates.all()[0]!;

const fieldsFor = async (template: object) => (await getTemplateVariables.call(panel(template))).fields;

describe('the template picker', () => {
	it('lists the approved templates of the account', async () => {
		const approved = provider.sandbox.provider.templates.all().filter(({ status }) => status === 'approved');
		const picks = (await search()).map(({ value }) => String(value)).filter((value) => value.trim() !== '');
		expect(picks).toEqual(approved.map(({ name }) => name));
		expect((await search()).map(({ value }) => value)).not.toContain('loud_offer');
	});

	it('shows language, category and number of variables', async () => {
		expect(await search()).toEqual(
			expect.arrayContaining([
				{
					name: expect.stringMatching(/^website_welcome \(English, marketing, 6 variables\): \*Hi \{\{1\}\}\*, .+…$/),
					value: 'website_welcome',
				},
				{ name: expect.stringMatching(/^login_code \(English, authentication, 0 variables\): /), value: 'login_code' },
			]),
		);
	});

	it.each([
		['LOGIN', ['login_code']],
		['hebrew', ['website_signup_image_logo', 'appointment_reminder_he']],
		['6 variables', ['website_welcome']],
		['IN OUR web shop', ['website_welcome']],
		['nothing like it', []],
	])('finds %j in any part of what it shows', async (filter, names) => {
		expect((await search(filter)).map(({ value }) => value)).toEqual(names);
	});

	it('shows those that cannot be sent at the end, and picks none of them', async () => {
		const all = provider.sandbox.provider.templates.all();
		const loud = all.find(({ name }) => name === 'loud_offer')!;
		const last = (await search('loud_offer')).at(-1)!;
		expect(last.name).toMatch(/^loud_offer \(rejected, cannot be sent, /);
		expect(await fieldsFor(picked(String(last.value)))).toEqual([]);
		const good = pattern();
		provider.sandbox.provider.templates.replace([loud, { ...loud, name: 'another', status: 'paused' }, good]);
		const values = (await search()).map(({ value }) => String(value));
		expect(values.map((value) => value.trim())).toEqual([good.name, '', '']);
		expect(new Set(values).size).toBe(3);
	});

	it('asks the provider with nothing but the credential', async () => {
		await search();
		const { apiKey, from } = provider.credential;
		expect(provider.received).toEqual([{ operation: 'getTemplates', body: { apiKey, from: from.replace(/\D/g, '') } }]);
	});

	it('lists and finds among 6,000 templates', async () => {
		const many = Array.from({ length: 6000 }, (_, index) => ({ ...pattern(), name: `template_${index}` }));
		provider.sandbox.provider.templates.replace(many);
		expect(await searchAll()).toEqual(many.map(({ name }) => name));
		expect(await search('template_5999')).toEqual([
			{ name: expect.stringMatching(/^template_5999 \(English, marketing, 6 variables\): /), value: 'template_5999' },
		]);
		expect(provider.received.length).toBe(1);
	});

	it('shows a hundred at a time, and ends with the last one', async () => {
		const hundred = Array.from({ length: 100 }, (_, index) => ({ ...pattern(), name: `template_${index}` }));
		provider.sandbox.provider.templates.replace(hundred);
		expect(await searchTemplates.call(panel())).not.toHaveProperty('paginationToken');
		provider.sandbox.provider.templates.replace([...hundred, { ...pattern(), name: 'one_more' }]);
		expect((await search()).length).toBe(100);
		expect(await searchAll()).toContain('one_more');
	});

	it('asks the account once when the list is opened, however much is typed, and again when it is opened next', async () => {
		await search();
		await search('l');
		await search('login');
		expect(provider.received.length).toBe(1);
		provider.sandbox.provider.templates.replace([{ ...pattern(), name: 'made_since' }]);
		expect((await search()).map(({ value }) => value)).toEqual(['made_since']);
		expect(provider.received.length).toBe(2);
	});

	it('asks once while the first answer is still under way', async () => {
		await Promise.all([search(), search('login'), search('welcome')]);
		expect(provider.received.length).toBe(1);
	});

	it('keeps the lists of two accounts apart', async () => {
		await search();
		const other = panel(picked(''), { ...provider.credential, apiKey: 'another' });
		await expect(searchTemplates.call(other, 'login')).rejects.toThrow('does not accept the API key');
		expect((await search('login')).length).toBe(1);
	});

	it('forgets a list that could not be loaded', async () => {
		const dead = { ...provider.credential, baseUrl: await deadUrl() };
		await expect(searchTemplates.call(panel(picked(''), dead))).rejects.toThrow();
		await expect(searchTemplates.call(panel(picked(''), dead), 'login')).rejects.toThrow('could not be reached');
	});

	it("[getTemplates.answer] takes the provider's sample answer", async () => {
		const server = await serve({
			headers: JSON_TYPE,
			body: JSON.stringify(answerPage.answer),
		});
		const context = panel(picked(''), { ...provider.credential, baseUrl: server.url });
		expect(await searchTemplates.call(context)).toEqual({
			results: [
				{
					name: 'template name (template language, utility, 0 variables): thank you for coming',
					value: 'template name',
				},
			],
		});
	});

	it.each([{}, { list: 'none' }, { list: [null, 5, {}, { name: 5 }] }])(
		'is empty when the answer holds no templates: %j',
		async (answer) => {
			const body = JSON.stringify({ status: 'OK', ...answer });
			const server = await serve({ headers: JSON_TYPE, body });
			const context = panel(picked(''), { ...provider.credential, baseUrl: server.url });
			expect(await searchTemplates.call(context)).toEqual({ results: [] });
		},
	);
});

describe('the fields of the variables', () => {
	it('are those of the picked template, labelled with the words around them', async () => {
		const fields = await fieldsFor(picked('appointment_reminder_he'));
		expect(fields).toEqual([
			expect.objectContaining({
				id: 'bodyVariable1',
				displayName: 'Variable 1: \u2068שלום {{1}} 👋\u2069',
				required: true,
			}),
			expect.objectContaining({
				id: 'bodyVariable2',
				displayName: 'Variable 2: \u2068…תור ל*{{2}}* ב…\u2069',
			}),
			expect.objectContaining({
				id: 'bodyVariable3',
				displayName: 'Variable 3: \u2068…בשעה {{3}}.\u2069',
			}),
		]);
	});

	it('are found by a name that was typed', async () => {
		expect((await fieldsFor({ __rl: true, mode: 'name', value: 'website_welcome' })).length).toBe(6);
	});

	it('are none for a template without variables', async () => {
		expect(await fieldsFor(picked('order_number_header'))).toEqual([]);
		expect(await fieldsFor(picked(''))).toEqual([]);
	});

	it.each([
		['', 'Pick a template, and its variables appear here'],
		['order_number_header', 'This template has no variables'],
	])('is told in place of fields, without a word of anything wrong: %j', async (name, words) => {
		expect(await getTemplateVariables.call(panel(picked(name)))).toMatchObject({
			fields: [],
			emptyFieldsNotice: words,
		});
	});

	it('ask for the one-time code of a template for authentication', async () => {
		expect(await fieldsFor(picked('login_code'))).toEqual([
			expect.objectContaining({ id: 'otp', displayName: 'One-Time Code', required: true }),
		]);
	});

	it('are those of the account as it is now, not as it was when the list was opened', async () => {
		await search();
		provider.sandbox.provider.templates.replace([{ ...pattern(), name: 'order_shipped', body: 'Only {{1}} now' }]);
		expect((await fieldsFor(picked('order_shipped'))).length).toBe(1);
	});

	it('are all ten for a name that comes from an expression', async () => {
		const fields = await fieldsFor(picked('={{ $json.template }}'));
		expect(fields.map(({ id }) => id)).toEqual(ten);
		expect(fields.some(({ required }) => required)).toBe(false);
		expect(provider.received).toEqual([]);
	});

	it.each<[string, (credential: Credential) => Promise<[object, Credential]>]>([
		['The account has no template of this name', async (account) => [picked('no_such_template'), account]],
		['99digital could not be reached', async (account) => [known, { ...account, baseUrl: await deadUrl() }]],
		['99digital does not accept the API key', async (account) => [known, { ...account, apiKey: 'another' }]],
	])('are all ten below a note: %s', async (words, situation) => {
		const { fields } = await getTemplateVariables.call(panel(...(await situation(provider.credential))));
		expect(fields.map(({ id }) => id)).toEqual(['note', ...ten]);
		expect(fields[0]).toMatchObject({ readOnly: true, defaultValue: words });
		expect(fields.some(({ required }) => required)).toBe(false);
	});

	it('stay as they were while the account cannot be reached', async () => {
		const { fields } = await getTemplateVariables.call(panel(known));
		const credential = { ...provider.credential, baseUrl: await deadUrl() };
		const variables = { mappingMode: 'defineBelow', value: {}, schema: fields } as unknown as IDataObject;
		const context = panelContext({ operation: 'sendTemplate', template: known, variables }, credential);
		expect((await getTemplateVariables.call(context)).fields).toEqual(fields);
	});
});

describe('the fields of the fallback', () => {
	const fallbackFor = (fallbackTemplate: IDataObject) =>
		getFallbackVariables.call(
			panelContext({ operation: 'sendText', windowClosed: 'sendTemplate', fallbackTemplate }, provider.credential),
		);

	it('are those of its own template', async () => {
		expect((await fallbackFor(known)).fields.map(({ id }) => id)).toEqual(['bodyVariable1', 'bodyVariable2']);
	});

	it('are the code alone for a template that needs one', async () => {
		expect((await fallbackFor(picked('login_code'))).fields).toEqual([
			expect.objectContaining({ id: 'fallbackOtp', displayName: 'Fallback One-Time Code', required: true }),
		]);
	});
});

it.each<[string, Partial<Credential> | 'dead']>([
	['99digital does not accept the API key', { apiKey: 'another' }],
	['99digital could not be reached', 'dead'],
])('the picker tells what happened, and the way around it: %s', async (message, change) => {
	const changed = change === 'dead' ? { baseUrl: await deadUrl() } : change;
	const context = panel(picked(''), { ...provider.credential, ...changed });
	await expect(searchTemplates.call(context)).rejects.toThrow(
		`${message}. Choose By Name to type the name of the template.`,
	);
});
