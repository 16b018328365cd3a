import { createWorkflow, getWorkflow } from '../../host/editor/workflows';
import { runManually } from '../../host/editor/executions';
import { localHttp } from '../../host/localHttp';
import { poll } from '../../host/poll';
import { credentialData } from '../../host/world';
import { Canvas } from '../support/browser/canvas';
import { describeInBrowser } from '../support/browser/chromium';
import { Editor } from '../support/browser/editor';
import { inDays } from './ready/appointmentReminder';
import { chain, trigger } from '../support/n8n/chain';
import { readyFile } from '../support/n8n/ready';
import { allBecome } from '../support/n8n/triggerEditor';
import { sharedWorld } from '../support/n8n/world';

/** Clicks, drags and entries, from the canvas to a message on the customer's phone. */
const MOST_ACTIONS = { fromNothing: 12, fromData: 9 };

/** Clicks and entries, from an n8n with this package and nothing else to a published appointment reminder. */
const MOST_TO_REMINDER = 20;

const CUSTOMER = '972501234567';

const NEIGHBOUR = '972521112233';

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
	const expectCounted = (counted: number, most: number) => {
		expect(counted).toBeLessThanOrEqual(most);
		expect(counted).toBeGreaterThan(most / 2);
	};

	it(`comes from nothing to an appointment reminder that works with at most ${MOST_TO_REMINDER} clicks and entries, by its guide`, async () => {
		const { session, sandbox, n8n, credential, account } = world();
		await session.call('DELETE', `/rest/credentials/${credential.id}`);
		const { page } = editor;
		const canvas = new Canvas(editor);
		const { apiKey = '', from = '', baseUrl = '' } = credentialData(sandbox);
		await page.goto(`${n8n.url}/home/workflows`, { waitUntil: 'networkidle' });
		const add = async (what: string) => {
			await page.getByTestId('universal-add').click();
			await page.getByRole('menuitem', { name: what }).click();
		};

		await add('New credential');
		const type = page.getByTestId('new-credential-type-select').locator('input');
		await type.fill('99digital');
		await page.getByTestId('new-credential-type-select-option').filter({ hasText: '99digital API' }).waitFor();
		await type.press('Enter');
		await page.getByTestId('new-credential-type-button').click();
		const field = (name: string) => page.getByTestId(`parameter-input-${name}`).locator('input');
		await field('apiKey').fill(apiKey);
		await field('from').fill(from);
		const withAccount = await actions();
		// The sandbox stands in for 99digital; a person leaves this field as it is.
		await field('baseUrl').fill(baseUrl);
		const forTheSandbox = (await actions()) - withAccount;
		await page.getByTestId('credential-save-button').click();
		await page.getByTestId('credentials-config-container-test-success').waitFor();
		await page.keyboard.press('Escape');

		await add('New workflow');
		await canvas.importFile(readyFile('appointment-reminder'));
		await page.getByTestId('workflow-open-publish-modal-button').click();
		await page.getByTestId('workflow-publish-button').click();
		await page.getByRole('button', { name: 'Got it' }).click();
		const { workflowId } = canvas;
		await canvas.openBox('New appointment');
		await page.getByTestId('radio-button-production').click();
		const address = page.getByTestId('ndv').getByText(`${n8n.url}/form/`).first();
		await address.click();
		const counted = (await actions()) - forTheSandbox;

		const appointment = { 'field-0': 'Dana', 'field-1': NEIGHBOUR, 'field-2': inDays(1), 'field-3': '10:30' };
		expect(await localHttp.postForm((await address.innerText()).trim(), appointment)).toMatchObject({ status: 200 });
		const workflow = await getWorkflow(session, workflowId);
		await allBecome(session, workflow, { status: 'success', count: 1 });
		await runManually(session, workflow, 'Every morning');
		const { messages } = account.customers.at(NEIGHBOUR);
		const reminder = await poll(() => messages[0], { what: 'the reminder' });
		expect(reminder).toMatchObject({ kind: 'template', text: expect.stringContaining('Hello Dana') as unknown });
		expectCounted(counted, MOST_TO_REMINDER);
	});

	it(`goes out of an empty workflow after at most ${MOST_ACTIONS.fromNothing} actions`, async () => {
		await editor.addAction('whatsapp', '99digital', 'Send template message');
		await editor.fill('to', '050-123-4567');
		await editor.pick('template', TEMPLATE);
		await editor.fill('bodyVariable1', 'דנה 👋');
		await editor.fill('bodyVariable2', '1042');
		await editor.executeToEnd();

		expect(await received(0)).toMatchObject({ kind: 'template', text: 'Hello דנה 👋, your parcel 1042 is ready.' });
		expectCounted(await actions(), MOST_ACTIONS.fromNothing);
	});

	it(`goes out with two variables from the data of a trigger after at most ${MOST_ACTIONS.fromData} actions`, async () => {
		const orders = [{ phone: '050-123-4567', customer: 'נועה', parcel: '7' }];
		const { id } = await createWorkflow(world().session, chain([trigger()], orders));
		await editor.addActionBehind(id, trigger().name, '99digital', 'Send template message');
		await editor.pickShown('template', TEMPLATE);
		await editor.drag('phone', 'to');
		await editor.drag('customer', 'bodyVariable1');
		await editor.drag('parcel', 'bodyVariable2');
		await editor.executeToEnd();

		expect(await received(1)).toMatchObject({ kind: 'template', text: 'Hello נועה, your parcel 7 is ready.' });
		expectCounted(await actions(), MOST_ACTIONS.fromData);
	});
});
