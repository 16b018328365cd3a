import type { IDataObject } from 'n8n-workflow';

import { textIn } from '../plain/scalars';
import { toItem } from '../trigger/events/item';
import { type Payload } from '../trigger/events/payload';
import type { Question } from './suspend';

/** Declining is the same as saying nothing for whatever asks for an approval. */
const approval = ({ responseType }: Question, index: number) =>
	responseType === 'approval' ? { approved: index === 0 } : {};

/** What the node puts out if nobody answers in time. */
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

/** What the node puts out for a message of the customer, when any reply will do. */
export function replied(question: Question, payload: Payload, now: Date): IDataObject {
	const { text, type, mediaUrl, latitude, longitude } = toItem(payload, now);
	const content = { answerText: text, type, mediaUrl, latitude, longitude };
	const given = Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
	return { answered: true, index: 0, ...given, ...sender(question, payload, now) };
}

/** What the node puts out for a text that was written on the page. */
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
