import type { ChoiceRow, FileRow, MessageKind, MomentRow, PickerRow, TextRow, VariablesRow } from '../form/model';
import {
	accountReasons,
	badRecipient,
	header,
	headerFile,
	headerFrom,
	headerUrl,
	localStorage,
	rateLimit,
	recipient,
	sendOptions,
} from './common';

export const picker = {
	type: 'picker',
	name: 'template',
	label: 'Template',
	wire: 'name',
	required: true,
	search: 'searchTemplates',
	placeholder: 'e.g. website_welcome',
	help: 'One of the templates that WhatsApp has approved for your account',
} as const satisfies PickerRow;

export const otp = {
	type: 'text',
	name: 'otp',
	label: 'One-Time Code',
	wire: 'otp',
	max: 15,
	optional: true,
	help: 'The code, if the template is for authentication. The customer sees it on the phone only, not in WhatsApp Web.',
} as const satisfies TextRow;

export const variables = {
	type: 'variables',
	name: 'variables',
	label: 'Variables',
	wire: 'bodyVariable{n}',
	of: 'template',
	fields: 'getTemplateVariables',
	max: 10,
	totalMax: 1024,
	format: 'templateVariable',
	forAuthentication: [otp],
	help: 'What stands in place of {{1}}, {{2}} … in the text of the template',
} as const satisfies VariablesRow;

export const mediaHeader = {
	...header('headerType', { none: 1, image: 3, video: 4, document: 5 }),
	hint: '99digital does not tell n8n which templates have a file; choose what yours was made with',
} as const satisfies ChoiceRow;

export const mediaUrl = headerUrl('headerLink');

export const mediaFile = {
	...headerFile('headerLink'),
	named: { wire: 'pdfFilename', when: { header: ['document'] } },
} as const satisfies FileRow;

export const headerVariable = {
	type: 'text',
	name: 'headerVariable',
	label: 'Header Variable',
	wire: 'headerVariable',
	format: 'templateVariable',
	optional: true,
	help: 'What stands in place of {{1}} in the header text of the template, without special characters such as *',
} as const satisfies TextRow;

export const websiteVariable = {
	type: 'text',
	name: 'websiteVariable',
	label: 'Website Variable',
	wire: 'websiteVariable',
	optional: true,
	help: "What stands in place of {{1}} in the link of the template's website button, not the whole address",
} as const satisfies TextRow;

export const websiteVariable2 = {
	type: 'text',
	name: 'websiteVariable2',
	label: 'Website Variable 2',
	wire: 'websiteVariable2',
	optional: true,
	help: 'The same for the second website button',
} as const satisfies TextRow;

export const couponCode = {
	type: 'text',
	name: 'couponCode',
	label: 'Coupon Code',
	wire: 'couponCode',
	max: 15,
	optional: true,
	help: 'The code to copy, if the template has a coupon',
} as const satisfies TextRow;

export const couponExpiration = {
	type: 'moment',
	name: 'couponExpiration',
	label: 'Coupon Expiration',
	wire: 'couponExpiration',
	inFuture: true,
	optional: true,
	help: 'When the coupon ends, if the template asks for it. Without a time zone it is read in that of the workflow.',
} as const satisfies MomentRow;

export const pdfFilename = {
	type: 'text',
	name: 'pdfFilename',
	label: 'Document Name',
	wire: 'pdfFilename',
	optional: true,
	when: { header: ['document'] },
	placeholder: 'e.g. invoice.pdf',
	help: 'The file name that the customer sees. Left empty, it is that of the file or of the link.',
} as const satisfies TextRow;

export const template = {
	resource: 'message',
	operation: 'sendTemplate',
	label: 'Send Template',
	action: 'Send template message',
	help: 'Send a text that WhatsApp has approved, such as a reminder, an offer or a one-time code; works at any time',
	endpoint: 'sendTemplate',
	sentAs: 'template',
	window: 'any',
	rendersText: true,
	rows: [
		recipient,
		picker,
		mediaHeader,
		headerFrom,
		mediaUrl,
		mediaFile,
		variables,
		headerVariable,
		websiteVariable,
		websiteVariable2,
		couponCode,
		couponExpiration,
		pdfFilename,
		otp,
		localStorage,
		...sendOptions,
	],
	reasons: {
		...accountReasons,
		4: {
			...badRecipient,
			message: '99digital does not accept the number in To, or it is not on WhatsApp',
		},
		6: {
			message: 'WhatsApp did not take the message, or has rejected the template',
			fix: 'Look in your 99digital account whether the template is still approved',
			parameter: 'template',
		},
		12: {
			message: 'The account has no template of this name',
			fix: 'If it was deleted, pick another one from the list; otherwise copy its name exactly',
			parameter: 'template',
		},
		14: {
			message: 'The template needs a file in its header',
			fix: 'Set {header} to the kind of file that the template was made with, and fill in {headerUrl}',
			parameter: 'headerUrl',
		},
		15: {
			message: 'The template has a variable in its header, which 99digital asks for without special characters',
			fix: 'Add {headerVariable} under Options, without special characters such as *',
			parameter: 'headerVariable',
		},
		17: {
			message: 'The variables do not fit the template, or one of them is empty',
			fix: 'The template may have changed since it was picked. Open the node, refresh the list of {variables}, and fill in each of them.',
			parameter: 'variables',
		},
		18: {
			message: 'A website button of the template needs its variable',
			fix: 'Add {websiteVariable} under Options, and {websiteVariable2} if the template has two such buttons',
			parameter: 'websiteVariable',
		},
		19: {
			message: 'The template and its variables are longer than 1024 characters',
			fix: 'Shorten the variables, or use a shorter template',
			parameter: 'variables',
		},
		20: {
			message: 'The template needs a coupon code or its end, or 99digital does not accept the one given',
			fix: 'Under Options, set {couponCode} to at most 15 characters and {couponExpiration} to a time in the future',
			parameter: 'couponCode',
		},
		21: {
			message: 'WhatsApp holds this message back because too many are being sent',
			fix: 'Nothing was sent. Try again later.',
			retryable: true,
			slowDown: true,
		},
		22: rateLimit,
		23: {
			message: 'The template is for authentication and needs a one-time code of at most 15 characters',
			fix: 'Fill in {otp}, among the variables or under Options',
			parameter: 'otp',
		},
		24: {
			message: '99digital could not fetch the file of the header',
			fix: 'Check that {headerUrl} opens for everybody, without a login',
			parameter: 'headerUrl',
		},
	},
} as const satisfies MessageKind;
