import { getExecution } from '../../../host/editor/executions';
import type { Workflow } from '../../../host/editor/types';
import { postToWebhook } from '../../../host/editor/webhook';
import { createAndPublish } from '../../../host/editor/workflows';
import { poll } from '../../../host/poll';
import type { World } from '../../../host/world';
import { message, post } from '../triggerPosts';
import { customers, inParallel, shuffled } from './customers';
import { allBecome, allExecutions, allStarted, noOp, triggerFlow } from './triggerEditor';
import { after, ASK, waitFlow } from './waitFlow';

/** As many questions are open at once; 300 by hand, for they take four minutes on a busy machine. */
export const QUESTIONS = Number(process.env.QUESTIONS ?? 24);

const PATIENCE_MS = 5 * 60_000;

/** What a test of them may take. */
export const TEST_MS = QUESTIONS > 24 ? 3 * PATIENCE_MS : PATIENCE_MS;

const LABELS = ['Confirm', 'Move', 'Cancel'];

const OUTPUTS = [...LABELS.keys(), LABELS.length];

const numbers = customers(QUESTIONS);

const customer = (index: number) => numbers[index]!;

const choice = (index: number) => (index * 7) % LABELS.length;

/** By turns: with the quote, without it, typed with it, typed without it. */
const FORMS = [{}, { quoteUnique: false }, { type: 'text' }, { type: 'text', quoteUnique: false }];

/** The unique of a customer's answer. */
const answerOf = (index: number): string => `answer ${index}`;

/** The uniques of all answers, sorted. */
export const allAnswers = (): string[] => Array.from({ length: QUESTIONS }, (_, index) => answerOf(index)).sort();

/** What an execution that asked came to. */
export interface Asked {
	status: string;
	/** How often it asked. */
	rounds: number | undefined;
	/** What came out by an output: the number of the output, whom it had asked, and the item itself. */
	out: Array<{ output: number; index: number; json: Record<string, unknown> }>;
}

/** What woke an execution that was asked about this customer's appointment, if it was the customer's own answer. */
export const ownAnswer = (index: number): object => ({
	index: choice(index),
	from: customer(index),
	messageId: answerOf(index),
});

/** The output of that answer. */
export const ownOutput = choice;

/** As many questions by template as there are customers, and the events that are their answers or look like them. */
export class TemplateQuestions {
	private constructor(
		private readonly world: World,
		private readonly asking: Workflow,
		private readonly trigger: Workflow,
	) {}

	/**
	 * Asks them all, and waits until all wait.
	 * @param entrance where posts to production webhooks go in
	 */
	static async ask(world: World, entrance: string): Promise<TemplateQuestions> {
		const { session, credential, sandbox } = world;
		// What is told here is who is woken by what, not how soon a busy machine responds.
		sandbox.provider.webhooks.settings.timeoutMs = PATIENCE_MS;
		const trigger = await createAndPublish(session, triggerFlow(credential, {}, [noOp]));
		const asking = await createAndPublish(session, waitFlow(credential, byTemplate, OUTPUTS.length));
		await inParallel([...numbers.keys()], async (index) => {
			const { status } = await postToWebhook(entrance, asking, { to: customer(index) });
			if (status !== 200) throw new Error(`The question to customer ${index} was taken with ${status}`);
		});
		const questions = new TemplateQuestions(world, asking, trigger);
		await questions.allBecome('waiting');
		return questions;
	}

	/** Waits until all executions that asked have this status. */
	async allBecome(status: 'waiting' | 'success'): Promise<void> {
		await allBecome(this.world.session, this.asking, { status, count: QUESTIONS, timeoutMs: PATIENCE_MS });
	}

	/**
	 * Of every tenth customer: another message's quote, somebody else's tap, a typing mistake.
	 * @returns their uniques, sorted
	 */
	async bringMisses(): Promise<string[]> {
		const brought: string[] = [];
		const bring = async (unique: string, index: number, more: object) => {
			brought.push(unique);
			await this.bring(unique, index, more);
		};
		await inParallel(tenth(), async (index) => {
			const other = this.questionTo((index + 1) % QUESTIONS);
			await bring(`other quote ${index}`, index, { quoteUnique: other });
			await bring(`stranger ${index}`, index, { from: `97259${String(index).padStart(7, '0')}` });
			await bring(`typo ${index}`, index, { type: 'text', body: `${LABELS[choice(index)]}m` });
		});
		return brought.sort();
	}

	/** The answers of all, in an order that has nothing to do with that of the questions. */
	async bringAnswers(): Promise<void> {
		await inParallel(shuffled(QUESTIONS), async (index) => {
			await this.bring(answerOf(index), index, FORMS[index % FORMS.length]!);
		});
	}

	/**
	 * Every tenth customer taps once more.
	 * @returns the uniques of these taps, sorted
	 */
	async bringSecondTaps(): Promise<string[]> {
		await inParallel(tenth(), async (index) => await this.bring(`second ${index}`, index, {}));
		return tenth()
			.map((index) => `second ${index}`)
			.sort();
	}

	/** What all executions that asked came to, once none of them runs any more. */
	async asked(): Promise<Asked[]> {
		const { session } = this.world;
		const executions = await poll(async () => this.atRest(this.asking), {
			what: 'the end of what was woken',
			timeoutMs: PATIENCE_MS,
		});
		const asked: Asked[] = [];
		for (const { id, status } of executions) {
			const { runs } = await getExecution(session, id);
			const out = OUTPUTS.flatMap((output) =>
				(runs[after(output)] ?? []).map(({ data }) => {
					const { json } = data!.main[0]![0]!;
					return { output, index: numbers.indexOf(String(json.linked)), json };
				}),
			);
			asked.push({ status, rounds: runs[ASK]?.length, out });
		}
		return asked;
	}

	/** The uniques of the events that have started the trigger's own workflow, sorted. */
	async ordinaryEvents(): Promise<unknown[]> {
		await poll(async () => this.atRest(this.trigger), { what: 'the end of all runs', timeoutMs: PATIENCE_MS });
		const started = await allStarted(this.world.session, this.trigger);
		return started.map(({ items }) => items[0]?.json.messageId).sort();
	}

	private async atRest(workflow: Workflow) {
		const executions = await allExecutions(this.world.session, workflow);
		return executions.every(({ status }) => status === 'waiting' || status === 'success') ? executions : undefined;
	}

	private questionTo(index: number): string {
		const { messages } = this.world.account.customers.find(customer(index))!;
		return messages.find(({ by }) => by === 'business')!.unique;
	}

	/** As 99digital does: what is answered with 503 comes again. */
	private async bring(unique: string, index: number, more: object): Promise<void> {
		const event = message(unique, {
			from: customer(index),
			type: 'button',
			body: LABELS[choice(index)],
			quoteUnique: this.questionTo(index),
			...more,
		});
		const { url } = this.world.sandbox.provider.accounts.get().webhook;
		const taken = async () => ((await post(url, event)).status === 200 ? true : undefined);
		await poll(taken, { what: `${unique} to be taken`, timeoutMs: PATIENCE_MS });
	}
}

const tenth = (): number[] => shuffled(QUESTIONS).filter((index) => index % 10 === 0);

const byTemplate = {
	sendAs: 'template',
	template: { __rl: true, mode: 'name', value: 'appointment_reminder' },
	variables: {
		mappingMode: 'defineBelow',
		value: { bodyVariable1: 'נועה', bodyVariable2: 'Sunday', bodyVariable3: '10:00' },
	},
	responseType: 'buttons',
	buttons: { button: LABELS.map((text) => ({ text, id: '' })) },
};
