import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../core/rows';
import type { Awaited } from '../events/awaited';
import { textIn } from '../events/payload';
import { isPath } from './token';

/** Stands in the place where 99digital names its events. */
const HOOK = 'n8n-question';

/** What a node that asks posts to the trigger: is it there, and which reply is it to look out for. */
export interface Knock {
	readonly awaited?: Awaited;
}

export const toKnock = ({ awaited }: Knock): IDataObject => ({
	hook: HOOK,
	...(awaited && { awaited: { ...awaited } }),
});

/** The knock in the body of a post; undefined for everything else. */
export function knockIn(body: unknown): Knock | undefined {
	if (!isRecord(body) || body.hook !== HOOK) return undefined;
	const { awaited } = body;
	if (!isRecord(awaited)) return {};
	const [to, messageId] = [textIn(awaited.to), textIn(awaited.messageId)];
	const { path, until } = awaited;
	if (to === undefined || !isPath(path) || typeof until !== 'number') return {};
	return { awaited: { to, path, until, ...(messageId !== undefined && { messageId }) } };
}

/** The trigger's answer. `kept`: it looks out for the reply. */
export interface Listening extends IDataObject {
	listening: true;
	kept: boolean;
}

export const isListening = (body: unknown): body is Listening => isRecord(body) && body.listening === true;
