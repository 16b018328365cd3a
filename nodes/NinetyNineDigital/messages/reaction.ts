import type { MessageKind } from '../form/model';
import { accountReasons, recipient, sendOptions, sessionReasons } from './common';

export const reaction = {
	resource: 'message',
	operation: 'sendReaction',
	label: 'Send Reaction',
	action: 'Send reaction to message',
	help: 'Put an emoji on a message of the customer',
	endpoint: 'sendReaction',
	sentAs: 'reaction',
	window: 'session',
	rows: [
		recipient,
		{
			type: 'text',
			name: 'messageId',
			label: 'Message ID',
			wire: 'unique',
			required: true,
			placeholder: 'e.g. 92E004B950CCEA3C386FCFA2AAF8558A',
			help: 'The message to react to, such as the message ID of the 99digital Trigger',
		},
		{
			type: 'text',
			name: 'reaction',
			label: 'Reaction',
			wire: 'reaction',
			sendsEmpty: true,
			placeholder: 'e.g. 👍',
			help: 'One emoji. Left empty, the reaction is taken back.',
		},
		...sendOptions,
	],
	reasons: {
		...accountReasons,
		4: {
			message: '99digital does not know the message to react to',
			fix: 'Take Message ID from a message of this customer, such as the one that the 99digital Trigger puts out',
			parameter: 'messageId',
		},
		5: {
			message: '99digital does not accept the reaction',
			fix: 'Write one emoji into Reaction, or nothing to take the reaction back',
			parameter: 'reaction',
		},
		7: sessionReasons[7],
	},
} as const satisfies MessageKind;
