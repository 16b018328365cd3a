import { postToWebhook } from '../../host/editor/webhook';
import { createAndPublish } from '../../host/editor/workflows';
import { examples, readExample, type Example } from '../../host/examples';
import { poll } from '../../host/poll';
import { sharedWorld } from '../support/n8n/world';

const world = sharedWorld();

const written = (number: string) =>
	(world().sandbox.provider.accounts.get().customers.find(number)?.messages ?? []).filter(
		({ by }) => by === 'business',
	);

const writtenTo = async (number: string, count: number) =>
	await poll(() => (written(number).length >= count ? written(number).at(-1)! : undefined), { what: 'the message' });

type SentAs = 'buttons' | 'template';

/** How it is asked: as a template of whoever has not written; the answer, who hears of it, and what. */
const answers: Array<[Example, SentAs, string, string, string]> = [
	[examples.approval, 'buttons', 'Approve', '972521112233', 'Hi נועה, you get 20% off for a sofa 🎉'],
	[
		examples.approval,
		'template',
		'Not this time',
		'972521112233',
		'Hi נועה, this is our best price already. Shall we put it aside for you?',
	],
	[examples.appointment, 'template', 'Confirm', '972545556677', 'Great, see you on Sunday, 27 December at 10:00 😀'],
	[examples.appointment, 'buttons', 'Move', '972545556677', 'Which day suits you better? Just write it here.'],
	[examples.appointment, 'template', 'Cancel', '972545556677', 'We have cancelled it. Write to us whenever you like.'],
];

it.each(answers)(
	'$name, asked as %s: the tap on %s has its own consequence',
	async (example, sentAs, label, number, text) => {
		const { session, credential, n8n, sandbox } = world();
		const { phone } = { phone: (of: string) => sandbox.provider.phone(of) };
		sandbox.provider.reset();
		if (number !== example.customer) phone(number).write('Hi');
		if (sentAs === 'buttons') phone(example.customer).write('Hi');
		const { workflow: file } = await readExample(example, credential);
		const workflow = await createAndPublish(session, freshPaths(file));

		await postToWebhook(n8n.url, workflow, example.event);
		expect(await writtenTo(example.customer, 1)).toMatchObject({ kind: sentAs });
		const heard = written(number).length;
		phone(example.customer).tap(label);
		expect(await writtenTo(number, heard + 1)).toMatchObject({ text });

		const told = written(example.customer).length;
		phone(example.customer).tap(label);
		const reply = await writtenTo(example.customer, told + 1);
		expect(reply.text).toMatch(/already/);
	},
);

/** The same workflow once more beside itself: two may not have one address. */
function freshPaths<T extends object>(file: T): T {
	const mark = Math.random().toString(36).slice(2, 8);
	return JSON.parse(
		JSON.stringify(file)
			.replace(/"path":"([^"]+)"/g, `"path":"$1-${mark}"`)
			.replace(/"webhookId":"([^"]+)"/g, `"webhookId":"$1-${mark}"`),
	) as T;
}
