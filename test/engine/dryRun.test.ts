import type { IDataObject } from 'n8n-workflow';

import { messageKinds } from '../../nodes/NinetyNineDigital/messages';
import { runNode } from '../support/engine';
import { kindOf, nodeParameters } from '../support/kinds';
import { filled, mapped, picked } from '../support/parameters';
import { API_KEY, CUSTOMER, useProvider } from '../support/provider';
import { deadUrl } from '../support/server';

const provider = useProvider();

const sends = () => provider.received.filter(({ operation }) => operation !== 'getTemplates');

const hintsOf = ({ stored }: Awaited<ReturnType<typeof runNode>>) =>
	Object.values(stored.data.resultData.runData).flatMap((runs) =>
		runs.flatMap(({ hints }) => (hints ?? []).map(({ message }) => message)),
	);

const run = (parameters: IDataObject, items: IDataObject[] = [{}]) =>
	runNode({ parameters, items, credential: provider.credential });

const jsonOf = async (operation: string, parameters: IDataObject): Promise<IDataObject> => {
	const { outputs } = await run(
		nodeParameters(kindOf(operation), { ...filled[operation], ...parameters, dryRun: true }),
	);
	return outputs[0]![0]!.json;
};

const template = (name: string, ...texts: string[]): IDataObject => ({
	...{ operation: 'sendTemplate', to: CUSTOMER, template: picked(name), variables: mapped(...texts) },
	options: { dryRun: true },
});

describe.each(messageKinds)('a dry run of $label', (kind) => {
	const parameters = nodeParameters(kind, { ...filled[kind.operation], dryRun: true });

	it('sends nothing, and says so', async () => {
		const result = await run(parameters);
		expect(sends()).toEqual([]);
		expect(result.outputs[0]![0]!.json).toMatchObject({
			dryRun: true,
			sent: 'no',
			operation: kind.operation,
			to: CUSTOMER,
			sentAs: kind.sentAs,
		});
		expect(hintsOf(result)).toEqual(['Dry run: nothing was sent. Turn Dry Run off under Options to send.']);
	});

	it('shows the request that would be posted, without the key', async () => {
		const { outputs } = await run(parameters);
		const { body } = outputs[0]![0]!.json;
		expect(JSON.stringify(outputs)).not.toContain(API_KEY);
		await run(nodeParameters(kind, filled[kind.operation]!));
		const { apiKey, from, ...posted } = sends()[0]!.body;
		expect(body).toEqual(posted);
	});

	it('has nothing that only a sent message has', async () => {
		const { outputs } = await run(parameters);
		for (const field of ['messageId', 'sentAt', 'windowMinutesLeft', 'windowClosesAt']) {
			expect(outputs[0]![0]!.json).not.toHaveProperty(field);
		}
	});

	it('puts out what sending would refuse, with what is wrong', async () => {
		const { outputs, error } = await run(
			nodeParameters(kind, { ...filled[kind.operation], to: 'nobody', dryRun: true }),
		);
		expect(error).toBeUndefined();
		expect(outputs[0]![0]!.json).toMatchObject({
			dryRun: true,
			sent: 'no',
			operation: kind.operation,
			error: expect.stringContaining('To is "nobody"'),
		});
		expect(provider.received).toEqual([]);
	});
});

describe('the text of a dry run', () => {
	it('is that of a template with its variables, as 99digital then renders it', async () => {
		const parameters = template('appointment_reminder_he', 'נועה 👋', 'יום שני', '$& {{1}}');
		const { outputs } = await run(parameters);
		const sent = await run({ ...parameters, options: {} });
		expect(outputs[0]![0]!.json.text).toBe('שלום נועה 👋 👋\nנקבע לך תור ל*יום שני* בשעה $& {{1}}.');
		expect(sent.outputs[0]![0]!.json.text).toBe(outputs[0]![0]!.json.text);
		expect(outputs[0]![0]!.json).not.toHaveProperty('note');
	});

	it.each(['sendButtons', 'sendList', 'sendText'])('is the body of %s', async (operation) => {
		expect((await jsonOf(operation, {})).text).toBe(filled[operation]!.body);
	});

	it.each(['sendFile', 'sendLocation', 'sendContact', 'sendReaction', 'markAsRead'])(
		'is absent for %s, which has none',
		async (operation) => {
			expect(await jsonOf(operation, {})).not.toHaveProperty('text');
		},
	);

	it('also comes for the template that is sent if the window is closed', async () => {
		expect(await jsonOf('sendText', { windowClosed: 'sendTemplate' })).toMatchObject({
			sentAs: 'text',
			ifWindowClosed: {
				sentAs: 'template',
				text: 'שמחים שנרשמת.\n\nקוד הכניסה: 43143\n\nלהתראות, קידום אתרים',
				body: { name: 'website_signup_image_logo', to: CUSTOMER },
			},
		});
		expect(await jsonOf('sendText', { windowClosed: 'fail' })).not.toHaveProperty('ifWindowClosed');
	});

	it('is left out with a note while the account cannot be reached', async () => {
		const credential = { ...provider.credential, baseUrl: await deadUrl() };
		const { outputs } = await runNode({ parameters: template('order_shipped', 'Dana', '7'), credential });
		const { json } = outputs[0]![0]!;
		expect(json).not.toHaveProperty('text');
		expect(json).toMatchObject({
			note: 'The text of the template is not known: 99digital could not be reached',
			body: { name: 'order_shipped', bodyVariable2: '7' },
		});
	});
});

describe('a dry run foretells the refusal of', () => {
	it.each([
		['a template that is not there', template('gone'), 'The account has no template of this name'],
		['a template that is not approved', template('loud_offer', 'now'), 'The template is rejected'],
		['too few variables', template('order_shipped', 'Dana'), 'The template has 2 variables and 1 is filled in'],
		['too many variables', template('login_code', 'a', 'b'), 'The template has 0 variables and 2 are filled in'],
		['a missing code', template('login_code'), 'One-Time Code is empty'],
	])('%s', async (_, parameters, obstacle) => {
		const { outputs } = await run(parameters);
		expect(outputs[0]![0]!.json.note).toBe(`${obstacle}, so 99digital would refuse the message`);
		const { error } = await run({ ...parameters, options: {} });
		expect(error).toBeDefined();
	});

	it('a text that its variables make too long', async () => {
		const long = { ...provider.sandbox.provider.templates.all()[0]!, name: 'long', body: `{{1}}${'א'.repeat(1000)}` };
		provider.sandbox.provider.templates.replace([long]);
		const { note } = (await run(template('long', 'b'.repeat(25)))).outputs[0]![0]!.json;
		expect(note).toBe('The text has 1025 characters; at most 1024 are allowed, so 99digital would refuse the message');
	});

	it('a header whose variable is empty, and nothing once it is given', async () => {
		const headed = {
			...provider.sandbox.provider.templates.all()[0]!,
			...{ name: 'headed', body: 'Hello', header: { type: 'text' as const, text: 'Order {{1}}' } },
		};
		provider.sandbox.provider.templates.replace([headed]);
		const noteWith = async (options: object) =>
			(await run({ ...template('headed'), options: { dryRun: true, ...options } })).outputs[0]![0]!.json.note;
		expect(await noteWith({})).toBe(
			'The header has a variable, and Header Variable is empty, so 99digital would refuse the message',
		);
		expect(await noteWith({ headerVariable: '1042' })).toBeUndefined();
	});

	it('nothing of a one-time code that stands in the text', async () => {
		const code = {
			...provider.sandbox.provider.templates.all()[0]!,
			...{ name: 'code', category: 3 as const, body: '{{1}} הוא הקוד שלך' },
		};
		provider.sandbox.provider.templates.replace([code]);
		const { json } = (await run({ ...template('code'), options: { dryRun: true, otp: '1042' } })).outputs[0]![0]!;
		expect(json).toMatchObject({ text: '1042 הוא הקוד שלך', body: { otp: '1042' } });
		expect(json.body).not.toHaveProperty('bodyVariable1');
		expect(json).not.toHaveProperty('note');
	});

	it('nothing, where all is in order', async () => {
		const parameters = { ...template('login_code'), options: { dryRun: true, otp: '1042' } };
		expect((await run(parameters)).outputs[0]![0]!.json).not.toHaveProperty('note');
	});
});

describe('a dry run of many items', () => {
	const items = Array.from({ length: 120 }, (_, index) => ({ index }));

	it('asks the account for its templates once', async () => {
		const { outputs } = await run(template('order_shipped', 'Dana', '={{ $json.index }}'), items);
		expect(outputs[0]!.map(({ json }) => json.text)).toEqual(
			items.map(({ index }) => `Hello Dana, order ${index} left our store today.`),
		);
		expect(provider.received.length).toBe(1);
	});

	it('counts none of them as sent', async () => {
		const result = await run(template('order_shipped', 'Dana', '7'), items);
		expect(hintsOf(result)[0]).toMatch(/^0 of 120 items were sent, 120 only checked in a dry run in /);
	});

	it('is read for each item, so that some can be sent', async () => {
		const parameters = {
			...template('order_shipped', 'Dana', '={{ $json.index }}'),
			options: { dryRun: '={{ $json.index > 0 }}', websiteVariable: '7' },
		};
		const result = await run(parameters, items.slice(0, 3));
		expect(sends().map(({ body }) => body.bodyVariable2)).toEqual(['0']);
		expect(hintsOf(result)).toEqual(['Dry run: 2 of 3 items were not sent.']);
	});

	it('goes on behind an item that is invalid, and says how many are', async () => {
		const parameters = { ...template('order_shipped', 'Dana', '7'), to: '={{ $json.to }}' };
		const result = await run(parameters, [{ to: CUSTOMER }, { to: 'נועה' }, { to: CUSTOMER }]);
		expect(result.error).toBeUndefined();
		expect(result.outputs[0]!.map(({ json }) => json.error !== undefined)).toEqual([false, true, false]);
		expect(hintsOf(result)).toEqual([
			'1 of 3 items cannot be sent as they are: see "error" of each.',
			'Dry run: nothing was sent. Turn Dry Run off under Options to send.',
		]);
		expect(sends()).toEqual([]);
	});

	it('does not take a word for a switch', async () => {
		const { error } = await run({ ...template('order_shipped', 'Dana', '7'), options: { dryRun: 'perhaps' } });
		expect(error?.message).toContain('Dry Run is "perhaps"; it must be true or false');
		expect(sends()).toEqual([]);
	});
});

describe('items that fail and go on among the others', () => {
	const parameters = { operation: 'sendTemplate', to: '={{ $json.to }}', template: picked('order_number_header') };
	const items = [{ to: 'nobody' }, { to: CUSTOMER }];

	it('are told, with the way to part them', async () => {
		const credential = provider.credential;
		const result = await runNode({ parameters, items, credential, onError: 'continueRegularOutput' });
		expect(hintsOf(result)).toEqual([expect.stringMatching(/^2 of 2 items failed and go on among the others/)]);
	});

	it('are not told where they have an output of their own', async () => {
		const credential = provider.credential;
		expect(hintsOf(await runNode({ parameters, items, credential, onError: 'continueErrorOutput' }))).toEqual([]);
	});
});
