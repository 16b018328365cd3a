import type { INodeProperties } from 'n8n-workflow';

import { compareLabels } from '../plain/characters';
import { eventKinds } from './events/eventKinds';
import { STATUSES } from './events/statuses';
import { MAX_BATCH_SECONDS } from './triggerSettings';

const automatic = { show: { '/registration': ['automatic'] } };

/** What the trigger asks the person. Saved workflows store the names, so they never change. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		noDataExpression: true,
		default: ['message', 'button', 'list'],
		options: eventKinds
			.map(({ name, label, action, help }) => ({ name: label, value: name, action, description: help }))
			.sort((a, b) => compareLabels(a.name, b.name)),
		description: 'What starts the workflow',
	},
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		noDataExpression: true,
		default: 'automatic',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description: 'Publishing registers this workflow with 99digital; unpublishing puts the former address back',
			},
			{
				name: 'Manual',
				value: 'manual',
				description: 'You enter the address at 99digital yourself; this node never touches your account',
			},
		],
	},
	{
		displayName:
			'99digital sends the events of a number to one address. While this workflow is published or being tested, that is this trigger; it passes everything on to the address that was there before, so that your CRM or another workflow keeps working.',
		name: 'automaticNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['automatic'] } },
	},
	{
		displayName:
			'Copy the production URL from <b>Webhook URLs</b> above and enter it in your 99digital account as the webhook of your number. For message statuses and system notices, also turn on their switches there. To keep strangers out, add <b>Secret</b> under Options and enter the URL with <code>?secret=</code> and your secret at its end.',
		name: 'manualNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['manual'] } },
	},
	{
		displayName:
			'<b>No secret:</b> whoever learns the URL can start this workflow with events of their own, and Send and Wait gets no answers through it. Add <b>Secret</b> under Options.',
		name: 'noSecretNotice',
		type: 'notice',
		default: '',
		displayOptions: {
			show: { registration: ['manual'] },
			hide: { '/options.secret': [{ _cnd: { exists: true } }] },
		},
	},
	{
		displayName: 'Outputs',
		name: 'outputs',
		type: 'options',
		noDataExpression: true,
		default: 'single',
		options: [
			{ name: 'One', value: 'single', description: 'Everything leaves by the same output' },
			{ name: 'One per Event', value: 'perEvent', description: 'An output for each of the events chosen above' },
			{
				name: 'One per Answer',
				value: 'perAnswer',
				description: 'An output for each button or row that you name, and one for everything else',
			},
		],
	},
	{
		displayName: 'Answers',
		name: 'answers',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Answer',
		default: { answer: [{ match: '' }] },
		displayOptions: { show: { outputs: ['perAnswer'] } },
		options: [
			{
				name: 'answer',
				displayName: 'Answer',
				values: [
					{
						displayName: 'Button or Row',
						name: 'match',
						type: 'string',
						noDataExpression: true,
						default: '',
						placeholder: 'e.g. confirm',
						description: 'The ID of a button or row as you sent it, or else its text',
					},
				],
			},
		],
	},
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Allowed IP Addresses',
				name: 'allowedIps',
				type: 'string',
				default: '',
				placeholder: 'e.g. 34.165.99.212',
				description:
					'Addresses that may post events, separated by commas; all others get HTTP status 403. 99digital posts from 34.165.99.212. Behind a proxy, n8n must know of it (N8N_PROXY_HOPS). What another 99digital Trigger passes on comes from the address of n8n itself.',
			},
			{
				displayName: 'Download Media',
				name: 'downloadMedia',
				type: 'boolean',
				default: false,
				description:
					'Whether to add the picture, voice note, video or document of a message to the item, up to 20 MB, and five files at the same time. If that does not work within a few seconds, the item comes without the file and says why in <code>mediaMissing</code>.',
			},
			{
				displayName: 'Feed Former Address',
				name: 'keepFeeding',
				type: 'boolean',
				default: true,
				displayOptions: automatic,
				description:
					'Whether to pass each event on, unchanged, to the address that was registered before, so that your CRM keeps working, and a published workflow while another is being tested',
			},
			{
				displayName: 'From',
				name: 'from',
				type: 'string',
				default: '',
				placeholder: 'e.g. +972 50-123-4567',
				description:
					'Only events of these customers start the workflow: phone numbers in any usual form, or user IDs, separated by commas',
			},
			{
				displayName: 'Ignore Repeats',
				name: 'ignoreRepeats',
				type: 'boolean',
				default: true,
				description: 'Whether an event that 99digital sends again starts the workflow only the first time',
			},
			{
				displayName: 'Retry Delivery',
				name: 'retryDelivery',
				type: 'boolean',
				default: true,
				displayOptions: automatic,
				description:
					'Whether 99digital tries again, for more than a day, to deliver what it could not, for instance while n8n restarts',
			},
			{
				displayName: 'Secret',
				name: 'secret',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				displayOptions: { show: { '/registration': ['manual'] } },
				description: 'Only posts to the address with <code>?secret=</code> and this text at its end are accepted',
			},
			{
				displayName: 'Statuses',
				name: 'statuses',
				type: 'multiOptions',
				noDataExpression: true,
				default: [...STATUSES],
				displayOptions: { show: { '/events': ['status'] } },
				options: [
					{ name: 'Delivered', value: 'delivered' },
					{ name: 'Failed', value: 'failed' },
					{ name: 'Read', value: 'read' },
					{ name: 'Sent', value: 'sent' },
				],
				description:
					'Which statuses of your messages start the workflow. With <i>Failed</i> alone, 99digital is not asked to post the others at all, which spares a campaign three posts a message.',
			},
			{
				displayName: 'Wait for More Messages',
				name: 'batchSeconds',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: MAX_BATCH_SECONDS },
				default: 0,
				displayOptions: { show: { '/events': ['message'] } },
				description:
					'For how many seconds a customer has to be quiet before the workflow starts, once, with all that was written; 0 starts it with each message. Taps do not wait.',
			},
		],
	},
];
