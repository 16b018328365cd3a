import { SEND_AND_WAIT_OPERATION } from 'n8n-workflow';

import type { Form } from '../core/model';
import { replyButtons } from '../messages/buttons';
import { countryCode, footer, recipient, replyTo } from '../messages/common';
import { items } from '../messages/list';

/**
 * What a person fills in to ask a question and wait. n8n makes a review step for AI agents of every node with this
 * operation; there it sets `message` itself and `responseType` to `approval`.
 */
export const question = {
	resource: 'message',
	operation: SEND_AND_WAIT_OPERATION,
	label: 'Send and Wait for Response',
	action: 'Send message and wait for response',
	help: 'Ask on WhatsApp and pause the workflow until the person taps a button, picks a row or writes back',
	window: 'session',
	rows: [
		recipient,
		{
			type: 'text',
			name: 'message',
			label: 'Message',
			required: true,
			lines: 4,
			placeholder: 'e.g. May Dana have 20% off?',
			help: 'The question. You can use *bold*, _italic_, ~strikethrough~, emoji and new lines.',
		},
		{
			type: 'choice',
			name: 'responseType',
			label: 'Response Type',
			default: 'approval',
			choices: [
				{ value: 'anyReply', label: 'Any Reply', help: 'Whatever the person writes or sends next' },
				{ value: 'approval', label: 'Approval', help: 'One button to approve, or two to approve or decline' },
				{ value: 'buttons', label: 'Buttons', help: 'Up to 3 buttons of your own' },
				{ value: 'list', label: 'List', help: 'A menu of up to 10 rows' },
			],
		},
		{
			type: 'choice',
			name: 'approvalType',
			label: 'Type of Approval',
			default: 'double',
			when: { responseType: ['approval'] },
			choices: [
				{ value: 'double', label: 'Approve and Decline' },
				{ value: 'single', label: 'Approve Only' },
			],
		},
		{
			type: 'text',
			name: 'approveLabel',
			label: 'Approve Button',
			required: true,
			max: 20,
			default: 'Approve',
			when: { responseType: ['approval'] },
		},
		{
			type: 'text',
			name: 'disapproveLabel',
			label: 'Decline Button',
			required: true,
			max: 20,
			default: 'Decline',
			when: { responseType: ['approval'], approvalType: ['double'] },
		},
		{ ...replyButtons, when: { responseType: ['buttons'] } },
		{
			type: 'text',
			name: 'buttonText',
			label: 'Button Text',
			required: true,
			max: 20,
			when: { responseType: ['list'], answerBy: ['tap'] },
			placeholder: 'e.g. Choose a time',
			help: 'The button that opens the list',
		},
		{ ...items, name: 'items', input: 'fields', when: { responseType: ['list'] } },
		{
			type: 'choice',
			name: 'answerBy',
			label: 'Answer By',
			default: 'tap',
			choices: [
				{
					value: 'tap',
					label: 'Tap or Reply on WhatsApp',
					help: 'Comes back through a published 99digital Trigger of this n8n',
				},
				{
					value: 'link',
					label: 'Page Behind a Link',
					help: 'One button opens a page of your n8n with the answers; needs no trigger',
				},
			],
		},
		{
			type: 'text',
			name: 'linkText',
			label: 'Link Button',
			required: true,
			max: 20,
			format: 'noEmoji',
			default: 'Answer',
			when: { answerBy: ['link'] },
			help: 'The button that opens the page; without emoji',
		},
		{
			type: 'number',
			name: 'waitAmount',
			label: 'Wait at Most',
			min: 0,
			max: 10_000,
			default: 24,
			help: 'After that the workflow goes on with the output No Answer. At 0 it waits without end.',
		},
		{
			type: 'choice',
			name: 'waitUnit',
			label: 'Unit',
			default: 'hours',
			choices: [
				{ value: 'minutes', label: 'Minutes' },
				{ value: 'hours', label: 'Hours' },
				{ value: 'days', label: 'Days' },
			],
		},
		{ ...footer, when: { responseType: ['approval', 'buttons', 'list'] } },
		replyTo,
		countryCode,
		{
			type: 'flag',
			name: 'skipTriggerCheck',
			label: 'Skip Trigger Check',
			optional: true,
			when: { answerBy: ['tap'], responseType: ['approval', 'buttons', 'list'] },
			help: 'Whether to send although 99digital does not post to a trigger of this n8n, because your CRM passes its posts on to one',
		},
	],
} as const satisfies Form;
