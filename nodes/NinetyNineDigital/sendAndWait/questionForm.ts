import { SEND_AND_WAIT_OPERATION, type INodeProperties, WAIT_INDEFINITELY } from 'n8n-workflow';

import type { Form, Row } from '../form/model';
import { replyButtons } from '../messages/buttons';
import { countryCode, footer, headerFrom, MEDIA, recipient, replyTo, sendOptions } from '../messages/common';
import { items } from '../messages/list';
import { mediaFile, mediaHeader, mediaUrl, picker, template, variables } from '../messages/template';

import { toProperties } from '../form/properties';
import { type Values } from '../form/rows';
import { quote } from '../plain/characters';
import { isRecord } from '../plain/objects';
import { visibleText } from './matching';

/** The choices of Send As with which a template may go out. */
const TEMPLATE = ['template', 'messageElseTemplate'] as const;

/** Those with which a message may. */
const MESSAGE = ['message', 'messageElseTemplate'] as const;

const asTemplate = { sendAs: TEMPLATE };

const shared: ReadonlySet<string> = new Set(sendOptions.map(({ name }) => name));

/** What only some templates have. */
const templateOptions = (template.rows as readonly Row[])
	.filter(({ optional, name }) => optional && !shared.has(name))
	.map((row): Row => ({ ...row, when: { ...asTemplate, ...row.when } }));

const ON_TEMPLATE = 'With a template: the words on its button';

const [buttonText, buttonId] = replyButtons.of;

/**
 * What a person fills in to ask a question and wait. n8n makes a review step for AI agents of every node with this
 * operation; there it sets `message` itself and `responseType` to `approval`.
 */
export const questionForm = {
	resource: 'message',
	operation: SEND_AND_WAIT_OPERATION,
	label: 'Send and Wait for Response',
	action: 'Send and wait for response',
	help: 'Ask on WhatsApp and pause the workflow until the person taps a button, picks a row or writes back',
	window: 'session',
	rows: [
		recipient,
		{
			type: 'choice',
			name: 'sendAs',
			label: 'Send As',
			default: 'message',
			choices: [
				{ value: 'message', label: 'Message', help: 'Within 24 hours of the last message from the customer' },
				{ value: 'template', label: 'Template', help: 'At any time; its buttons are the answers' },
				{
					value: 'messageElseTemplate',
					label: 'Message, or Template If the Window Is Closed',
					help: 'The template goes out only if 24 hours have passed',
				},
			],
		},
		{ ...picker, when: asTemplate },
		{ ...mediaHeader, when: asTemplate },
		{ ...headerFrom, when: { ...asTemplate, header: MEDIA } },
		{ ...mediaUrl, when: { ...asTemplate, header: MEDIA, headerFrom: ['url'] } },
		{ ...mediaFile, when: { ...asTemplate, header: MEDIA, headerFrom: ['binary'] } },
		{ ...variables, when: asTemplate },
		{
			type: 'text',
			name: 'message',
			label: 'Message',
			required: true,
			lines: 4,
			placeholder: 'e.g. May Dana have 20% off?',
			when: { sendAs: MESSAGE },
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
				{ value: 'list', label: 'List', help: 'A menu of up to 10 rows', when: { sendAs: ['message'] } },
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
			hint: ON_TEMPLATE,
			when: { responseType: ['approval'] },
		},
		{
			type: 'text',
			name: 'disapproveLabel',
			label: 'Decline Button',
			required: true,
			max: 20,
			default: 'Decline',
			hint: ON_TEMPLATE,
			when: { responseType: ['approval'], approvalType: ['double'] },
		},
		{ ...replyButtons, of: [{ ...buttonText, hint: ON_TEMPLATE }, buttonId], when: { responseType: ['buttons'] } },
		{
			type: 'text',
			name: 'buttonText',
			label: 'Button Text',
			required: true,
			max: 20,
			when: { responseType: ['list'], sendAs: ['message'], answerBy: ['tap'] },
			placeholder: 'e.g. Choose a time',
			help: 'The button that opens the list',
		},
		{ ...items, name: 'items', input: 'fields', when: { responseType: ['list'] } },
		{
			type: 'choice',
			name: 'answerBy',
			label: 'Answer By',
			default: 'tap',
			when: { sendAs: ['message'] },
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
			when: { sendAs: ['message'], answerBy: ['link'] },
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
		{
			type: 'moment',
			name: 'waitUntil',
			label: 'Wait Until',
			optional: true,
			help: "The time at which waiting ends, such as that of the appointment; 'Wait at Most' does not count then. Without a time zone it is read in that of the workflow.",
		},
		{
			type: 'text',
			name: 'confirmationText',
			label: 'Confirmation Text',
			optional: true,
			lines: 2,
			placeholder: 'e.g. Thank you, see you on Sunday!',
			help: 'Sent at once when the answer comes, which opens the 24-hour window for it; on the page behind a link it is shown there',
		},
		{ ...footer, when: { sendAs: MESSAGE, responseType: ['approval', 'buttons', 'list'] } },
		{ ...replyTo, when: { sendAs: MESSAGE } },
		...templateOptions,
		countryCode,
		{
			type: 'flag',
			name: 'skipTriggerCheck',
			label: 'Skip Trigger Check',
			optional: true,
			when: { sendAs: ['message'], answerBy: ['tap'], responseType: ['approval', 'buttons', 'list'] },
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

/** The fields of a question as n8n's properties. */
export const questionProperties: INodeProperties[] = [notice, ...toProperties(questionForm)];

/** One of the answers that a question offers. */
export interface Answer {
	readonly id: string;
	/** As the customer sees it. */
	readonly text: string;
	readonly description?: string;
}

/** The answers that the values of a question offer, in the order of their buttons or rows; none if any reply will do. */
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

/** When waiting ends, by the values of a question; n8n's `WAIT_INDEFINITELY` if it waits without end. */
export function waitUntil({ waitAmount, waitUnit, waitUntil: seconds }: Values, now: Date): Date {
	if (typeof seconds === 'number') return new Date(seconds * 1000);
	const minutes = Number(waitAmount) * (MINUTES[String(waitUnit)] ?? 0);
	return minutes === 0 ? WAIT_INDEFINITELY : new Date(now.getTime() + minutes * MINUTE_MS);
}

/** Whether a template may go out, whose buttons can carry no token. */
export const mayBeTemplate = ({ sendAs }: Values): boolean => TEMPLATE.some((choice) => choice === sendAs);

/**
 * What no field can tell by itself: combinations that cannot be asked. One sentence each without its stop.
 *
 * @param now what has passed cannot be waited for
 */
export function questionIssues(values: Values, now: Date): string[] {
	const issues: string[] = [];
	if (waitUntil(values, now) <= now) issues.push('Wait Until is in the past');
	if (!mayBeTemplate(values)) return issues;
	if (values.responseType === 'list') {
		issues.push('Response Type is List, which no template has; choose Approval, Buttons or Any Reply');
	}
	const words = answersOf(values).map(({ text }) => visibleText(text));
	const twice = words.find((text, index) => words.indexOf(text) !== index);
	if (twice !== undefined) issues.push(`Two answers have the same words, ${quote(twice)}; by them a tap is told apart`);
	return issues;
}
