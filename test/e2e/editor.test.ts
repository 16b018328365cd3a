import { join } from 'node:path';
import { poll } from '../../host/poll';
import { describeInBrowser } from '../support/browser/chromium';
import { Editor } from '../support/browser/editor';
import { pictureFolder } from '../support/browser/pictures';
import { sharedWorld } from '../support/n8n/world';

const CUSTOMER = '972501234567';

describeInBrowser('a person in the editor', () => {
	const world = sharedWorld();
	let editor: Editor;
	let pictures: string;

	beforeAll(async () => {
		world().sandbox.provider.phone(CUSTOMER).write('שלום! אפשר להזמין? 👟');
		editor = await Editor.open(world().n8n.url);
		await editor.signIn(world().session);
		pictures = await pictureFolder(world().userFolder);
	});
	afterAll(() => editor?.close());

	/** Photographs the open panel, runs it, and gives what the customer received by it. */
	async function photographAndSend(picture: string) {
		await editor.photograph(join(pictures, picture));
		const { messages } = world().account.customers.at(CUSTOMER);
		const before = messages.length;
		await editor.execute();
		return await poll(() => messages[before], { what: `the message of ${picture}` });
	}

	it('finds the node, fills in buttons, and sends them', async () => {
		await editor.addAction('99digital', '99digital', 'Send buttons');
		const body = 'Your shoes are here! 👟\nWhen shall we bring them?';
		const buttons = [
			{ text: 'Today', id: 'today' },
			{ text: 'מחר בבוקר', id: 'tomorrow' },
		];
		await editor.fillButtons({ to: '+972 50-123-4567', body, buttons });
		expect(await editor.cutLabels()).toEqual([]);

		expect(await photographAndSend('send-buttons.png')).toMatchObject({ kind: 'buttons', text: body, buttons });
	});

	it('finds the node by another word, and sends a list', async () => {
		await editor.addAction('whatsapp', '99digital', 'Send list');
		await editor.fill('to', '050-123-4567');
		await editor.fill('body', 'What can we do for you?');
		await editor.fill('buttonText', 'Open the menu');
		await editor.fill('title', 'Where is my order?');
		await editor.fill('description', 'Track a parcel that is on its way');
		await editor.fill('id', 'track');
		expect(await editor.cutLabels()).toEqual([]);

		expect(await photographAndSend('send-list.png')).toMatchObject({
			kind: 'list',
			buttonText: 'Open the menu',
			rows: [{ title: 'Where is my order?', description: 'Track a parcel that is on its way', id: 'track' }],
		});
	});

	it('picks a template from the list, and fills in its variables', async () => {
		await editor.addAction('99digital', '99digital', 'Send template message');
		await editor.fill('to', '972501234567');
		await editor.pick('template', 'appointment_reminder_he');
		await editor.fill('bodyVariable1', 'נועה');
		await editor.fill('bodyVariable2', 'יום שני');
		await editor.fill('bodyVariable3', '10:30');

		expect(await photographAndSend('send-template.png')).toMatchObject({
			kind: 'template',
			text: 'שלום נועה 👋\nנקבע לך תור ל*יום שני* בשעה 10:30.',
		});
	});
});
