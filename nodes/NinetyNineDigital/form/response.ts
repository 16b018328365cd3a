import type { IDataObject } from 'n8n-workflow';

import { numberIn, textIn } from '../plain/scalars';
import { inSeconds } from '../plain/seconds';
import type { MessageKind } from './model';

/**
 * The simplified output of a sent message.
 *
 * @param response the provider's JSON: `timestamp` in seconds or milliseconds, `templateTimeLeft` in minutes, both
 * perhaps as text
 * @param body the request, for what the response leaves out
 * @param now for a response without a time
 * @returns `sentAt` and `windowClosesAt` in ISO; `windowMinutesLeft` and `windowClosesAt` null where no window is open
 */
export function simplifyResponse(kind: MessageKind, response: IDataObject, body: IDataObject, now: Date): IDataObject {
	const timestamp = inSeconds(numberIn(response.timestamp) ?? NaN);
	const sentAt = isoTime(timestamp) ? timestamp : Math.floor(now.getTime() / 1000);
	const minutesLeft = numberIn(response.templateTimeLeft);
	const windowMinutesLeft = minutesLeft !== null && minutesLeft > 0 ? minutesLeft : null;
	const from = textIn(response.from);
	return {
		to: textIn(response.to) ?? String(body.to),
		...(kind.rendersText && typeof response.body === 'string' ? { text: response.body } : {}),
		sentAs: kind.sentAs,
		sentAt: isoTime(sentAt),
		operation: kind.operation,
		...(from === undefined ? {} : { from }),
		windowMinutesLeft,
		windowClosesAt: windowMinutesLeft ? isoTime(sentAt + windowMinutesLeft * 60) : null,
		messageId: response.unique,
	};
}

/** null for seconds that no date can hold. */
const isoTime = (seconds: number): string | null => new Date(seconds * 1000).toJSON();
