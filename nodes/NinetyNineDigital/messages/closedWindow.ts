import type { Condition, Fallback, Row, VariablesRow } from '../form/model';
import { headerFrom, localStorage, MEDIA, replyTo, sendOptions } from './common';
import {
	couponCode,
	couponExpiration,
	headerVariable,
	mediaFile,
	mediaHeader,
	mediaUrl,
	otp,
	pdfFilename,
	picker,
	template,
	variables,
	websiteVariable,
	websiteVariable2,
} from './template';

const when = { windowClosed: ['sendTemplate'] } as const satisfies Condition;

const fallbackOtp = {
	...otp,
	name: 'fallbackOtp',
	label: 'Fallback One-Time Code',
	when,
	forFallback: true,
} as const satisfies Row;

export const fallbackVariables = {
	...variables,
	name: 'fallbackVariables',
	label: 'Fallback Variables',
	of: 'fallbackTemplate',
	fields: 'getFallbackVariables',
	forAuthentication: [fallbackOtp],
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
		...headerFrom,
		name: 'fallbackHeaderFrom',
		label: 'Fallback Header From',
		when: { ...when, fallbackHeader: MEDIA },
		forFallback: true,
	},
	{
		...mediaUrl,
		name: 'fallbackHeaderUrl',
		label: 'Fallback Header URL',
		when: { ...when, fallbackHeader: MEDIA, fallbackHeaderFrom: ['url'] },
		forFallback: true,
	},
	{
		...mediaFile,
		name: 'fallbackHeaderBinaryField',
		label: 'Fallback Header Binary Field',
		kindOf: 'fallbackHeader',
		when: { ...when, fallbackHeader: MEDIA, fallbackHeaderFrom: ['binary'] },
		forFallback: true,
	},
] as const satisfies readonly Row[];

/** What only some templates need, under Options. */
const fallbackOptions = [
	{
		...headerVariable,
		name: 'fallbackHeaderVariable',
		label: 'Fallback Header Variable',
		when,
		forFallback: true,
	},
	{
		...websiteVariable,
		name: 'fallbackWebsiteVariable',
		label: 'Fallback Website Variable',
		when,
		forFallback: true,
	},
	{
		...websiteVariable2,
		name: 'fallbackWebsiteVariable2',
		label: 'Fallback Website Variable 2',
		when,
		forFallback: true,
	},
	{ ...couponCode, name: 'fallbackCouponCode', label: 'Fallback Coupon Code', when, forFallback: true },
	{
		...couponExpiration,
		name: 'fallbackCouponExpiration',
		label: 'Fallback Coupon Expiration',
		when,
		forFallback: true,
	},
	{
		...pdfFilename,
		name: 'fallbackPdfFilename',
		label: 'Fallback Document Name',
		when: { ...when, fallbackHeader: ['document'] },
		forFallback: true,
	},
	fallbackOtp,
	{
		...localStorage,
		name: 'fallbackLocalStorage',
		label: 'Fallback Copy File First',
		when: { ...when, fallbackHeader: MEDIA },
		forFallback: true,
	},
] as const satisfies readonly Row[];

/** What every message of the 24-hour window ends with. */
export const freeFormRows = [
	...closedWindowRows,
	...fallbackOptions,
	replyTo,
	...sendOptions,
] as const satisfies readonly Row[];

export const templateFallback = {
	when,
	reasons: [7, 8],
	before: 'The 24-hour window is closed, and the fallback template was refused',
	kind: template,
	rows: {
		to: 'to',
		template: 'fallbackTemplate',
		variables: 'fallbackVariables',
		header: 'fallbackHeader',
		headerFrom: 'fallbackHeaderFrom',
		headerUrl: 'fallbackHeaderUrl',
		headerBinaryField: 'fallbackHeaderBinaryField',
		headerVariable: 'fallbackHeaderVariable',
		websiteVariable: 'fallbackWebsiteVariable',
		websiteVariable2: 'fallbackWebsiteVariable2',
		couponCode: 'fallbackCouponCode',
		couponExpiration: 'fallbackCouponExpiration',
		pdfFilename: 'fallbackPdfFilename',
		otp: 'fallbackOtp',
		localStorage: 'fallbackLocalStorage',
	},
} as const satisfies Fallback;
