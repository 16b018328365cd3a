import * as n8nWorkflow from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { FileContext } from '../files/fileLink';
import { toBody } from '../form/body';
import { template } from '../messages/template';
import { clock } from '../run/clock';
import { dispatch } from '../run/dispatch';
import { cancelled, toNodeError, type Failure } from '../run/failure';
import { type Outcome, judge, toItems } from '../run/outcome';
import { NO_LIMIT } from '../run/pace';
import { sendMessage } from '../send/message';
import { baseUrlOf, CREDENTIAL } from '../transport/post';
import { isTool, prepareQuestion, type QuestionMessage } from './prepareQuestion';
import { answersOf, questionForm as form, waitUntil } from './questionForm';
import { countFor, noAnswer, onOutput } from './questionOutputs';
import { openReplyChannel } from './replyChannel';
import { suspend, type Question, keep, wakesByEveryOutput } from './suspend';
import { tokenKeyFrom } from './token';

/** An execution sleeps as a whole, so that it can ask only once at a time. */
const ITEM = 0;

const tooOld: Failure = {
	by: 'node',
	message: 'Send and Wait needs n8n 2.39 or newer',
	description:
		'Nothing was sent. In this version of n8n only the first answer would come out, and every other one nowhere. Update n8n, or send the question with Send Buttons or Send Template and take the tap with a 99digital Trigger.',
	reason: null,
	retryable: false,
	sent: 'no',
};

/** Tries after the first one where 99digital says "try again". */
const MAX_RETRIES = 5;

/** What is needed of n8n to ask: it reads the item, sends, asks the trigger, and puts the execution to sleep. */
type AskContext = Parameters<typeof prepareQuestion>[0] &
	FileContext &
	Parameters<typeof openReplyChannel>[0] &
	Parameters<typeof suspend>[0] &
	Parameters<typeof keep>[0] &
	Pick<
		IExecuteFunctions,
		'addExecutionHints' | 'continueOnFail' | 'getExecutionCancelSignal' | 'getNode' | 'getNodeOutputs'
	>;

/**
 * Asks the question of the first item and puts the execution to sleep until `resume` wakes it or its time is over.
 *
 * @returns nothing on any output, or the failure on the last one, since no answer will come
 * @throws NodeApiError or NodeOperationError if the question was not sent, unless the node continues on failure
 */
export async function ask(context: AskContext): Promise<INodeExecutionData[][]> {
	const failure = await tryToAsk(context);
	const { onError } = context.getNode();
	const count = context.getNodeOutputs().length - (onError === 'continueErrorOutput' ? 1 : 0);
	if (!failure) return Array.from({ length: count }, () => []);
	if (!context.continueOnFail()) throw toNodeError(context.getNode(), failure, ITEM);
	const [item] = toItems(context, { done: false, failure }, ITEM);
	return onOutput(item!, count - 1, count);
}

async function tryToAsk(context: AskContext): Promise<Failure | undefined> {
	const forAgent = isTool(context);
	if (!forAgent && !wakesByEveryOutput(n8nWorkflow)) return tooOld;
	const { apiKey } = await context.getCredentials(CREDENTIAL);
	const key = tokenKeyFrom(String(apiKey));
	const prepared = prepareQuestion(context, ITEM, key);
	if ('failure' in prepared) return prepared.failure;
	const { values, addresses, message, round } = prepared;
	const until = waitUntil(values, new Date());
	const channel = await openReplyChannel(context, values, addresses, until, key);
	if ('failure' in channel) return channel.failure;

	const outcome = await send(context, message);
	if (!outcome.done) {
		await channel.withdraw();
		return outcome.failure;
	}
	const { messageId: unique, sentAs } = outcome.json[0] ?? {};
	const messageId = String(unique ?? '');
	const byTemplate = sentAs === template.sentAs;
	// The buttons of a message carry tokens, so that nothing has to be remembered of it.
	if (byTemplate || values.responseType === 'anyReply') await channel.sent(messageId);
	else await channel.withdraw();

	const question: Question = {
		round,
		to: String(values.to),
		message: String(values.message ?? ''),
		responseType: String(values.responseType),
		answers: answersOf(values),
		simplified: context.getNodeParameter('simplify', ITEM, true) !== false,
		forAgent,
		messageId,
		byTemplate,
		confirmation: String(values.confirmationText ?? '').trim(),
	};
	keep(context, question);
	tellOfOthers(context);
	const count = forAgent ? 1 : countFor(question.answers);
	await suspend(context, until, onOutput({ json: noAnswer(question, until) }, count - 1, count));
	return undefined;
}

async function send(
	context: FileContext & Pick<IExecuteFunctions, 'getExecutionCancelSignal'>,
	{ kind, values, fallbackBody }: QuestionMessage,
): Promise<Outcome> {
	const baseUrl = await baseUrlOf(context);
	const message = { body: toBody(kind, values), fallbackBody, simplified: true };
	const job = {
		recipient: String(values.to),
		send: () => sendMessage(context, kind, message, baseUrl, form.operation),
	};
	const { outcomes } = await dispatch<Outcome>({
		count: 1,
		prepare: () => ({ job }),
		judge,
		maxInFlight: 1,
		maxPerSecond: NO_LIMIT,
		maxRetries: MAX_RETRIES,
		signal: context.getExecutionCancelSignal(),
		clock,
	});
	return outcomes[0] ?? { done: false, failure: cancelled };
}

function tellOfOthers(context: Pick<IExecuteFunctions, 'addExecutionHints' | 'getInputData'>): void {
	const { length } = context.getInputData();
	if (length <= 1) return;
	context.addExecutionHints({
		message: `Only the question of the first of ${length} items was sent: an execution waits for one answer. Put Loop Over Items before this node to ask one after the other, or a sub-workflow that runs once for each item to ask all at once.`,
		location: 'outputPane',
	});
}
