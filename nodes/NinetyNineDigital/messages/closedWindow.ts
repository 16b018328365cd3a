import type { Condition, Fallback, Row, VariablesRow } from '../form/model';
import { MEDIA, replyTo, sendOptions } from './common';
import { mediaHeader, mediaUrl, picker, template, variables } from './template';

const when = { windowClosed: ['sendTemplate'] } as const satisfies Condition;

export const fallbackVariables = {
	...variables,
	name: 'fallbackVariables',
	label: 'Fallback Variables',
	of: 'fallbackTemplate',
	fields: 'getFallbackVariables',
	forAuthentication: undefined,
	when,
	forFallback: true,
} as const satisfies VariablesRow;

/** What to do with a free-form message for which the provider says that the 24-hour window is closed. */
const closedWindowRows = [
	{
		type: 'choice',
		name: 'windowClosed',
		label: 'If the 24-Hour Window Is Closed',
		default: 'fail',
		choices: [
			{ value: 'fail', label: 'Stop', help: 'The item is not sent and tells why' },
			{ value: 'sendTemplate', label: 'Send a Template', help: 'The customer gets an approved template instead' },
		],
	},
	{
		...picker,
		name: 'fallbackTemplate',
		label: 'Fallback Template',
		help: 'The approved template that is sent instead',
		when,
		forFallback: true,
	},
	fallbackVariables,
	{
		...mediaHeader,
		name: 'fallbackHeader',
		label: 'Fallback Header',
		help: 'The kind of file with which the template was made',
		when,
		forFallback: true,
	},
	{
		...mediaUrl,
		name: 'fallbackHeaderUrl',
		label: 'Fallback Header URL',
		when: { ...when, fallbackHeader: MEDIA },
		forFallback: true,
	},
] as const satisfies readonly Row[];

/** What every message of the 24-hour window ends with. */
export const freeFormRows = [...closedWindowRows, replyTo, ...sendOptions] as const satisfies readonly Row[];

export const templateFallback = {
	when,
	reasons: [7, 8],
	kind: template,
	rows: {
		to: 'to',
		template: 'fallbackTemplate',
		variables: 'fallbackVariables',
		header: 'fallbackHeader',
		headerUrl: 'fallbackHeaderUrl',
	},
} as const satisfies Fallback;
