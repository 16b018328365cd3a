import type { WorkflowNode } from '../../host/editor/types';
import type { Message } from '../../sandbox/messages';
import type { Crm } from '../support/n8n/crm';
import { startLlm, type Llm } from '../support/n8n/llm';
import type { Ready } from '../support/n8n/ready';
import { sharedWorld } from '../support/n8n/world';
import { readyNames } from '../support/project';
import { inDays } from './ready/appointmentReminder';
import { ReadyWorld } from './ready/readyWorld';

const NUMBER = '972501234567';

const LOCAL = '050-123-4567';

/** Whom the workflows tell of what customers do. */
const SHOP = '972501112233';

const TRIGGER = '.ninetyNineDigitalTrigger';

/** Its first question takes whatever the customer does next, so it is published when nobody writes any more. */
const LEAD = 'lead-in-four-questions';

/** In these an execution sleeps until the first tap. */
const WAITING: ReadonlySet<string> = new Set([
	'appointment-reminder',
	'appointment-confirmation',
	'approval-by-whatsapp',
]);

const world = new ReadyWorld(sharedWorld());

let llm: Llm;
afterEach(() => llm?.close());

/** The agent that has buttons offers two to whoever writes, and thanks for a tap; the others greet. */
const startAgent = () =>
	startLlm(({ messages, tools }) => {
		if (tools.length === 0) return { text: 'The agent with ears greets.' };
		if (tools.length === 1) return { text: 'The agent beside a person greets.' };
		const last = messages.at(-1)!;
		if (last.role === 'tool') return { text: 'Sent.' };
		const isTap = /writes: (Red|Blue)/.test(last.content ?? '');
		if (isTap) return { tool: 'Write_a_text', arguments: { text: 'The agent thanks.' } };
		return { tool: 'Offer_two_buttons', arguments: { question: 'Which colour?', button1: 'Red', button2: 'Blue' } };
	});

async function publishAll() {
	llm = await startAgent();
	const hubspot = await world.crm({
		'/crm/v3/objects/contacts/4711': { id: '4711', properties: { firstname: 'Dana', phone: LOCAL } },
	});
	const pipedrive = await world.crm();
	const credentials = [
		await world.credential({ name: 'HubSpot', type: 'hubspotAppToken', data: { appToken: 'pat-eu1-example' } }),
		await world.credential({ name: 'Pipedrive', type: 'pipedriveApi', data: { apiToken: 'example-token' } }),
		await world.credential({ name: 'Site', type: 'httpHeaderAuth', data: { name: 'x-secret', value: 'example' } }),
		await world.credential({ name: 'Page', type: 'httpBasicAuth', data: { user: 'dana', password: 'example' } }),
		await world.credential({ name: 'OpenAI', type: 'openAiApi', data: { apiKey: 'example', url: llm.url } }),
	];
	const standIns = {
		'https://api.hubapi.com': hubspot.url,
		'https://api.pipedrive.com': pipedrive.url,
		'"unit": "days"': '"unit": "seconds"',
	};
	const all = new Map<string, Ready>();
	const publish = async (name: string) => all.set(name, await world.publish(name, { credentials, standIns }));
	for (const name of readyNames) if (name !== LEAD) await publish(name);
	return { all, hubspot, pipedrive, publishLead: () => publish(LEAD) };
}

/** Lets each workflow send what it has buttons or rows in, and gives what each of them has sent. */
async function sendAll(all: ReadonlyMap<string, Ready>): Promise<Array<[workflow: string, message: Message]>> {
	const customer = world.customer(NUMBER);
	const ready = (name: string) => all.get(name)!;
	const sent: Array<[string, Message]> = [];
	const after = async (workflow: string, act: () => unknown) => {
		await act();
		sent.push([workflow, await customer.receives(sent.length + 1)]);
	};
	world.customer(SHOP).phone.write('Good morning');
	customer.phone.write('Hello');
	const greeters: ReadonlyArray<[string, (message: Message) => boolean]> = [
		['question-with-answers', ({ text }) => text.includes('get your order')],
		['support-menu', ({ kind }) => kind === 'list'],
		['ai-agent-answers', ({ text }) => text === 'Which colour?'],
		['agent-and-person', ({ text }) => text === 'The agent beside a person greets.'],
		['voice-and-pictures', ({ text }) => text === 'The agent with ears greets.'],
	];
	await customer.receives(greeters.length);
	for (const [workflow, is] of greeters) sent.push([workflow, customer.received.find(is)!]);

	await after('appointment-reminder', async () => {
		await ready('appointment-reminder').fill('New appointment', ['Dana', LOCAL, inDays(1), '10:30']);
		await ready('appointment-reminder').green(1);
		await ready('appointment-reminder').run('Every morning');
	});
	await after('abandoned-cart', () =>
		ready('abandoned-cart').post('Cart left', {
			token: 'cart',
			phone: LOCAL,
			currency: 'ILS',
			total_price: '458.00',
			abandoned_checkout_url: 'https://shop.example.com/cart',
			customer: { first_name: 'Dana' },
			line_items: [{ title: 'גרביים 🧦' }],
		}),
	);
	const created = { subscriptionType: 'contact.creation', objectId: 4711 };
	await after('hubspot-lead', () => ready('hubspot-lead').post('HubSpot tells us', [created]));
	const person = { id: 4711, first_name: 'Dana', phones: [{ value: LOCAL, primary: true }] };
	await after('pipedrive-lead', () =>
		ready('pipedrive-lead').post('Pipedrive tells us', { meta: { action: 'create', entity: 'person' }, data: person }),
	);
	await after('approval-by-whatsapp', () =>
		ready('approval-by-whatsapp').post('Your system asks', {
			...{ seller: 'Omer', manager: LOCAL, customer: { name: 'נועה', phone: LOCAL } },
			...{ product: 'a sofa', price: '3,990 ₪', discount: '20%' },
		}),
	);
	await after('appointment-confirmation', () =>
		ready('appointment-confirmation').fill('New appointment', ['Dana', LOCAL, inDays(2), '12:00']),
	);
	await after('question-to-buttons', () =>
		ready('question-to-buttons').post('Question', { from: LOCAL, name: 'Dana', text: 'נעליים? 👟' }),
	);
	await after('menu-to-list', () => ready('menu-to-list').post('Message', { from: LOCAL, name: 'Dana', text: 'Hi' }));
	await after('unpaid-invoice', async () => {
		const pdf = 'https://www.example.com/1.pdf';
		await ready('unpaid-invoice').fill('New invoice', ['Dana', LOCAL, '118', '1,180 ₪', inDays(-1), pdf]);
		await ready('unpaid-invoice').green(1);
		await ready('unpaid-invoice').run('Every morning');
	});
	await after('review-after-purchase', () =>
		ready('review-after-purchase').fill('Somebody bought', ['Dana', LOCAL, 'נעליים 👟']),
	);
	const { apiKey, from } = world.open().sandbox.provider.accounts.get();
	const offer = { name: 'season_offer', headerType: 1, bodyVariable1: 'Dana', bodyVariable2: '20%' };
	await after('no-more-offers', () =>
		world.open().sandbox.provider.receive('sendTemplate', JSON.stringify({ apiKey, from, to: NUMBER, ...offer })),
	);
	return sent;
}

/** What is heard after each tap, in the order in which they are made: on each answer once, and then on each again. */
const replies: Record<string, { first: string[]; again: string[] } | undefined> = {
	'question-with-answers': {
		first: ['See you in the shop', 'לאיזו כתובת לשלוח?', 'within the hour'],
		again: ['See you in the shop', 'לאיזו כתובת לשלוח?', 'within the hour'],
	},
	'support-menu': {
		first: ['number of your order', '14 days', '20% off', 'within the hour'],
		again: ['number of your order', '14 days', '20% off', 'within the hour'],
	},
	'ai-agent-answers': {
		first: ['The agent thanks.', 'The agent thanks.'],
		again: ['The agent thanks.', 'The agent thanks.'],
	},
	'approval-by-whatsapp': {
		first: ['you get 20% off', 'decided already'],
		again: ['decided already', 'decided already'],
	},
	'appointment-confirmation': {
		first: ['Great, see you on', 'You have chosen already', 'You have chosen already'],
		again: Array<string>(3).fill('You have chosen already'),
	},
	'appointment-reminder': {
		first: ['See you at 10:30', 'noted already', 'noted already'],
		again: Array<string>(3).fill('noted already'),
	},
	'no-more-offers': { first: ['You get no more offers'], again: ['You get no more offers'] },
	'abandoned-cart': { first: ['Gladly', 'back on the shelf'], again: ['Gladly', 'back on the shelf'] },
	'unpaid-invoice': {
		first: ['nothing more of it', 'We call you today'],
		again: ['nothing more of it', 'We call you today'],
	},
	'review-after-purchase': { first: ['good to hear', 'We are sorry'], again: ['good to hear', 'We are sorry'] },
	'hubspot-lead': { first: ['We call you', 'whenever you like'], again: ['We call you', 'whenever you like'] },
	'pipedrive-lead': { first: ['We call you', 'whenever you like'], again: ['We call you', 'whenever you like'] },
};

const answersOf = ({ buttons = [], rows = [] }: Message): string[] => [
	...buttons.filter(({ opens, copies }) => opens === undefined && copies === undefined).map(({ text }) => text),
	...rows.map(({ title }) => title),
];

interface Tap {
	workflow: string;
	message: Message;
	answer: string;
	/** Part of what is to be heard; undefined where nothing is. */
	reply: string | undefined;
	/** Whether an execution sleeps until this tap, so that no trigger starts a run for it. */
	wakes: boolean;
}

const isList = ({ message }: Tap): boolean => message.kind === 'list';

/** The taps on the answers of one place, one on each message: the first buttons of all of them, the second ones … */
const tapsAt = (index: number, round: 'first' | 'again', sent: ReadonlyArray<[string, Message]>): Tap[] =>
	sent.flatMap(([workflow, message]) => {
		const answer = answersOf(message)[index];
		if (answer === undefined) return [];
		const reply = replies[workflow]?.[round][index];
		return [{ workflow, message, answer, reply, wakes: WAITING.has(workflow) && round === 'first' && index === 0 }];
	});

/** The workflows with a trigger for such events. */
const hearers = (all: ReadonlyMap<string, Ready>, event: string): Ready[] => {
	const hears = ({ type, parameters }: WorkflowNode) =>
		type.endsWith(TRIGGER) && (parameters.events as string[]).includes(event);
	return [...all.values()].filter(({ workflow }) => workflow.nodes.some(hears));
};

/** Taps, and waits until each trigger that hears of a tap has run for it, and all that runs or slept has ended. */
async function tapAll(all: ReadonlyMap<string, Ready>, taps: readonly Tap[]): Promise<string[]> {
	const customer = world.customer(NUMBER);
	const runs = new Map<Ready, number>();
	for (const ready of all.values()) runs.set(ready, await ready.runs());
	const count = customer.received.length;
	let replied = count;
	for (const tap of taps) {
		if (isList(tap)) customer.phone.pick(tap.answer, tap.message.unique);
		else customer.phone.tap(tap.answer, tap.message.unique);
		if (tap.reply !== undefined) await customer.receives(++replied);
	}
	const started = taps.filter(({ wakes }) => !wakes);
	const expected = (ready: Ready) =>
		runs.get(ready)! +
		(hearers(all, 'list').includes(ready) ? started.filter(isList).length : 0) +
		(hearers(all, 'button').includes(ready) ? started.filter((tap) => !isList(tap)).length : 0);
	for (const ready of all.values()) {
		const statuses = await ready.ended(expected(ready));
		expect(statuses).toEqual(Array(expected(ready)).fill('success'));
	}
	return customer.received.slice(count).map(({ text }) => text);
}

/** The texts with what was meant in place of each that holds it. */
function heardOf(texts: readonly string[], taps: readonly Tap[]): string[] {
	const left = taps.flatMap(({ reply }) => reply ?? []);
	return texts.map((text) => {
		const found = left.findIndex((reply) => text.includes(reply));
		return found < 0 ? text : left.splice(found, 1)[0]!;
	});
}

it(
	'answers each old and new tap once, and by the workflow that has asked, with all ready workflows published',
	async () => {
		const { all, hubspot, pipedrive, publishLead } = await publishAll();
		const sent = await sendAll(all);
		await publishLead();
		for (const round of ['first', 'again'] as const) {
			for (const index of [0, 1, 2, 3]) {
				const taps = tapsAt(index, round, sent);
				const texts = await tapAll(all, taps);
				expect(heardOf(texts, taps).sort()).toEqual(taps.flatMap(({ reply }) => reply ?? []).sort());
			}
		}
		const told = ({ requests }: Crm) =>
			requests.map(({ line }) => line.split('?')[0]!).filter((line) => !line.startsWith('GET'));
		expect(told(hubspot)).toEqual(Array(4).fill('PATCH /crm/v3/objects/contacts/4711'));
		expect(told(pipedrive)).toEqual(Array(4).fill('POST /api/v2/activities'));
	},
	20 * 60_000,
);
