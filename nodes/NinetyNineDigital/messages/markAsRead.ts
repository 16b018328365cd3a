import type { MessageKind } from '../form/model';
import { accountReasons, bulk, countryCode, dryRun, recipient } from './common';

export const read = {
	resource: 'message',
	operation: 'markAsRead',
	label: 'Send Read Receipt',
	action: 'Send read receipt',
	help: 'Show the customer that all messages until now have been read; this cannot be undone',
	endpoint: 'readStatus',
	sentAs: 'read',
	window: 'any',
	rows: [recipient, countryCode, dryRun, ...bulk],
	reasons: {
		...accountReasons,
		4: {
			message: '99digital knows no messages of this customer',
			fix: 'Check that To is the number of a customer who has written to you',
			parameter: 'to',
		},
	},
} as const satisfies MessageKind;
