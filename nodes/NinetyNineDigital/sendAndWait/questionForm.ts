import { SEND_AND_WAIT_OPERATION, type INodeProperties, WAIT_INDEFINITELY } from 'n8n-workflow';

import type { Form } from '../form/model';
import { replyButtons } from '../messages/buttons';
import { countryCode, footer, recipient, replyTo } from '../messages/common';
import { items } from '../messages/list';

import { toProperties } from '../form/properties';
import { type Values } from '../form/rows';
import { isRecord } from '../plain/objects';

/**
 * What a person fills in to ask a question and wait. n8n makes a review step for AI agents of every node with this
 * operation; there it sets `message` itself and `responseType` to `approval`.
 */
export const questionForm = {
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

const notice: INodeProperties = {
	displayName:
		'Asks for the first item only, since an execution waits for one answer at a time. To ask many people, put <b>Loop Over Items</b> or a sub-workflow before it. Taps come back through a published <b>99digital Trigger</b> of this n8n.',
	name: 'waitNotice',
	type: 'notice',
	default: '',
	displayOptions: { show: { resource: [questionForm.resource], operation: [questionForm.operation] } },
};

/** The fields of a question. */
export const questionProperties: INodeProperties[] = [notice, ...toProperties(questionForm)];

/** One of the answers that a question offers. */
export interface Answer {
	readonly id: string;
	/** As the customer sees it. */
	readonly text: string;
	readonly description?: string;
}

/** The answers that a question offers, in the order of their buttons or rows; none if any reply will do. */
export function answersOf(values: Values): Answer[] {
	switch (values.responseType) {
		case 'buttons':
			return entries(values.buttons).map((entry, index) => answer(entry.text, entry.id, index));
		case 'list':
			return entries(values.items).map((entry, index) => ({
				...answer(entry.title, entry.id, index),
				description: String(entry.description ?? ''),
			}));
		case 'anyReply':
			return [];
		default:
			return [
				{ id: 'approve', text: String(values.approveLabel) },
				...(values.approvalType === 'single' ? [] : [{ id: 'decline', text: String(values.disapproveLabel) }]),
			];
	}
}

const entries = (value: unknown): Values[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** An ID that was left out is the number of the button or row, as 99digital has it. */
const answer = (text: unknown, id: unknown, index: number): Answer => ({
	id: String(id || index + 1),
	text: String(text ?? ''),
});

const MINUTES: Readonly<Record<string, number>> = { minutes: 1, hours: 60, days: 24 * 60 };

const MINUTE_MS = 60_000;

/** When waiting ends. */
export function waitUntil({ waitAmount, waitUnit }: Values, now: Date): Date {
	const minutes = Number(waitAmount) * (MINUTES[String(waitUnit)] ?? 0);
	return minutes === 0 ? WAIT_INDEFINITELY : new Date(now.getTime() + minutes * MINUTE_MS);
}
