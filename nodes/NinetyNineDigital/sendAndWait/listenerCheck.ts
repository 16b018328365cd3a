import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../plain/objects';
import { textIn } from '../plain/scalars';
import { dropQuestions, keepQuestion, MAX_OPEN_QUESTIONS, type QuestionMemory } from './openQuestions';
import { isReplyPath, type OpenQuestion } from './questionRecords';
import { isPath, isTokenKey } from './token';
import { learnKey, type KeyMemory } from './tokenKeys';

/** Stands in the place where 99digital names its events. */
const HOOK = 'n8n-question';

/** What a node that asks posts to the trigger, to the address with the trigger's secret: is it there? */
export interface ListenerCheck {
	/** Proves the tokens of the account; see `tokenKeyFrom`. */
	readonly key?: string;
	/** A question to remember, or what is new about it. */
	readonly awaited?: OpenQuestion;
	/** The path of a question that was not sent after all. */
	readonly withdrawn?: string;
}

/** The trigger's response. */
export interface ListenerResponse extends IDataObject {
	listening: true;
	/** It remembers the question. */
	kept: boolean;
	/** As many questions as fit are remembered already. */
	full: boolean;
}

export const toCheckBody = ({ key, awaited, withdrawn }: ListenerCheck): IDataObject => ({
	hook: HOOK,
	...(key !== undefined && { key }),
	...(awaited && { awaited: { ...awaited, answers: awaited.answers && [...awaited.answers] } }),
	...(withdrawn !== undefined && { withdrawn }),
});

/** The check in the body of a post; undefined for everything else. */
export function listenerCheckIn(body: unknown): ListenerCheck | undefined {
	if (!isRecord(body) || body.hook !== HOOK) return undefined;
	const { key, withdrawn } = body;
	const awaited = questionIn(body.awaited);
	return {
		...(isTokenKey(key) && { key }),
		...(awaited && { awaited }),
		...(isPath(withdrawn) && { withdrawn }),
	};
}

/** Does what a check asks for. Only for a check whose post carried the trigger's secret. */
export function answerCheck(memory: QuestionMemory & KeyMemory, check: ListenerCheck): ListenerResponse {
	const { key, awaited, withdrawn } = check;
	const now = new Date();
	if (key !== undefined) learnKey(memory, key);
	if (withdrawn !== undefined) dropQuestions(memory, [withdrawn], now);
	const kept = awaited !== undefined && keepQuestion(memory, awaited, now);
	return { listening: true, kept, full: awaited !== undefined && !kept };
}

export const isListening = (body: unknown): body is ListenerResponse => isRecord(body) && body.listening === true;

/** Said where `full` is set. */
export const FULL = `${MAX_OPEN_QUESTIONS} questions wait already for a reply or for a tap on a template`;

function questionIn(awaited: unknown): OpenQuestion | undefined {
	if (!isRecord(awaited)) return undefined;
	const { path, until, answers } = awaited;
	const [to, messageId] = [textIn(awaited.to), textIn(awaited.messageId)];
	if (to === undefined || !isPath(path) || !isReplyPath(path) || typeof until !== 'number') return undefined;
	return {
		to,
		path,
		until,
		...(messageId !== undefined && { messageId }),
		...(Array.isArray(answers) && { answers: answers.map(String) }),
	};
}
