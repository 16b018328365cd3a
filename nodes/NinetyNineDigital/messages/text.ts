import type { MessageKind } from '../form/model';
import { freeFormRows, templateFallback } from './closedWindow';
import { body, emptyBody, recipient, sessionReasons } from './common';

export const text = {
	resource: 'message',
	operation: 'sendText',
	label: 'Send Text',
	action: 'Send text message',
	help: 'Send a plain text, for instance an answer to a question',
	endpoint: 'sendMessage',
	sentAs: 'text',
	window: 'session',
	rows: [recipient, body, ...freeFormRows],
	fallback: templateFallback,
	reasons: {
		...sessionReasons,
		5: emptyBody,
		6: { message: 'WhatsApp did not take the message', fix: 'Nothing was sent. Try again later.' },
	},
} as const satisfies MessageKind;
