import { createWorkflow } from '../../host/editor/workflows';
import { poll } from '../../host/poll';
import { describeInBrowser } from '../support/browser/chromium';
import { Editor } from '../support/browser/editor';
import { chain, trigger } from '../support/n8n/chain';
import { sharedWorld } from '../support/n8n/world';

/** Clicks, drags and entries, from the canvas to a message on the customer's phone. */
const MOST_ACTIONS = { fromNothing: 12, fromData: 9 };

const CUSTOMER = '972501234567';

const TEMPLATE = 'parcel_ready';

describeInBrowser('the first template of a person who does not program', () => {
	const world = sharedWorld();
	let editor: Editor;
	let actions: () => Promise<number>;

	beforeAll(async () => {
		const { sandbox, n8n } = world();
		const { templates } = sandbox.provider;
		templates.replace([
			...templates.all(),
			{
				...{ name: TEMPLATE, language: 'English', category: 1, status: 'approved' },
				body: 'Hello {{1}}, your parcel {{2}} is ready.',
			},
		]);
		editor = await Editor.open(n8n.url);
		await editor.signIn(world().session);
		actions = await editor.countActions();
	});
	afterAll(() => editor?.close());

	/** What the customer has received after so many messages. */
	const received = async (count: number) => {
		const { messages } = world().account.customers.at(CUSTOMER);
		return await poll(() => messages[count], { what: 'the message of the template' });
	};

	/** At most so many, and some, or nothing was counted. */
	const expectActions = async (most: number) => {
		const counted = await actions();
		expect(counted).toBeLessThanOrEqual(most);
		expect(counted).toBeGreaterThan(most / 2);
	};

	it(`goes out of an empty workflow after at most ${MOST_ACTIONS.fromNothing} actions`, async () => {
		await editor.addAction('whatsapp', '99digital', 'Send approved template');
		await editor.fill('to', '050-123-4567');
		await editor.pick('template', TEMPLATE);
		await editor.fill('bodyVariable1', 'דנה 👋');
		await editor.fill('bodyVariable2', '1042');
		await editor.executeToEnd();

		expect(await received(0)).toMatchObject({ kind: 'template', text: 'Hello דנה 👋, your parcel 1042 is ready.' });
		await expectActions(MOST_ACTIONS.fromNothing);
	});

	it(`goes out with two variables from the data of a trigger after at most ${MOST_ACTIONS.fromData} actions`, async () => {
		const orders = [{ phone: '050-123-4567', customer: 'נועה', parcel: '7' }];
		const { id } = await createWorkflow(world().session, chain([trigger()], orders));
		await editor.addActionBehind(id, trigger().name, '99digital', 'Send approved template');
		await editor.pickShown('template', TEMPLATE);
		await editor.drag('phone', 'to');
		await editor.drag('customer', 'bodyVariable1');
		await editor.drag('parcel', 'bodyVariable2');
		await editor.executeToEnd();

		expect(await received(1)).toMatchObject({ kind: 'template', text: 'Hello נועה, your parcel 7 is ready.' });
		await expectActions(MOST_ACTIONS.fromData);
	});
});
