import { createWorkflow } from '../../host/editor/workflows';
import type { Template } from '../../sandbox/templates';
import { action, chain, fan, handsOn, trigger } from '../support/n8n/chain';
import { describeInBrowser } from '../support/browser/chromium';
import { Editor } from '../support/browser/editor';
import { sharedWorld } from '../support/n8n/world';

const NODE = '99digital';

const list = (value: string) => ({ __rl: true, mode: 'list', value });

const sendTemplate = { resource: 'message', operation: 'sendTemplate', to: '050-123-4567' };

const sendText = { resource: 'message', operation: 'sendText', body: 'Your parcel is ready' };

const customers = [1, 2, 3].map((digit) => ({ phone: `050-123-456${digit}`, customer: 'דנה' }));

/** n8n's mapper for a template of two variables, one of them filled in. */
const unfilled = {
	mappingMode: 'defineBelow',
	value: { bodyVariable1: 'Dana', bodyVariable2: null },
	schema: [1, 2].map((position) => ({ id: `bodyVariable${position}`, displayName: 'Variable', required: true })),
};

describeInBrowser('the panel of the action node', () => {
	const world = sharedWorld();
	let editor: Editor;

	beforeAll(async () => {
		editor = await Editor.open(world().n8n.url);
		await editor.signIn(world().session);
	});
	afterAll(() => editor?.close());

	/** Saves a workflow with the action node, behind a trigger with items and one more node. */
	async function saved(parameters: Record<string, unknown>, items: object[] = customers): Promise<string> {
		const { session, credential } = world();
		const parts = [trigger(), handsOn('Before'), action(parameters, credential), handsOn('After')];
		const { id } = await createWorkflow(session, chain(parts, items));
		return id;
	}

	it('is found by what people look for', async () => {
		const words = ['whatsapp', 'buttons', 'template', 'otp', 'reminder'];
		expect(await editor.search(words, NODE)).toEqual(words.map(() => expect.arrayContaining([NODE]) as unknown));
	});

	it('says on the canvas what it does', async () => {
		const said: Array<[Record<string, unknown>, string]> = [
			[{ ...sendTemplate, template: list('order_shipped') }, 'Send template order_shipped to 050-123-4567'],
			[{ ...sendText, to: '={{ $json.phone }}' }, 'Send text'],
			[{ ...sendText, to: '050-123-4567', options: { dryRun: true } }, 'Dry run: Send text to 050-123-4567'],
			[{ resource: 'message', operation: 'markAsRead', to: '050-123-4567' }, 'Send read receipt to 050-123-4567'],
			[{ resource: 'template', operation: 'getMany' }, 'Get many templates'],
		];
		const { session, credential } = world();
		const nodes = said.map(([parameters], index) => ({ ...action(parameters, credential), name: `Node ${index}` }));
		await editor.openWorkflow(await createWorkflow(session, chain([trigger(), ...nodes], [])));
		const texts = (await editor.canvasTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
		expect(texts).toEqual(expect.arrayContaining(said.map(([, words], index) => `Node ${index} ${words}`)));
	});

	it('offers its output to the next node before it has run', async () => {
		await editor.openNodeOf(await saved(sendTemplate), 'After');
		expect(await editor.offeredFields()).toEqual(
			expect.arrayContaining(['messageId', 'windowMinutesLeft', 'windowClosesAt', 'text']),
		);
	});

	it('warns before it runs of what would go wrong', async () => {
		const { session, credential } = world();
		const warned = {
			'One number for all items': [{ ...sendText, to: '050-123-4567' }, /^All items go to the same number/],
			'An empty recipient': [{ ...sendText, to: '={{ $json.fone }}' }, /^To comes out empty for the first item/],
			'An empty variable': [
				{ ...sendTemplate, template: list('order_shipped'), variables: unfilled },
				/^A variable of the template is empty/,
			],
			'A closed window': [{ ...sendText, to: '={{ $json.phone }}' }, /^Customers who have not written/],
		} as const;
		const nodes = Object.entries(warned).map(([name, [parameters]]) => ({
			...action({ windowClosed: 'fail', ...parameters }, credential),
			name,
		}));
		const { id } = await createWorkflow(session, fan([trigger(), handsOn('Before')], nodes, customers));
		await editor.openNodeOf(id, 'Before');
		await editor.executeToEnd();
		for (const [name, [, words]] of Object.entries(warned)) {
			await editor.openNode(name);
			expect(await editor.hints()).toContainEqual(expect.stringMatching(words));
		}
	});

	it('says in its own words when there is a button too many', async () => {
		const button = ['Today', 'Tomorrow', 'Sunday', 'Never'].map((text) => ({ text, id: '' }));
		const parameters = { resource: 'message', operation: 'sendButtons', to: '050-123-4567', body: 'When?' };
		await editor.openNodeOf(await saved({ ...parameters, buttons: { button } }), NODE);
		const text = await editor.panelText('At most 3 buttons');
		expect(text).not.toMatch(/fields are allowed/);
	});

	it('asks for the code of an authentication template, once it is picked', async () => {
		await editor.openNodeOf(await saved(sendTemplate), NODE);
		await editor.pick('template', 'login');
		await editor.panelText('One-Time Code');
		await editor.fill('otp', '1042');
		await editor.fill('to', '972501234567');
		await editor.executeToEnd();
		expect(world().account.customers.at('972501234567').messages.at(-1)).toMatchObject({
			kind: 'template',
			buttons: [{ text: 'Copy code', copies: '1042' }],
		});
	});

	it('puts out rows that are no higher than a few lines', async () => {
		const writers = ['972521112231', '972521112232', '972521112233'];
		for (const phone of writers) world().sandbox.provider.phone(phone).write('Hello');
		const items = writers.map((phone) => ({ phone }));
		await editor.openNodeOf(await saved({ ...sendText, to: '={{ $json.phone }}' }, items), NODE);
		await editor.executeToEnd();
		const heights = await editor.outputRowHeights();
		expect(heights.filter((height) => height > 0).length).toBeGreaterThanOrEqual(writers.length);
		expect(heights.filter((height) => height > 100)).toEqual([]);
	});

	it('sends nothing once Dry Run is added: the canvas says so first, and each item comes out with its text or what is wrong', async () => {
		const variables = {
			mappingMode: 'defineBelow',
			value: { bodyVariable1: '={{ $json.customer }}', bodyVariable2: '7' },
		};
		const parameters = { ...sendTemplate, to: '={{ $json.phone }}', template: list('order_shipped'), variables };
		const [good] = customers;
		const items = [{ phone: 'nobody', customer: 'נועה' }, good!, { phone: 'no one', customer: 'Omer' }];
		await editor.openNodeOf(await saved(parameters, items), NODE);
		await editor.addOption('Dry Run');
		await editor.executeToEnd();
		await editor.waitForOutput('Hello דנה, order 7 left our store today.');
		await editor.waitForOutput('To is "nobody"');
		await editor.waitForOutput('To is "no one"');
		expect(await editor.hints()).toContainEqual(expect.stringMatching(/^Dry run: nothing was sent\./));
		expect(await editor.canvasTexts()).toContainEqual(expect.stringMatching(/Dry run: Send template order_shipped/));
		expect(world().account.customers.at('972501234561').messages).toEqual([]);
	});

	it('shows the variables of now where a template has changed since', async () => {
		const schema = [1, 2, 3].map((position) => ({
			...{ id: `bodyVariable${position}`, displayName: `Variable ${position}: of before`, required: true },
			...{ defaultMatch: false, canBeUsedToMatch: false, display: true, type: 'string' },
		}));
		const value = { bodyVariable1: 'Dana', bodyVariable2: '7', bodyVariable3: 'gone' };
		const variables = { mappingMode: 'defineBelow', matchingColumns: [], value, schema };
		await editor.openNodeOf(await saved({ ...sendTemplate, template: list('order_shipped'), variables }), NODE);
		const text = await editor.panelText(/order \{\{2\}\}/);
		expect(text).not.toContain('Variable 3');
	});

	it('asks the account once for 6,000 templates, and finds any of them while the person scrolls or types', async () => {
		const { templates, requests } = world().sandbox.provider;
		const [pattern] = templates.all() as [Template];
		templates.replace(Array.from({ length: 6000 }, (_, index) => ({ ...pattern, name: `template_${index}` })));
		await editor.openNodeOf(await saved(sendTemplate), NODE);
		const before = requests.last(1000, { operation: 'getTemplates' }).length;
		expect(await editor.scrollList('template', 'template_150 (')).toBeGreaterThan(100);
		await editor.searchList('template_5999');
		expect(requests.last(1000, { operation: 'getTemplates' }).length - before).toBe(1);
	});

	describe('while the account cannot be reached', () => {
		beforeAll(() => world().sandbox.close());

		it('has plain fields, and says why', async () => {
			const template = { __rl: true, mode: 'name', value: 'order_shipped' };
			await editor.openNodeOf(await saved({ ...sendTemplate, template }), NODE);
			const text = await editor.panelText('Variable 10');
			expect(text).toMatch(/Note[^]*Variable 1\n/);
			expect(await editor.valueOf('note')).toBe('99digital could not be reached');
		});

		it('tells in the list how to go on', async () => {
			await editor.openNodeOf(await saved(sendTemplate), NODE);
			const failure = await editor.listFailure('template');
			expect(failure).toBe('99digital could not be reached. Choose By Name to type the name of the template.');
		});
	});
});
