import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../plain/objects';
import { textIn } from '../plain/scalars';
import type { OpenQuestion } from './openQuestions';
import { isPath } from './token';

/** Stands in the place where 99digital names its events. */
const HOOK = 'n8n-question';

/** What a node that asks posts to the trigger: is it there, and which reply is it to look out for. */
export interface ListenerCheck {
	readonly awaited?: OpenQuestion;
}

export const toCheckBody = ({ awaited }: ListenerCheck): IDataObject => ({
	hook: HOOK,
	...(awaited && { awaited: { ...awaited } }),
});

/** The check in the body of a post; undefined for everything else. */
export function listenerCheckIn(body: unknown): ListenerCheck | undefined {
	if (!isRecord(body) || body.hook !== HOOK) return undefined;
	const { awaited } = body;
	if (!isRecord(awaited)) return {};
	const [to, messageId] = [textIn(awaited.to), textIn(awaited.messageId)];
	const { path, until } = awaited;
	if (to === undefined || !isPath(path) || typeof until !== 'number') return {};
	return { awaited: { to, path, until, ...(messageId !== undefined && { messageId }) } };
}

/** The trigger's response. `kept`: it looks out for the reply. */
export interface ListenerResponse extends IDataObject {
	listening: true;
	kept: boolean;
}

export const isListening = (body: unknown): body is ListenerResponse => isRecord(body) && body.listening === true;
