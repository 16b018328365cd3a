import {
	NodeConnectionTypes,
	SEND_AND_WAIT_OPERATION,
	type ExpressionString,
	type IDataObject,
	type INodeExecutionData,
} from 'n8n-workflow';

import { textIn } from '../plain/scalars';
import { toItem } from '../trigger/events/item';
import type { Payload } from '../trigger/events/payload';
import type { Question } from './suspend';

/** The number of a question's outputs: one per answer, or one for any reply, and one at the end for no answer. */
export const countFor = (answers: readonly unknown[]): number => Math.max(1, answers.length) + 1;

/**
 * One item on one of so many outputs.
 *
 * @param position of its output, from 0
 */
export const onOutput = (item: INodeExecutionData, position: number, count: number): INodeExecutionData[][] =>
	Array.from({ length: count }, (_, index) => (index === position ? [item] : []));

const facts = { type: NodeConnectionTypes.Main, operation: SEND_AND_WAIT_OPERATION };

/** Runs inside an n8n expression, in the editor too, so that it may use nothing but its parameters. */
function labelledOutputs(parameters: IDataObject, { type, operation }: typeof facts) {
	if (parameters.operation !== operation) return [{ type }];
	const listed = (list: unknown, label: string, key: string) =>
		(Array.isArray(list) ? list : [{}]).map((entry: IDataObject, index) => {
			const text = String(entry[key] ?? '');
			return text === '' || text.startsWith('=') ? `${label} ${index + 1}` : text;
		});
	const answers = () => {
		const { responseType, approvalType, approveLabel, disapproveLabel, buttons, items } = parameters;
		if (responseType === 'anyReply') return ['Reply'];
		if (responseType === 'buttons') return listed((buttons as IDataObject | undefined)?.button, 'Button', 'text');
		if (responseType === 'list') return listed((items as IDataObject | undefined)?.item, 'Row', 'title');
		const labels = listed([{ text: approveLabel }, { text: disapproveLabel }], 'Button', 'text');
		return approvalType === 'single' ? labels.slice(0, 1) : labels;
	};
	return [...answers(), 'No Answer'].map((displayName) => ({ type, displayName }));
}

/** The expression with which n8n finds the outputs and their labels from the node's parameters. */
export const questionOutputsExpression: ExpressionString = `={{(${labelledOutputs})($parameter, ${JSON.stringify(facts)})}}`;

/** Declining is the same as saying nothing for whatever asks for an approval. */
const approval = ({ responseType }: Question, index: number) =>
	responseType === 'approval' ? { approved: index === 0 } : {};

/**
 * What the node puts out if nobody answers in time.
 *
 * @param until when waiting ends
 */
export const noAnswer = (question: Question, until: Date): IDataObject => ({
	answered: false,
	...approval(question, -1),
	to: question.to,
	questionId: question.messageId,
	waitedUntil: until.toISOString(),
});

/**
 * What the node puts out for one of the answers that it offered.
 *
 * @param index position of the answer, from 0
 * @param payload the tap as 99digital told it; undefined if the answer was given on the page
 * @param now when it came
 */
export function chosen(question: Question, index: number, payload: Payload | undefined, now: Date): IDataObject {
	const answer = question.answers[index];
	return {
		answered: true,
		...approval(question, index),
		answerId: answer?.id,
		answerText: answer?.text,
		index,
		...sender(question, payload, now),
	};
}

/**
 * What the node puts out for a message of the customer, when any reply will do.
 *
 * @param payload the message as 99digital told it
 * @param now when it came
 */
export function replied(question: Question, payload: Payload, now: Date): IDataObject {
	const { text, type, mediaUrl, latitude, longitude } = toItem(payload, now);
	const content = { answerText: text, type, mediaUrl, latitude, longitude };
	const given = Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
	return { answered: true, index: 0, ...given, ...sender(question, payload, now) };
}

/** What the node puts out for a text that was written on the page at the time `now`. */
export const written = (question: Question, text: string, now: Date): IDataObject => ({
	answered: true,
	index: 0,
	answerText: text,
	...sender(question, undefined, now),
});

function sender({ to, messageId: questionId }: Question, payload: Payload | undefined, now: Date): IDataObject {
	const respondedAt = now.toISOString();
	if (!payload) return { from: to, respondedAt, questionId };
	const { from = to, fromId, name } = toItem(payload, now);
	const messageId = textIn(payload.unique);
	return { from, ...(fromId ? { fromId } : {}), ...(name ? { name } : {}), respondedAt, messageId, questionId };
}
