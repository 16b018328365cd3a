import type { Shape } from './shapes';

/** Something that the nodes and the sandbox hold true of the provider, and that nobody has seen yet. */
export interface Fact {
	/** In words, as the report's first column. */
	about: string;
	/** What is held true: a value as it is noted, or the keys and types of an object. */
	expected: string | Shape;
	/** Where that stands, to be changed if it is otherwise: `file: what`. */
	rows: readonly string[];
}

const account = { from: 'string', to: 'string', timestamp: 'number', unique: 'string' } as const;
const sent = { status: 'string', reason: 'number', ...account, templateTimeLeft: 'string' } as const;
const sentInConversation = { ...sent, conversationTimeLeft: 'string' } as const;

/** The keys of every message of a customer; what differs by type stands in facts of its own. */
const incoming: Shape = {
	...{ status: 'string', hook: 'string', unique: 'string', from: 'string', from_id: 'string', username: 'null|string' },
	...{ country: 'string', phone: 'string|null', to: 'string', senderName: 'string', type: 'string' },
	...{ body: 'string', caption: 'string', isForwarded: 'boolean', timestamp: 'string', media: 'boolean' },
	...{ quote: 'boolean|string', quoteUnique: 'boolean|string', profilePic: 'string', conversationTimeLeft: 'string' },
};

const PAYLOAD_ROWS = ['sandbox/payloads.ts: incoming', 'nodes/NinetyNineDigital/trigger/events/item.ts'];
const ANSWER_ID_ROWS = ['nodes/NinetyNineDigital/trigger/events/answerId.ts'];
const UNIQUE_ROWS = ['sandbox/unique.ts', 'sandbox/webhooks.ts: uniqueForm'];
const answerRows = (operation: string): string[] => [
	`sandbox/operations/${operation}.ts: respond`,
	'nodes/NinetyNineDigital/form/response.ts',
];

/** All of them, in the order of the report. This is the one place that says what is expected of the real provider. */
export const facts = {
	'refusal.http': {
		about: 'HTTP status of a refusal',
		expected: '200',
		rows: ['sandbox/wire.ts: onTheWire', 'nodes/NinetyNineDigital/transport/post.ts'],
	},
	'profile.answer': {
		about: 'Answer of getProfile',
		expected: {
			...{ status: 'string', from: 'string', displayName: 'string', address: 'string', description: 'string' },
			...{ email: 'string', type: 'number', website: 'string', about: 'string', conversations: 'number' },
			...{ dailyLimit: 'number', profilePic: 'string', isVerifiedBusiness: 'number', reason: 'number' },
		},
		rows: ['sandbox/accounts.ts: Profile', 'nodes/NinetyNineDigital/account/profile.ts'],
	},
	'getWebhook.answer': {
		about: 'Answer of getWebhook',
		expected: {
			...{ status: 'string', url: 'string', system: 'string', systemPhoneAlert: 'string' },
			...{ retry: 'number', readStatus: 'number', reason: 'number' },
		},
		rows: [
			'sandbox/operations/account.ts: getWebhook',
			'nodes/NinetyNineDigital/trigger/registration/desiredSettings.ts',
		],
	},
	'setWebhook.answer': {
		about: 'Answer of setWebhook',
		expected: {
			...{ status: 'string', url: 'string', system: 'string', systemPhoneAlert: 'string' },
			...{ retry: 'number', readStatus: 'number', reason: 'number' },
		},
		rows: ['sandbox/operations/account.ts: setWebhook'],
	},
	'setWebhook.keeps': {
		about: 'What setWebhook does to settings that are left out',
		expected: 'keeps them',
		rows: [
			'sandbox/operations/account.ts: setWebhook',
			'nodes/NinetyNineDigital/trigger/registration/desiredSettings.ts',
		],
	},
	'templates.answer': {
		about: 'Answer of getTemplates',
		expected: { status: 'string', list: 'array' },
		rows: ['sandbox/operations/getTemplates.ts', 'nodes/NinetyNineDigital/templates/accountTemplate.ts'],
	},
	'templates.entry': {
		about: 'One template of getTemplates',
		expected: { name: 'string', language: 'string', category: 'number', status: 'string', template: 'array' },
		rows: ['sandbox/operations/getTemplates.ts', 'nodes/NinetyNineDigital/templates/accountTemplate.ts'],
	},
	'templates.part': {
		about: 'One part of a template: is a picture, a button or a coupon listed?',
		expected: { text: 'string', type: 'string' },
		rows: ['sandbox/operations/getTemplates.ts: textParts', 'nodes/NinetyNineDigital/templates/accountTemplate.ts'],
	},
	'templates.parts': {
		about: 'Types of the parts of templates',
		expected: 'body, footer, header',
		rows: ['sandbox/operations/getTemplates.ts: textParts', 'nodes/NinetyNineDigital/templates/accountTemplate.ts'],
	},
	'templates.statuses': {
		about: 'Words for where a template stands',
		expected: 'approved, deactivated, paused, rejected, submitted',
		rows: ['sandbox/templates.ts: templateStatuses', 'nodes/NinetyNineDigital/templates/accountTemplate.ts'],
	},
	'templates.authentication': {
		about: 'Parts of an authentication template',
		expected: 'body',
		rows: ['sandbox/operations/getTemplates.ts', 'nodes/NinetyNineDigital/templates/accountTemplate.ts'],
	},
	'incoming.text': { about: 'A customer’s text', expected: incoming, rows: PAYLOAD_ROWS },
	'incoming.picture': { about: 'A customer’s picture', expected: incoming, rows: PAYLOAD_ROWS },
	'incoming.picture.type': { about: 'Type of a picture', expected: 'image', rows: PAYLOAD_ROWS },
	'incoming.picture.body': { about: 'Body of a picture', expected: 'a link', rows: PAYLOAD_ROWS },
	'incoming.voice': { about: 'A customer’s voice note', expected: incoming, rows: PAYLOAD_ROWS },
	'incoming.voice.type': { about: 'Type of a voice note', expected: 'ptt', rows: PAYLOAD_ROWS },
	'incoming.voice.body': { about: 'Body of a voice note', expected: 'a link', rows: PAYLOAD_ROWS },
	'incoming.place': { about: 'A customer’s location', expected: incoming, rows: PAYLOAD_ROWS },
	'incoming.place.type': { about: 'Type of a location', expected: 'location', rows: PAYLOAD_ROWS },
	'incoming.place.body': { about: 'Body of a location', expected: 'two coordinates', rows: PAYLOAD_ROWS },
	'incoming.reaction': { about: 'A customer’s reaction', expected: incoming, rows: PAYLOAD_ROWS },
	'incoming.reaction.type': { about: 'Type of a reaction', expected: 'reaction', rows: PAYLOAD_ROWS },
	'incoming.reaction.body': { about: 'Body of a reaction', expected: 'an emoji', rows: PAYLOAD_ROWS },
	'incoming.quote': { about: 'What quotes the message that is answered', expected: 'quoteUnique', rows: PAYLOAD_ROWS },
	'tap.payload': { about: 'A tap on a button', expected: { ...incoming, buttonId: 'string' }, rows: PAYLOAD_ROWS },
	'tap.id': {
		about: 'Field of a button’s ID',
		expected: 'buttonId',
		rows: ['sandbox/webhooks.ts: buttonIdField', ...ANSWER_ID_ROWS],
	},
	'tap.type': {
		about: 'Type of a tap',
		expected: 'button',
		rows: ['nodes/NinetyNineDigital/trigger/events/eventKinds.ts'],
	},
	'tap.body': { about: 'Body of a tap', expected: 'the button’s text', rows: PAYLOAD_ROWS },
	'pick.payload': { about: 'A row of a list', expected: { ...incoming, listId: 'string' }, rows: PAYLOAD_ROWS },
	'pick.id': {
		about: 'Field of a row’s ID',
		expected: 'listId',
		rows: ['sandbox/webhooks.ts: listIdField', ...ANSWER_ID_ROWS],
	},
	'pick.type': {
		about: 'Type of a choice',
		expected: 'list',
		rows: ['nodes/NinetyNineDigital/trigger/events/eventKinds.ts'],
	},
	'pick.body': { about: 'Body of a choice', expected: 'the row’s title', rows: PAYLOAD_ROWS },
	'templateTap.payload': { about: 'A tap on a template’s button', expected: incoming, rows: PAYLOAD_ROWS },
	'templateTap.type': {
		about: 'Type of a tap on a template',
		expected: 'button',
		rows: ['nodes/NinetyNineDigital/trigger/events/eventKinds.ts'],
	},
	'templateTap.quote': {
		about: 'quoteUnique of a tap on a template',
		expected: 'the message’s unique',
		rows: ['sandbox/phone.ts: tap', 'sandbox/unique.ts'],
	},
	'status.payload': {
		about: 'A message’s status',
		expected: { status: 'string', hook: 'string', unique: 'string', from: 'string', to: 'string', ack: 'number' },
		rows: ['sandbox/payloads.ts: acknowledgement', 'nodes/NinetyNineDigital/trigger/events/item.ts'],
	},
	'status.acks': {
		about: 'Numbers of the statuses',
		expected: '0, 1, 2, 3',
		rows: ['sandbox/payloads.ts: Ack', 'nodes/NinetyNineDigital/trigger/events/item.ts'],
	},
	'system.payload': {
		about: 'A message that failed',
		expected: {
			...{ status: 'string', hook: 'string', type: 'string', to: 'string', timestamp: 'number' },
			...{ unique: 'string', messageUpdate: 'number', messageTo: 'string' },
		},
		rows: ['sandbox/payloads.ts: failure', 'nodes/NinetyNineDigital/trigger/events/item.ts'],
	},
	'system.type': {
		about: 'Type of that notice',
		expected: 'messages',
		rows: ['sandbox/payloads.ts: failure', 'nodes/NinetyNineDigital/trigger/events/item.ts'],
	},
	'unique.answer': { about: 'Form of unique in answers', expected: 'hex', rows: UNIQUE_ROWS },
	'unique.incoming': { about: 'Form of unique of a customer’s message', expected: 'hex', rows: UNIQUE_ROWS },
	'unique.quote': { about: 'Form of quoteUnique', expected: 'hex', rows: UNIQUE_ROWS },
	'unique.status': { about: 'Form of unique in statuses', expected: 'hex', rows: UNIQUE_ROWS },
	'unique.system': { about: 'Form of unique in notices', expected: 'hex', rows: UNIQUE_ROWS },
	'replyTo.taken': {
		about: 'replyTo takes the unique of a customer’s message',
		expected: 'yes',
		rows: ['sandbox/operations/send.ts: accept'],
	},
	'sendButtons.answer': {
		about: 'Answer of sendButtons',
		expected: {
			...sent,
			...{ header: 'number|string', body: 'string', footer: 'string', buttonExternal: 'string' },
			...{ button1: 'string', button2: 'string', button3: 'string' },
		},
		rows: answerRows('buttons'),
	},
	'sendList.answer': {
		about: 'Answer of sendList',
		expected: { ...sent, header: 'string', body: 'string', footer: 'string' },
		rows: answerRows('list'),
	},
	'sendTemplate.answer': {
		about: 'Answer of sendTemplate',
		expected: { ...sentInConversation, body: 'string' },
		rows: answerRows('template'),
	},
	'sendMessage.answer': {
		about: 'Answer of sendMessage',
		expected: { ...sentInConversation, body: 'string' },
		rows: answerRows('text'),
	},
	'sendFile.answer': {
		about: 'Answer of sendFile',
		expected: { ...sentInConversation, body: 'string', caption: 'string' },
		rows: answerRows('file'),
	},
	'sendLocation.answer': {
		about: 'Answer of sendLocation',
		expected: sentInConversation,
		rows: answerRows('location'),
	},
	'sendContact.answer': { about: 'Answer of sendContact', expected: sentInConversation, rows: answerRows('contact') },
	'sendReaction.answer': {
		about: 'Answer of sendReaction',
		expected: { status: 'string', unique: 'string', messageUnique: 'string', reaction: 'string', reason: 'number' },
		rows: answerRows('reaction'),
	},
	'readStatus.answer': {
		about: 'Answer of readStatus',
		expected: { status: 'string', reason: 'number', from: 'string', to: 'string' },
		rows: answerRows('markAsRead'),
	},
	'file.query': {
		about: 'A document whose link ends in a query arrives',
		expected: 'yes',
		rows: ['sandbox/operations/file.ts: fileKind', 'nodes/NinetyNineDigital/messages/file.ts'],
	},
	'file.missing': {
		about: 'A link to no file',
		expected: 'taken',
		rows: ['sandbox/operations/file.ts', 'nodes/NinetyNineDigital/messages/file.ts'],
	},
	'to.userId': {
		about: 'A customer’s user ID as to',
		expected: 'taken',
		rows: ['sandbox/formats.ts: isUserId', 'nodes/NinetyNineDigital/form/recipient.ts'],
	},
	'count.unit': {
		about: 'What a limit of characters counts',
		expected: 'code points',
		rows: ['sandbox/formats.ts: characters', 'nodes/NinetyNineDigital/plain/characters.ts'],
	},
} as const satisfies Readonly<Record<string, Fact>>;

export type FactId = keyof typeof facts;

/** A request that the provider refuses, so that nothing is sent. */
export interface Refusal {
	operation: string;
	about: string;
	/** What is wrong with it, over an otherwise good request. */
	body: Readonly<Record<string, unknown>>;
	/** The reason that is expected; of operations whose table nobody has seen, it is the sandbox's guess. */
	reason: number;
}

/** Tried one by one. Should the provider take one after all, it counts among the messages. */
export const refusals: readonly Refusal[] = [
	{ operation: 'sendButtons', about: 'no to', body: { to: '' }, reason: 4 },
	{ operation: 'sendButtons', about: 'no body', body: { body: '' }, reason: 5 },
	{ operation: 'sendButtons', about: 'no header', body: { header: '' }, reason: 9 },
	{ operation: 'sendButtons', about: 'a footer of 61 letters', body: { footer: 'f'.repeat(61) }, reason: 10 },
	{ operation: 'sendButtons', about: 'a first button of 21 letters', body: { button1: 'b'.repeat(21) }, reason: 11 },
	{ operation: 'sendButtons', about: 'a third button of 21 letters', body: { button3: 'b'.repeat(21) }, reason: 12 },
	{ operation: 'sendButtons', about: 'a picture without a link', body: { header: 2 }, reason: 13 },
	{ operation: 'sendButtons', about: 'a button that opens nothing', body: { buttonExternal: 'abcdefg' }, reason: 14 },
	{ operation: 'sendButtons', about: 'the same ID twice', body: { button1_id: 'a', button2_id: 'a' }, reason: 16 },
	{
		operation: 'sendButtons',
		about: 'an emoji on a button that opens a link',
		body: { button1: 'Call 📞', buttonExternal: 'https://www.example.com' },
		reason: 11,
	},
	{ operation: 'sendList', about: 'no to', body: { to: '' }, reason: 4 },
	{ operation: 'sendList', about: 'no body', body: { body: '' }, reason: 5 },
	{ operation: 'sendList', about: 'a body of 1025 letters', body: { body: 'b'.repeat(1025) }, reason: 5 },
	{ operation: 'sendList', about: 'a header of 61 letters', body: { header: 'h'.repeat(61) }, reason: 9 },
	{ operation: 'sendList', about: 'a footer of 61 letters', body: { footer: 'f'.repeat(61) }, reason: 10 },
	{ operation: 'sendList', about: 'a button text of 21 letters', body: { buttonText: 'b'.repeat(21) }, reason: 11 },
	{ operation: 'sendList', about: 'no first title', body: { itemTitle1: '' }, reason: 12 },
	{ operation: 'sendList', about: 'a second title of 25 letters', body: { itemTitle2: 't'.repeat(25) }, reason: 13 },
	{
		operation: 'sendList',
		about: 'a description of 73 letters',
		body: { itemDescription1: 'd'.repeat(73) },
		reason: 14,
	},
	{ operation: 'sendList', about: 'the same ID twice', body: { itemId1: 'a', itemId2: 'a' }, reason: 16 },
	{ operation: 'sendTemplate', about: 'no to', body: { to: '' }, reason: 4 },
	{
		operation: 'sendTemplate',
		about: 'a template that is not there',
		body: { name: 'no_such_template_0' },
		reason: 12,
	},
	{ operation: 'sendMessage', about: 'no to', body: { to: '' }, reason: 4 },
	{ operation: 'sendMessage', about: 'no body', body: { body: '' }, reason: 5 },
	{ operation: 'sendFile', about: 'no link', body: { body: '' }, reason: 5 },
	{ operation: 'sendFile', about: 'a link by http', body: { body: 'http://www.example.com/a.pdf' }, reason: 5 },
	{ operation: 'sendLocation', about: 'words for a latitude', body: { lat: 'north' }, reason: 5 },
	{ operation: 'sendContact', about: 'no name', body: { contact_name: '' }, reason: 5 },
	{ operation: 'sendReaction', about: 'a message that is not there', body: { unique: 'none' }, reason: 4 },
	{ operation: 'sendReaction', about: 'words for an emoji', body: { reaction: 'good' }, reason: 5 },
	{ operation: 'readStatus', about: 'no to', body: { to: '' }, reason: 4 },
];

export const refusalRows = (operation: string): string[] => [
	`sandbox/operations: ${operation}`,
	'nodes/NinetyNineDigital/messages: reasons',
];

/** The reason of each operation for too much at once. Those of the first three are the pages' own. */
export const rateLimitReasons: Readonly<Record<string, number>> = {
	sendButtons: 15,
	sendList: 15,
	sendTemplate: 22,
	sendMessage: 15,
	sendFile: 15,
	sendLocation: 15,
	sendContact: 15,
	sendReaction: 15,
};
