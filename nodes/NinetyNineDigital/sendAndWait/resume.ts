import type { IDataObject, IWebhookFunctions, IWebhookResponseData, IWebhookDescription } from 'n8n-workflow';

import { toItem } from '../trigger/events/item';
import { readPayload, type Payload } from '../trigger/events/payload';
import { isFailureOf, isReplyTo, matchAnswerTo } from './matching';
import { CHOICE, noticePage, PAGE_HEADERS, questionPage, TEXT } from './page';
import { countFor, onOutput } from './questionOutputs';
import { chosen, noAnswer, replied, written } from './questionResult';
import { type Question, recall } from './suspend';

/**
 * One request to the resume address of a sleeping execution, whose signature n8n has checked: what the trigger hands
 * over, or a person on the page. Only a POST wakes the execution. The trigger is told what became of the event as
 * `{ resumed, waiting }`, for n8n itself responds with status 200 in other cases too.
 */
export async function resume(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const question = recall(context);
	const { q: round, page } = context.getQueryData() as IDataObject;
	const isOpen = question !== undefined && round === question.round;
	if (page === '1') return isOpen ? onPage(context, question) : showPage(context, 410, noticePage(OVER));
	const result = isOpen && context.getRequestObject().method === 'POST' ? handedOver(context, question) : undefined;
	if (isOpen && result)
		return { webhookResponse: { resumed: true, waiting: false }, workflowData: wake(question, result) };
	context.getResponseObject().status(410).json({ resumed: false, waiting: isOpen });
	return { noWebhookResponse: true };
}

const OVER = 'This question is not open any more.';

interface Result {
	/** Of the output, from 0. */
	readonly position: number;
	readonly json: IDataObject;
}

function handedOver(context: IWebhookFunctions, question: Question): Result | undefined {
	const { simplified, forAgent } = question;
	const payload = readPayload(context.getBodyData(), context.getRequestObject().rawBody);
	if (!payload) return undefined;
	if (isFailureOf(question.messageId, payload)) return undelivered(question, payload);
	if (payload.hook !== 'new') return undefined;
	const { a: index } = context.getQueryData() as IDataObject;
	const now = new Date();
	const takesAny = question.answers.length === 0;
	if (takesAny && !isReplyTo(question, payload)) return undefined;
	const position = takesAny ? 0 : index === undefined ? matchAnswerTo(question, payload) : Number(index);
	if (!takesAny && !question.answers[position]) return undefined;
	const json = takesAny ? replied(question, payload, now) : chosen(question, position, payload, now);
	return { position, json: simplified || forAgent ? json : (payload as IDataObject) };
}

/** Nobody can answer what did not arrive. */
function undelivered(question: Question, payload: Payload): Result {
	const now = new Date();
	const json = { ...noAnswer(question, now), reason: toItem(payload, now).reason ?? null };
	return { position: countFor(question.answers) - 1, json };
}

function onPage(context: IWebhookFunctions, question: Question): IWebhookResponseData {
	const result = context.getRequestObject().method === 'POST' ? onForm(question, context.getBodyData()) : undefined;
	if (!result) return showPage(context, 200, questionPage(question));
	return {
		webhookResponse: noticePage('Thank you. You can close this page.'),
		workflowData: wake(question, result),
	};
}

function onForm(question: Question, { [CHOICE]: choice, [TEXT]: text }: IDataObject): Result | undefined {
	const now = new Date();
	if (question.answers.length === 0) {
		const isWritten = typeof text === 'string' && text.trim() !== '';
		return isWritten ? { position: 0, json: written(question, text, now) } : undefined;
	}
	const position = typeof choice === 'string' && /^\d+$/.test(choice) ? Number(choice) : -1;
	if (!question.answers[position]) return undefined;
	return { position, json: chosen(question, position, undefined, now) };
}

const wake = ({ answers, forAgent }: Question, { position, json }: Result) =>
	forAgent ? onOutput({ json }, 0, 1) : onOutput({ json }, position, countFor(answers));

function showPage(context: IWebhookFunctions, status: number, html: string): IWebhookResponseData {
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
	response.status(status).end(html);
	return { noWebhookResponse: true };
}

const resumeAt = (httpMethod: 'GET' | 'POST'): IWebhookDescription => ({
	name: 'default',
	httpMethod,
	responseMode: 'onReceived',
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
});

/** Where a sleeping execution can be reached, as n8n wants it of every node that sends and waits. */
export const webhooks: IWebhookDescription[] = [resumeAt('GET'), resumeAt('POST')];
