import type { Advice, Catalogue, Choice, ChoiceRow, FileRow, FlagRow, NumberRow, Row, TextRow } from '../form/model';
import { headerFiles } from './fileTypes';

export const recipient = {
	type: 'text',
	name: 'to',
	label: 'To',
	wire: 'to',
	required: true,
	format: 'recipient',
	placeholder: 'e.g. +972 50-123-4567',
	help: 'Phone number of the customer, in any usual form, or the user ID (such as IL.1605856887361213) of a customer who hides the number',
} as const satisfies TextRow;

export const countryCode = {
	type: 'text',
	name: 'countryCode',
	label: 'Country Code',
	format: 'countryCode',
	default: '972',
	optional: true,
	help: 'Country of phone numbers that are written without one, such as 050-123-4567',
} as const satisfies TextRow;

export const sendOnceKey = {
	type: 'text',
	name: 'sendOnceKey',
	label: 'Send Once Key',
	optional: true,
	notBlank: true,
	placeholder: 'e.g. {{ $json.orderNumber }}',
	help: 'A value that is different for each message, such as the order number. A key that this node has used before is not sent again, not even by another run, a retry or after a restart. The newest 200,000 keys are remembered.',
} as const satisfies TextRow;

/** How the node sends many messages. They are read once for all items, from the first one. */
export const bulk = [
	{
		type: 'number',
		name: 'maxInFlight',
		label: 'Most at Once',
		min: 1,
		max: 500,
		default: 50,
		optional: true,
		help: 'How many messages may be on their way at once. A run of more items starts with fewer and grows as the account allows.',
	},
	{
		type: 'number',
		name: 'maxPerSecond',
		label: 'Most per Second',
		min: 0,
		max: 10_000,
		default: 0,
		optional: true,
		help: 'How many messages may leave in a second. At 0 the node finds out by itself what the account allows.',
	},
	{
		type: 'number',
		name: 'maxRetries',
		label: 'Most Retries',
		min: 0,
		max: 20,
		default: 5,
		optional: true,
		help: 'How often a message is tried again when 99digital says that it was not sent and may be tried again',
	},
] as const satisfies readonly NumberRow[];

const MARKUP = 'You can use *bold*, _italic_, ~strikethrough~, emoji and new lines';

export const body = {
	type: 'text',
	name: 'body',
	label: 'Body',
	wire: 'body',
	required: true,
	lines: 4,
	help: `The text of the message. ${MARKUP}.`,
} as const satisfies TextRow;

export const footer = {
	type: 'text',
	name: 'footer',
	label: 'Footer',
	wire: 'footer',
	max: 60,
	lines: 2,
	optional: true,
	help: `Small text below the message. ${MARKUP}.`,
} as const satisfies TextRow;

export const replyTo = {
	type: 'text',
	name: 'replyTo',
	label: 'Reply To Message ID',
	wire: 'replyTo',
	optional: true,
	help: 'ID of a message of the customer to quote above this one',
} as const satisfies TextRow;

const showRequest = {
	type: 'flag',
	name: 'showRequest',
	label: 'Show Request',
	wire: 'showRequest',
	optional: true,
	help: "Whether 99digital repeats the request, without the API key, in its answer. Turn 'Simplify' off to see it.",
} as const satisfies FlagRow;

export const dryRun = {
	type: 'flag',
	name: 'dryRun',
	label: 'Dry Run',
	default: true,
	optional: true,
	help: 'Whether to send nothing, and to put out what would be sent: its text, and the request to 99digital',
} as const satisfies FlagRow;

/** Under Options of every message, whatever its window. */
export const sendOptions = [showRequest, countryCode, dryRun, ...bulk, sendOnceKey] as const satisfies readonly Row[];

/** The headers that are files. */
export const MEDIA = ['image', 'video', 'document'] as const;

export const localStorage = {
	type: 'flag',
	name: 'localStorage',
	label: 'Copy File First',
	wire: 'localStorage',
	optional: true,
	when: { header: MEDIA },
	timeoutMs: 5 * 60_000,
	help: 'Whether 99digital fetches the file and hands WhatsApp its own copy, for links that WhatsApp cannot open. It may then take up to 5 minutes.',
} as const satisfies FlagRow;

/** The header choice, which every operation numbers in its own way. */
export const header = (wire: string, numbers: Record<'none' | 'image' | 'video' | 'document', number>) =>
	({
		type: 'choice',
		name: 'header',
		label: 'Header',
		wire,
		default: 'none',
		help: 'A picture, film or file above the text',
		choices: [
			{ value: 'none', label: 'None', wire: numbers.none },
			{ value: 'image', label: 'Image', wire: numbers.image, help: 'JPG or PNG, up to 5 MB' },
			{ value: 'video', label: 'Video', wire: numbers.video, help: 'MP4, up to 16 MB' },
			{ value: 'document', label: 'Document', wire: numbers.document, help: 'PDF, up to 100 MB' },
		] satisfies Choice[],
	}) as const satisfies ChoiceRow;

/** The link of a picture, film or document above the message, under a key of the provider. */
export const headerUrl = (wire: string) =>
	({
		type: 'text',
		name: 'headerUrl',
		label: 'Header URL',
		wire,
		required: true,
		when: { header: MEDIA, headerFrom: ['url'] },
		format: 'httpsUrl',
		placeholder: 'e.g. https://www.example.com/picture.jpg',
		help: 'Public link to the file. WhatsApp downloads it when the message is sent.',
	}) as const satisfies TextRow;

/** Whether the person has a link or a file. */
export const headerFrom = {
	type: 'choice',
	name: 'headerFrom',
	label: 'Header From',
	default: 'url',
	when: { header: MEDIA },
	choices: [
		{ value: 'url', label: 'URL', help: 'A public link to the file' },
		{ value: 'binary', label: 'Input Item', help: 'A file that a node before has made or downloaded' },
	],
} as const satisfies ChoiceRow;

export const FILE_HELP =
	'Name of the field of the input item that has the file. It goes out by a link that only who has it can open, and that ends after an hour: through a published 99digital Trigger of this n8n, or else by a link of n8n itself.';

/** The same from the item, under the same key of the provider. */
export const headerFile = (wire: string) =>
	({
		type: 'file',
		name: 'headerBinaryField',
		label: 'Header Binary Field',
		wire,
		required: true,
		when: { header: MEDIA, headerFrom: ['binary'] },
		default: 'data',
		types: headerFiles,
		kindOf: 'header',
		help: FILE_HELP,
	}) as const satisfies FileRow;

const wrongKey = {
	message: '99digital does not accept the API key',
	fix: 'Copy the API key from your 99digital account again into the credential "99digital API"',
	parameter: 'apiKey',
} as const satisfies Advice;

const unknownSender = {
	message: '99digital does not know the WhatsApp number of the credential',
	fix: 'Correct the number in the credential "99digital API": your own WhatsApp number with its country code, such as 972771234567',
	parameter: 'from',
} as const satisfies Advice;

/** What 2 and 3 mean in every operation of the provider; from 4 on the numbers differ. */
export const accountReasons = { 2: unknownSender, 3: wrongKey } as const satisfies Record<number, Advice>;

/** How the account is asked for its webhook address, and what its refusals mean. */
export const webhookCatalogue: Catalogue = { endpoint: 'getWebhook', reasons: accountReasons };

export const badRecipient = {
	message: '99digital does not accept the number in To',
	fix: 'Check that To is the full number of a person, not of a group, with its country code',
	parameter: 'to',
} as const satisfies Advice;

/** What the pages of buttons and lists add to reason 2. */
export const unknownSenderOrSyntax = {
	message: '99digital does not know the WhatsApp number of the credential, or could not read the request',
	fix: `${unknownSender.fix}. If the number is right, look for characters that do not belong in the texts.`,
	parameter: 'from',
} as const satisfies Advice;

/** Reasons that mean the same in every free-form send. Of files, places and contacts, no page with others is known. */
export const sessionReasons = {
	...accountReasons,
	4: badRecipient,
	7: {
		message: "The 24-hour window is closed: the customer's last message is too old",
		fix: 'Use Send Template now; this kind of message works again for 24 hours after the customer writes',
		parameter: 'to',
	},
	8: {
		message: 'The 24-hour window is closed: this customer has never written to you',
		fix: 'Use Send Template for the first message; this kind of message works for 24 hours after the customer writes',
		parameter: 'to',
	},
} as const satisfies Record<number, Advice>;

export const emptyBody = {
	message: 'The body is empty',
	fix: 'Write the text of the message in Body',
	parameter: 'body',
} as const satisfies Advice;

/** Where the provider's page adds "try again". */
export const whatsAppBusy = {
	message: 'WhatsApp could not take the message at this moment',
	fix: 'Nothing was sent. Try again.',
	retryable: true,
} as const satisfies Advice;

export const rateLimit = {
	message: 'The account sends faster than 99digital allows',
	fix: 'Nothing was sent. Try again, with fewer messages at a time.',
	retryable: true,
	slowDown: true,
} as const satisfies Advice;
