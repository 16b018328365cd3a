import type { IDataObject, IWebhookFunctions, IWebhookResponseData, IWebhookDescription } from 'n8n-workflow';

import { toItem } from '../trigger/events/item';
import { readPayload, type Payload } from '../trigger/events/payload';
import { confirm } from './confirm';
import { isFailureOf, isReplyTo, matchAnswerTo } from './matching';
import { chosen, countFor, noAnswer, onOutput, replied, written } from './questionOutputs';
import { type Question, recall, type RecallContext } from './suspend';

const OVER = 'This question is not open any more.';

/** The names of the fields of the page's form. */
const CHOICE = 'answer';
const TEXT = 'text';

const STYLE = `
body { font: 1.1rem/1.5 system-ui, sans-serif; background: #f4f1ec; color: #1d1d1f; margin: 0; padding: 1.5rem 1rem; }
main { max-width: 28rem; margin: 0 auto; background: #fff; border-radius: 1rem; padding: 1.5rem; box-shadow: 0 1px 4px #0002; }
p { white-space: pre-line; overflow-wrap: anywhere; margin: 0 0 1.25rem; }
button { font: inherit; display: block; width: 100%; margin: 0.75rem 0 0; padding: 0.8rem 1rem; border: 1px solid #00806a; border-radius: 0.75rem; background: #fff; color: #00664f; cursor: pointer; }
button:first-of-type { background: #00806a; color: #fff; }
small { display: block; color: #5c5c61; }
textarea { font: inherit; width: 100%; box-sizing: border-box; padding: 0.6rem; border: 1px solid #86868b; border-radius: 0.75rem; }`;

/** No scripts, no other servers, no frames: the page lies on the origin of n8n. */
const PAGE_HEADERS: Readonly<Record<string, string>> = {
	'content-type': 'text/html; charset=utf-8',
	'content-security-policy':
		"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
	'cache-control': 'no-store',
	'referrer-policy': 'no-referrer',
	'x-robots-tag': 'noindex',
};

/** WhatsApp's marks for bold, italic and strikethrough, where a word begins and ends with them. */
const MARKS = { '*': 'strong', _: 'em', '~': 's' } as const;

type QueryContext = Pick<IWebhookFunctions, 'getQueryData'>;

/** What is needed of n8n to respond to a request. */
type PageContext = Pick<IWebhookFunctions, 'getBodyData' | 'getRequestObject' | 'getResponseObject'>;

/** What is needed of n8n to wake an execution. */
type ResumeContext = RecallContext & PageContext & QueryContext & Parameters<typeof confirm>[0];

/**
 * One request to the resume address of a sleeping execution, whose signature n8n has checked: what the trigger hands
 * over, or a person on the page. Only a POST wakes the execution. The trigger is told what became of the event as
 * `{ resumed, waiting }`, for n8n itself responds with status 200 in other cases too; a question that is over with 410.
 */
export async function resume(context: ResumeContext): Promise<IWebhookResponseData> {
	const question = recall(context);
	const { q: round, page } = context.getQueryData() as IDataObject;
	const isOpen = question !== undefined && round === question.round;
	if (page === '1') return isOpen ? onPage(context, question) : showPage(context, 410, noticePage(OVER));
	const result = isOpen && context.getRequestObject().method === 'POST' ? handedOver(context, question) : undefined;
	if (isOpen && result) {
		if (result.position !== noAnswerOf(question)) void confirm(context, question);
		return { webhookResponse: { resumed: true, waiting: false }, workflowData: wake(question, result) };
	}
	context.getResponseObject().status(410).json({ resumed: false, waiting: isOpen });
	return { noWebhookResponse: true };
}

interface Result {
	/** Of the output, from 0. */
	readonly position: number;
	readonly json: IDataObject;
}

function handedOver(context: PageContext & QueryContext, question: Question): Result | undefined {
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

/** The output *No Answer* is the last one. */
const noAnswerOf = ({ answers }: Question): number => countFor(answers) - 1;

/** Nobody can answer what did not arrive. */
function undelivered(question: Question, payload: Payload): Result {
	const now = new Date();
	const json = { ...noAnswer(question, now), reason: toItem(payload, now).reason ?? null };
	return { position: noAnswerOf(question), json };
}

function onPage(context: PageContext, question: Question): IWebhookResponseData {
	const result = context.getRequestObject().method === 'POST' ? onForm(question, context.getBodyData()) : undefined;
	if (!result) return showPage(context, 200, questionPage(question));
	return {
		webhookResponse: noticePage(question.confirmation || 'Thank you. You can close this page.'),
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

function showPage(context: Pick<PageContext, 'getResponseObject'>, status: number, html: string): IWebhookResponseData {
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

/** The page on which a person answers. Opening it does nothing; only its buttons do. */
function questionPage({ message, answers }: Question): string {
	const choices = answers.map(
		({ text, description }, index) =>
			`<button name="${CHOICE}" value="${index}" dir="auto">${escaped(text)}${
				description ? `<small>${escaped(description)}</small>` : ''
			}</button>`,
	);
	const free = `<textarea name="${TEXT}" rows="4" required dir="auto" aria-label="Your answer"></textarea><button>Send</button>`;
	return document(
		`<p dir="auto">${marked(escaped(message))}</p><form method="post">${choices.length > 0 ? choices.join('') : free}</form>`,
	);
}

/** A page that only tells something. */
const noticePage = (text: string): string => document(`<p dir="auto">${marked(escaped(text))}</p>`);

const document = (content: string): string =>
	[
		'<!doctype html><html lang="en"><head><meta charset="utf-8">',
		'<meta name="viewport" content="width=device-width, initial-scale=1"><title>Your answer</title>',
		`<style>${STYLE}</style></head><body><main>${content}</main></body></html>`,
	].join('');

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Between two marks of a kind there is none of them, so that no text is searched twice for the end of a word. */
const marked = (text: string): string =>
	text.replace(
		/(?<![^\s*_~(])([*_~])(?=\S)((?:(?!\1)[^\n])+)(?<=\S)\1(?![\p{L}\p{N}])/gu,
		(_, mark: keyof typeof MARKS, words: string) => `<${MARKS[mark]}>${words}</${MARKS[mark]}>`,
	);
