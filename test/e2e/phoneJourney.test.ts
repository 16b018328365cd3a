import type { Workflow } from '../../host/editor/types';
import { createAndPublish } from '../../host/editor/workflows';
import { poll } from '../../host/poll';
import { inProject } from '../../host/project';
import { allExecutions, triggerFlow } from '../support/n8n/triggerEditor';
import { describeInBrowser } from '../support/browser/chromium';
import { Editor } from '../support/browser/editor';
import { CUSTOMER, send } from '../support/everyKind';
import { buildPhonePage, PhonePage } from '../support/browser/phonePage';
import { forDocs } from '../support/browser/pictures';
import { ShoeStory } from '../support/browser/shoeStory';
import { sharedWorld } from '../support/n8n/world';

const OTHER_CUSTOMER = '972521112233';
/** What follows one answer: a text. */
const reply = (name: string, body: string) => ({
	name,
	type: 'n8n-nodes-99digital.ninetyNineDigital',
	parameters: { resource: 'message', operation: 'sendText', to: '={{ $json.from }}', body },
});

describeInBrowser('a person at n8n and at the phone', () => {
	const world = sharedWorld();
	let editor: Editor;
	let phone: PhonePage;
	let workflow: Workflow;
	/** The moving picture of README. */
	let story: ShoeStory;

	beforeAll(async () => {
		buildPhonePage();
		const { session, credential, account, sandbox, n8n } = world();
		account.customers.at(CUSTOMER).name = 'Dana';
		const parameters = {
			events: ['button'],
			outputs: 'perAnswer',
			answers: { answer: [{ match: 'today' }, { match: 'tomorrow' }] },
		};
		const file = triggerFlow(credential, parameters, [
			reply('Today', 'Our courier leaves in an *hour*. 🛵'),
			reply('Tomorrow', '=See you *tomorrow* between 9 and 11, {{ $json.name }}! 🛵'),
			reply('Other', 'Which day suits you?'),
		]);
		file.nodes[0]!.position = [0, 200];
		workflow = await createAndPublish(session, file);
		await warmUp();

		sandbox.provider.phone(CUSTOMER).write('היי, מתי יגיעו הנעליים שלי? 👟');
		editor = await Editor.open(n8n.url);
		await editor.signIn(world().session);
		phone = await PhonePage.open(editor.browser, sandbox.phoneUrl, { deviceScaleFactor: 2 });
		await phone.page.getByRole('button', { name: new RegExp(CUSTOMER) }).click();
		story = new ShoeStory(editor, phone, world().userFolder, {
			captions: ['Your workflow in n8n', 'What your customer sees'],
			phone: `The phone of ${CUSTOMER}`,
		});
	});
	afterAll(() => editor?.close());

	/** n8n's first run of a workflow takes longer than all later ones. */
	async function warmUp() {
		const { sandbox } = world();
		const other = sandbox.provider.phone(OTHER_CUSTOMER);
		other.write('Hi');
		send(sandbox, 'sendButtons', {
			to: OTHER_CUSTOMER,
			header: 1,
			body: 'When?',
			button1: 'Today',
			button1_id: 'today',
		});
		other.tap('today');
		await runs(1);
	}

	const runs = async (count: number) =>
		await poll(
			async () => {
				const started = await allExecutions(world().session, workflow);
				return started.length >= count && started.every(({ status }) => status === 'success') ? started : undefined;
			},
			{ what: `${count} runs` },
		);

	it('sends from the editor, taps on the phone, and has the trigger run', async () => {
		await story.ask({
			to: '+972 50-123-4567',
			body: 'Your shoes are here! 👟\nWhen shall we bring them?',
			buttons: [
				{ text: 'Today', id: 'today' },
				{ text: 'Tomorrow morning', id: 'tomorrow' },
			],
		});
		await story.tap('Your shoes are here!', 'Tomorrow morning');
		await runs(2);
		await phone.bubble('See you tomorrow between 9 and 11, Dana!').waitFor();
		expect(phone.complaints).toEqual([]);
	});

	it('looks like this', async () => {
		const { sandbox, account } = world();
		const sent = account.customers.at(CUSTOMER).messages.filter(({ by }) => by === 'business');
		for (const { unique } of sent) sandbox.provider.acknowledge(unique, 3);
		await phone.conversation.getByText('Read').nth(1).waitFor();

		const [latest] = await allExecutions(world().session, workflow);
		await story.end(await editor.photographRun(workflow, latest!.id));
		if (forDocs) await story.save(inProject('docs', 'images', 'phone.gif'));
	});
});
