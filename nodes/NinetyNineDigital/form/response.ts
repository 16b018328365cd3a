import type { IDataObject } from 'n8n-workflow';

import { numberIn, textIn } from '../plain/scalars';
import { inSeconds } from '../plain/seconds';
import type { MessageKind } from './model';

/**
 * The simplified output of a sent message.
 *
 * @param answer the provider's response: `timestamp` in seconds or milliseconds, `templateTimeLeft` in minutes, both
 * perhaps as text
 * @param body the request, for what the answer leaves out
 */
export function simplifyResponse(kind: MessageKind, answer: IDataObject, body: IDataObject, now: Date): IDataObject {
	const timestamp = inSeconds(numberIn(answer.timestamp) ?? NaN);
	const sentAt = isoTime(timestamp) ? timestamp : Math.floor(now.getTime() / 1000);
	const minutesLeft = numberIn(answer.templateTimeLeft);
	const windowMinutesLeft = minutesLeft !== null && minutesLeft > 0 ? minutesLeft : null;
	const from = textIn(answer.from);
	return {
		to: textIn(answer.to) ?? String(body.to),
		...(kind.rendersText && typeof answer.body === 'string' ? { text: answer.body } : {}),
		sentAs: kind.sentAs,
		sentAt: isoTime(sentAt),
		operation: kind.operation,
		...(from === undefined ? {} : { from }),
		windowMinutesLeft,
		windowClosesAt: windowMinutesLeft ? isoTime(sentAt + windowMinutesLeft * 60) : null,
		messageId: answer.unique,
	};
}

/** null for seconds that no date can hold. */
const isoTime = (seconds: number): string | null => new Date(seconds * 1000).toJSON();
