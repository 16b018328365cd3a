import type { MessageKind } from '../form/model';
import { freeFormRows, templateFallback } from './closedWindow';
import { recipient, sessionReasons } from './common';

export const location = {
	resource: 'message',
	operation: 'sendLocation',
	label: 'Send Location',
	action: 'Send location',
	help: 'Send a place on the map, such as your shop or the courier',
	endpoint: 'sendLocation',
	sentAs: 'location',
	window: 'session',
	rows: [
		recipient,
		{
			type: 'text',
			name: 'latitude',
			label: 'Latitude',
			wire: 'lat',
			required: true,
			format: 'latitude',
			placeholder: 'e.g. 32.0853',
		},
		{
			type: 'text',
			name: 'longitude',
			label: 'Longitude',
			wire: 'lng',
			required: true,
			format: 'longitude',
			placeholder: 'e.g. 34.7818',
		},
		{
			type: 'text',
			name: 'caption',
			label: 'Caption',
			wire: 'caption',
			placeholder: 'e.g. 1 Allenby Street, Tel Aviv',
			help: 'The address, as text',
		},
		...freeFormRows,
	],
	fallback: templateFallback,
	reasons: sessionReasons,
} as const satisfies MessageKind;
