import { setTimeout as delay } from 'node:timers/promises';
import { postToWebhook } from '../../host/editor/webhook';
import type { Message } from '../../sandbox/messages';
import { askedCustomer, customer, keyOf, questionOf, readQuestion } from '../names';
import { CUSTOMERS, type PlannedAnswer, type QuestionStyle } from '../plan';
import type { Scene } from './scene';

/** Longer than n8n takes to come back and the node to try again; a question that is not sent by then never will be. */
const SENDING_MS = 90_000;

/** Starts a campaign, several times at once if need be. What comes while n8n is down starts nothing. */
export async function startCampaign(
	scene: Scene,
	campaign: number,
	{ first, count, executions }: { first: number; count: number; executions: number },
): Promise<void> {
	const { stage, workflows, keys } = scene;
	keys[campaign] = Math.max(keys[campaign] ?? 0, first + count);
	const items = itemsOf(campaign, first, count);
	const posts = Array.from({ length: executions }, () =>
		postToWebhook(stage.entrance, workflows.campaigns[campaign]!, { items }),
	);
	await Promise.allSettled(posts);
}

/** The items that a campaign gets for its keys. */
export const itemsOf = (campaign: number, first: number, count: number) =>
	Array.from({ length: count }, (_, index) => ({
		key: keyOf(campaign, first + index),
		to: customer((first + index) % CUSTOMERS),
	}));

/** Lets n8n ask a question, and the customer answer as planned once it is on the phone. */
export async function ask(
	scene: Scene,
	number: number,
	style: QuestionStyle,
	answer: PlannedAnswer | undefined,
): Promise<void> {
	const { stage, workflows, questions } = scene;
	const name = questionOf(number);
	questions.set(number, { name, style, answers: [] });
	const arrived = answer && arrival(scene, number);
	const event = { to: askedCustomer(number), question: name };
	await postToWebhook(stage.entrance, workflows.questions[style], event).catch(() => undefined);
	const message = await arrived;
	if (!answer || !message) return;
	await delay(answer.afterMs);
	reply(scene, number, message, answer.choice);
	if (answer.again) reply(scene, number, message, 1 - answer.choice);
}

/** The customer taps a button of the question, or writes something. */
export function reply({ stage, questions }: Scene, number: number, message: Message, choice: number): void {
	const phone = stage.sandbox.provider.phone(askedCustomer(number));
	const { style, answers } = questions.get(number)!;
	const button = message.buttons?.[choice]?.text ?? '';
	const said = style === 'buttons' ? phone.tap(button, message.unique) : phone.write('תשובה 💬');
	answers.push({ event: said.unique, choice: style === 'buttons' ? choice : 0 });
}

/** The latest question with this number on the customer's phone. */
export function onPhone({ stage }: Scene, number: number): Message | undefined {
	const { messages } = stage.account.customers.at(askedCustomer(number));
	return messages
		.filter((message) => message.by === 'business' && readQuestion(message.text) === questionOf(number))
		.at(-1);
}

/** The moment at which the question has been accepted, to be answered even before the node knows of it. */
async function arrival(scene: Scene, number: number): Promise<Message | undefined> {
	const { provider } = scene.stage.sandbox;
	return await new Promise((resolve) => {
		const end = (message: Message | undefined) => {
			provider.off('change', look);
			clearTimeout(timer);
			resolve(message);
		};
		const look = () => {
			const message = onPhone(scene, number);
			if (message) end(message);
		};
		const timer = setTimeout(() => end(undefined), SENDING_MS);
		provider.on('change', look);
	});
}

/** A customer writes by himself. */
export function write({ stage }: Scene, index: number): void {
	stage.sandbox.provider.phone(customer(index)).write('שלום 👋');
}

/** Opens the window of everybody who is to get messages. No address must be registered yet. */
export function letAllWrite({ stage }: Scene, questionCount: number): void {
	const all = [
		...Array.from({ length: CUSTOMERS }, (_, index) => customer(index)),
		...Array.from({ length: questionCount }, (_, index) => askedCustomer(index)),
	];
	for (const number of all) stage.sandbox.provider.phone(number).write('היי');
}
