import type { MessageKind } from '../form/model';
import { freeFormRows, templateFallback } from './closedWindow';
import { recipient, sessionReasons } from './common';

export const contact = {
	resource: 'message',
	operation: 'sendContact',
	label: 'Send Contact',
	action: 'Send contact card',
	help: 'Send a contact card that the customer can save',
	endpoint: 'sendContact',
	sentAs: 'contact',
	window: 'session',
	rows: [
		recipient,
		{
			type: 'text',
			name: 'contactName',
			label: 'Contact Name',
			wire: 'contact_name',
			required: true,
			placeholder: 'e.g. Dana Levi',
		},
		{
			type: 'text',
			name: 'contactPhone',
			label: 'Contact Phone',
			wire: 'contact_phone',
			required: true,
			placeholder: 'e.g. 03-123-4567',
			help: 'In any form; the customer sees it as you write it',
		},
		{
			type: 'text',
			name: 'contactEmail',
			label: 'Contact Email',
			wire: 'contact_email',
			format: 'email',
			placeholder: 'e.g. name@email.com',
		},
		...freeFormRows,
	],
	fallback: templateFallback,
	reasons: sessionReasons,
} as const satisfies MessageKind;
