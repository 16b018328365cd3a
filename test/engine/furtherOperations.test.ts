import type { IDataObject } from 'n8n-workflow';

import { runNode } from '../support/engine';
import { API_KEY, CUSTOMER, useProvider } from '../support/provider';

const provider = useProvider();

const run = (parameters: IDataObject) => runNode({ parameters, credential: provider.credential });

const to = '050-123-4567';

const addressed = { apiKey: API_KEY, from: '972771234567', to: CUSTOMER };

/** Parameters, the operation of the provider, and the documented body. */
const bodies: Array<[IDataObject, string, IDataObject]> = [
	[{ operation: 'sendText', to, body: 'שלום *דנה* 👋' }, 'sendMessage', { body: 'שלום *דנה* 👋' }],
	[
		{ operation: 'sendFile', to, fileUrl: 'https://www.example.com/a.pdf', caption: 'המחירון' },
		'sendFile',
		{ body: 'https://www.example.com/a.pdf', caption: 'המחירון' },
	],
	[
		{
			operation: 'sendFile',
			to,
			fileUrl: 'https://www.example.com/a.pdf',
			options: { replyTo: 'M1', showRequest: true },
		},
		'sendFile',
		{ body: 'https://www.example.com/a.pdf', replyTo: 'M1', showRequest: 1 },
	],
	[
		{ operation: 'sendLocation', to, latitude: 37.422, longitude: '-122.084', caption: 'Here' },
		'sendLocation',
		{ lat: '37.422', lng: '-122.084', caption: 'Here' },
	],
	[
		{ operation: 'sendContact', to, contactName: 'דנה', contactPhone: '03-123 4567', contactEmail: 'dana@example.com' },
		'sendContact',
		{ contact_name: 'דנה', contact_phone: '03-123 4567', contact_email: 'dana@example.com' },
	],
	[
		{ operation: 'sendReaction', to, messageId: 'M1', reaction: '👍' },
		'sendReaction',
		{ unique: 'M1', reaction: '👍' },
	],
	[{ operation: 'sendReaction', to, messageId: 'M1', reaction: '' }, 'sendReaction', { unique: 'M1', reaction: '' }],
	[{ operation: 'markAsRead', to }, 'readStatus', {}],
];

it.each(bodies)('%j arrives as documented', async (parameters, operation, body) => {
	await run(parameters);
	expect(provider.received).toEqual([{ operation, body: { ...addressed, ...body } }]);
});

it.each([
	[{ operation: 'sendFile', to, fileUrl: 'http://www.example.com/a.pdf' }, 'File URL'],
	[{ operation: 'sendLocation', to, latitude: '91', longitude: '0' }, 'Latitude'],
	[{ operation: 'sendLocation', to, latitude: '0', longitude: 'east' }, 'Longitude'],
	[{ operation: 'sendContact', to, contactName: ' ', contactPhone: '03' }, 'Contact Name'],
	[{ operation: 'sendContact', to, contactName: 'D', contactPhone: '03', contactEmail: 'dana' }, 'Contact Email'],
	[{ operation: 'sendReaction', to, messageId: '={{ "" }}', reaction: '👍' }, 'Message ID'],
	[{ operation: 'markAsRead', to: 'everybody' }, 'To'],
])('%j is refused before it is sent', async (parameters, label) => {
	const { error } = await run(parameters);
	expect(error?.message).toContain(`${label} is `);
	expect(provider.received).toEqual([]);
});

describe('get many templates', () => {
	const getMany = async (parameters: IDataObject = {}) => {
		const { outputs } = await run({ resource: 'template', operation: 'getMany', ...parameters });
		return outputs[0]!.map(({ json }) => json);
	};

	it('puts out one item for each template, each paired to its input', async () => {
		const { outputs } = await run({ resource: 'template', operation: 'getMany', returnAll: true });
		expect(outputs[0]!.length).toBeGreaterThan(5);
		expect(outputs[0]!.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
		expect(provider.received).toEqual([{ operation: 'getTemplates', body: { apiKey: API_KEY, from: addressed.from } }]);
	});

	it('says what a person wants to know of each', async () => {
		const [welcome] = await getMany({ filters: { name: 'WEBSITE_wel' } });
		expect(welcome).toMatchObject({
			name: 'website_welcome',
			language: 'English',
			category: 'marketing',
			status: 'approved',
			body: expect.stringContaining('{{1}}'),
			variables: 6,
		});
	});

	it('keeps to the limit and the filters', async () => {
		expect(await getMany({ limit: 2 })).toHaveLength(2);
		const rejected = await getMany({ returnAll: true, filters: { status: 'rejected' } });
		expect(new Set(rejected.map(({ status }) => status))).toEqual(new Set(['rejected']));
		const codes = await getMany({ returnAll: true, filters: { category: 'authentication' } });
		expect(codes.map(({ name }) => name)).toEqual(['login_code', 'sign_in_code']);
	});

	it.each([-1, 0, 1.5, NaN, 'many', ''])('refuses the limit %j', async (limit) => {
		const { error } = await runNode({
			parameters: {
				resource: 'template',
				operation: 'getMany',
				limit: typeof limit === 'string' ? limit : `={{ ${limit} }}`,
			},
			credential: provider.credential,
		});
		expect(error?.message).toMatch(/^Limit is .*; it must be a whole number from 1/);
	});

	it.each([{ limit: '={{ "soon".toDateTime() }}' }, { filters: { name: '={{ "soon".toDateTime() }}' } }])(
		'tells that %j cannot be read, and ends',
		async (parameters) => {
			const { error } = await run({ resource: 'template', operation: 'getMany', ...parameters });
			expect(error).toMatchObject({
				description: expect.stringContaining('Correct the expression'),
				context: { itemIndex: 0 },
			});
		},
	);

	it('finds by a name that is a number', async () => {
		expect(await getMany({ filters: { name: '={{ 5 }}' } })).toEqual([]);
	});

	it('gives the entries as they came where Simplify is off', async () => {
		const [first] = await getMany({ limit: 1, simplify: false });
		expect(first).toMatchObject({ template: [{ type: 'body' }], category: 2 });
	});
});

describe('get the profile', () => {
	it('[getProfile.answer] puts out the profile alone, or the whole answer', async () => {
		const simplified = await run({ resource: 'profile', operation: 'get' });
		expect(simplified.outputs[0]![0]!.json).toMatchObject({ dailyLimit: 1000 });
		expect(simplified.outputs[0]![0]!.json).not.toHaveProperty('status');
		const whole = await run({ resource: 'profile', operation: 'get', simplify: false });
		expect(whole.outputs[0]![0]!.json).toMatchObject({ status: 'OK', reason: 1 });
	});

	it('explains a refusal', async () => {
		const credential = { ...provider.credential, apiKey: 'another' };
		const { error } = await runNode({ parameters: { resource: 'profile', operation: 'get' }, credential });
		expect(error).toMatchObject({
			message: '99digital does not accept the API key [item 0]',
			description: expect.stringContaining('getProfile, reason 3'),
		});
	});

	it('counts what was read, where some of it was refused', async () => {
		const credential = { ...provider.credential, apiKey: 'another' };
		const parameters = { resource: 'profile', operation: 'get' };
		const { error } = await runNode({ parameters, credential, items: [{}, {}] });
		expect(error?.description).toMatch(/ 0 of 2 items were read\.$/);
	});
});
