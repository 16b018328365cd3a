import fc, { type Arbitrary } from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { useConnections } from '../support/connections';
import { hostileTexts } from '../support/hostile';
import { CUSTOMER } from '../support/provider';
import { useQuestions } from '../support/questions';
import type { Sleeper } from '../support/sleepingHost';
import { message } from '../support/triggerPosts';

const questions = useQuestions();
const connections = useConnections();

const OTHER = '972509999999';
const STRANGER = '972508888888';

/** Who writes, and the user ID under which who hides the number comes back. */
const userIds: Readonly<Record<string, string>> = {
	[CUSTOMER]: 'IL.1605856887361213',
	[OTHER]: 'IL.2605856887361213',
	[STRANGER]: 'IL.3605856887361213',
};

interface Asked {
	sleeper: Sleeper;
	to: string;
	messageId: string;
	/** The IDs of its buttons. */
	tokens: string[];
}

async function ask(to: string, parameters: IDataObject): Promise<Asked> {
	questions.world.sandbox.provider.phone(to).write('Hello');
	const before = questions.sends().length;
	const sleeper = await questions.ask({ to, ...parameters });
	expect(sleeper.status).toBe('waiting');
	const [sent] = questions.sends().slice(before);
	const texts = Object.values(sent!.body).map(String);
	const { customers } = questions.world.sandbox.provider.accounts.get();
	const messageId = customers.at(to).messages.at(-1)!.unique;
	return { sleeper, to, messageId, tokens: texts.filter((text) => text.startsWith('n8n:')) };
}

/** Requests to addresses of this n8n other than the trigger's, and the event that each carries. */
let requests: Array<{ url: string; event: IDataObject }>;

beforeEach(async () => {
	requests = [];
	await questions.n8n.publish();
	questions.n8n.parameters = { ...questions.n8n.parameters, options: { downloadMedia: true } };
	// Whoever is asked says that he waits for something else, so that every question stays open.
	questions.n8n.elsewhere = (request, response) => {
		let body = '';
		request.on('data', (part: Buffer) => (body += part.toString()));
		request.on('end', () => {
			requests.push({ url: request.url ?? '', event: JSON.parse(body) as IDataObject });
			response.writeHead(410, { 'content-type': 'application/json' }).end('{"resumed":false,"waiting":true}');
		});
	};
});

/** One customer's event, with texts in all the fields that a customer has a say in. */
function eventOf(texts: Arbitrary<string>): Arbitrary<object> {
	const who = fc
		.constantFrom(CUSTOMER, OTHER, STRANGER)
		.chain((number) =>
			fc.constantFrom(
				{ from: number, phone: number, from_id: userIds[number] },
				{ from: number },
				{ from: userIds[number], from_id: userIds[number], phone: null },
			),
		);
	const said = fc.record(
		Object.fromEntries(
			['body', 'caption', 'senderName', 'username', 'quote', 'quoteUnique', 'media', 'fileName', 'profilePic']
				.concat(['buttonId', 'listId', 'payload', 'campaign'])
				.map((name) => [name, texts]),
		),
		{ requiredKeys: [] },
	);
	const type = fc.constantFrom('text', 'button', 'list', 'image', 'document', 'ptt', 'reaction', 'order', 'new');
	const nested = fc.option(
		texts.map((id) => ({ interactive: { list_reply: { id } } })),
		{ nil: {} },
	);
	return fc
		.tuple(fc.uuid(), type, who, said, nested)
		.map(([unique, kind, person, fields, more]) => message(unique, { type: kind, ...fields, ...more, ...person }));
}

/** Whether a question was put to the customer of an event. */
function isForTheirs({ to, messageId, tokens }: Asked, event: IDataObject): boolean {
	if ([event.from, event.phone, event.from_id].includes(to)) return true;
	// Asked by number, the customer may hide it and come back under a user ID alone: with the very button, or a quote.
	const isHidden = /^IL\./.test(String(event.from)) && !event.phone;
	return isHidden && (event.quoteUnique === messageId || tokens.some((token) => JSON.stringify(event).includes(token)));
}

it('whatever a customer writes, taps or is called, it reaches nothing but the questions that were put to that customer', async () => {
	const template = { __rl: true, mode: 'name', value: 'appointment_reminder' };
	const words = { responseType: 'buttons', buttons: { button: [{ text: 'Confirm' }, { text: 'Move' }] } };
	const variables = {
		mappingMode: 'defineBelow',
		value: { bodyVariable1: 'דנה', bodyVariable2: '9', bodyVariable3: '1' },
	};
	const asked = [
		await ask(CUSTOMER, {}),
		await ask(CUSTOMER, { responseType: 'anyReply' }),
		await ask(OTHER, words),
		await ask(OTHER, { ...words, sendAs: 'template', template, variables }),
	];
	const tokens = asked.flatMap((one) => one.tokens);
	expect(tokens.length).toBeGreaterThanOrEqual(4);

	const altered = fc
		.tuple(fc.constantFrom(...tokens), fc.nat(250), fc.constantFrom(...'aZ09-_./~?&='))
		.map(([token, at, sign]) => token.slice(0, at) + sign + token.slice(at + 1));
	const texts = fc.oneof(
		{ weight: 3, arbitrary: fc.constantFrom(...tokens) },
		{ weight: 2, arbitrary: fc.constantFrom(...asked.map(({ messageId }) => messageId)) },
		{ weight: 2, arbitrary: fc.constantFrom('Confirm', 'Move', 'Approve', 'כן 👍') },
		{ weight: 1, arbitrary: altered },
		{ weight: 2, arbitrary: fc.constantFrom(...hostileTexts, `${questions.n8n.url}/rest/settings`) },
		{ weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
	);
	let total = 0;
	const events = fc.array(eventOf(texts), { minLength: 25, maxLength: 25 });
	await fc.assert(
		fc.asyncProperty(events, async (batch) => {
			requests = [];
			const answers = await Promise.all(batch.map((event) => questions.post(event)));
			// 503 asks 99digital to come again, when an execution has not said in time what it makes of an event.
			expect(answers.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
			const foreign = requests.filter(({ url, event }) => {
				const [, segment, id] = url.split('/');
				const question = asked.find(({ sleeper }) => sleeper.id === id);
				return segment !== 'webhook-waiting' || !question || !isForTheirs(question, event);
			});
			expect(foreign).toEqual([]);
			total += requests.length;
		}),
		{ numRuns: 40, endOnFailure: true },
	);
	// It is no empty promise: those who were asked did reach their questions.
	expect(total).toBeGreaterThan(100);
	expect(connections.reached(questions.n8n.url, questions.world.sandbox.url)).toBe(true);
	expect(connections.besides(questions.n8n.url, questions.world.sandbox.url)).toEqual([]);
});
