import { createAndPublish } from '../../host/editor/workflows';
import { postToWebhook } from '../../host/editor/webhook';
import { poll } from '../../host/poll';
import { examples, readExample, type Example } from '../../host/examples';
import { sharedWorld } from '../support/n8n/world';

const world = sharedWorld();

const delivered: Record<keyof typeof examples, object> = {
	crmEvent: {
		kind: 'template',
		text: [
			'*Hi Dana*, good to have you in our web shop!',
			'We noted your phone +972 50-123-4567 and your mail dana@example.com.',
			'This week you get 20% for running shoes, online or in our shop in Haifa.',
			'What are you looking for?',
		].join('\n'),
	},
	question: {
		kind: 'buttons',
		text: 'Hi נועה! You asked:\n_יש לכם נעלי ריצה במידה 38? 👟_\n\nYes, we have it. How would you like to get it? 👟',
		footer: 'Open Sunday to Friday',
		buttons: [
			{ text: 'I come to the shop', id: 'stock-pickup' },
			{ text: 'משלוח הביתה 🚚', id: 'stock-delivery' },
			{ text: 'Talk to a person', id: 'stock-person' },
		],
	},
	menu: {
		kind: 'list',
		header: 'Sandbox Shop',
		text: 'Hi Omer, good to hear from you! 👋\nWhat can we do for you?',
		footer: 'Open Sunday to Friday',
		buttonText: 'Open the menu',
		rows: [
			{ title: 'Where is my order?', description: 'Track a parcel that is on its way', id: 'menu-track' },
			{ title: 'מידות והחלפות', description: 'החלפה חינם תוך 14 יום', id: 'menu-exchange' },
			{ title: 'This week 🔥', description: 'Offers in the shop and online', id: 'menu-offers' },
			{ title: 'Talk to a person', description: 'Somebody answers within the hour', id: 'menu-person' },
		],
	},
	approval: {
		kind: 'buttons',
		text: 'Dana asks: *20%* off for נועה?\n_a sofa, 3,990 ₪_',
		buttons: [
			{ text: 'Approve', id: expect.stringMatching(/^n8n:/) },
			{ text: 'Not this time', id: expect.stringMatching(/^n8n:/) },
		],
	},
	appointment: {
		kind: 'buttons',
		text: 'Hi דויד, we expect you on *Sunday, 27 December at 10:00* 📅\nDoes that suit you?',
		buttons: ['Confirm', 'Move', 'Cancel'].map((text) => ({ text, id: expect.stringMatching(/^n8n:/) })),
	},
};

describe.each(Object.entries<Example>(examples))('the example %s', (key, example) => {
	it('brings the customer exactly the message meant', async () => {
		const { session, credential, n8n, sandbox, account } = world();
		if (example.question) sandbox.provider.phone(example.customer).write(example.question);
		const { workflow: file } = await readExample(example, credential);
		const workflow = await createAndPublish(session, file);

		expect(await postToWebhook(n8n.url, workflow, example.event)).toMatchObject({ status: 200 });

		const messages = () =>
			account.customers.find(example.customer)?.messages.filter(({ by }) => by === 'business') ?? [];
		// A workflow that waits answers the post before it asks.
		await poll(() => messages().length > 0 || undefined, { what: 'the message' });
		const received = messages();
		expect(received).toEqual([expect.objectContaining(delivered[key as keyof typeof examples])]);
		expect(sandbox.provider.requests.last(1)).toMatchObject([{ undocumented: [] }]);
	});

	it('holds node types that this n8n has', async () => {
		const { session, credential } = world();
		const { workflow } = await readExample(example, credential);
		const listed = await session.call<Array<{ name: string; version: number | number[] }>>('GET', '/types/nodes.json');
		for (const { type, typeVersion } of workflow.nodes) {
			const versions = listed.filter(({ name }) => name === type).flatMap(({ version }) => version);
			expect(versions).toContain(typeVersion);
		}
	});
});
