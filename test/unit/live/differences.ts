import { refusals, type FactId } from '../../../live/facts';
import { inForm } from '../../../sandbox/unique';
import { identity, type Difference } from './checkedProvider';

type Json = Record<string, unknown>;

/** Changes one operation's answers, where they are OK. */
const answers = (operation: string, change: (answer: Json, body: Json) => Json): Difference => ({
	answer: (name, answer, body) => (name === operation && answer.status === 'OK' ? change(answer, body) : answer),
});

/** Refuses what would be taken. */
const refuses = (operation: string, reason: number, isMeant: (body: Json) => boolean): Difference => ({
	answer: (name, answer, body) => (name === operation && isMeant(body) ? { status: 'FAIL', reason } : answer),
});

const events = (isMeant: (event: Json) => boolean, change: (event: Json) => Json): Difference => ({
	event: (event) => (isMeant(event) ? change(event) : event),
});

const ofType = (type: string) => (event: Json) => event.hook === 'new' && event.type === type;
const ofHook = (hook: string) => (event: Json) => event.hook === hook;
const isTemplateTap = (event: Json): boolean => ofType('button')(event) && !('buttonId' in event);
const isTap = (event: Json): boolean => 'buttonId' in event;
const isPick = (event: Json): boolean => 'listId' in event;
const renamed = (key: string, name: string) => (event: Json) => {
	const { [key]: value, ...rest } = event;
	return { ...rest, [name]: value };
};
const withLong = (key: string) => (event: Json) => ({
	...event,
	[key]: typeof event[key] === 'string' ? inForm(event[key], 'base64', identity.phone) : event[key],
});
const templates = (change: (entry: Json) => Json): Difference =>
	answers('getTemplates', (answer) => ({ ...answer, list: (answer.list as Json[]).map(change) }));
const typed = (type: string) => (event: Json) => ({ ...event, type });
const numbered = (event: Json) => ({ ...event, timestamp: 1600517209 });
const bodied = (event: Json) => ({ ...event, body: { link: 'https://example.com' } });
const otherAnswer = (operation: string): Difference => answers(operation, (answer) => ({ ...answer, reason: '1' }));

/** A provider that differs in each fact in turn. */
export const differences: Readonly<Record<FactId, Difference>> = {
	'refusal.http': { httpStatus: ({ status }) => (status === 'FAIL' ? 400 : 200) },
	'profile.answer': otherAnswer('getProfile'),
	'getWebhook.answer': answers('getWebhook', (answer) => ({ ...answer, system: Number(answer.system) })),
	'setWebhook.answer': answers('setWebhook', () => ({ status: 'OK', reason: 1 })),
	'setWebhook.keeps': {
		request: (operation, body) => (operation === 'setWebhook' ? { system: 0, readStatus: 0, retry: 0, ...body } : body),
	},
	'templates.answer': answers('getTemplates', (answer) => ({ ...answer, reason: 1 })),
	'templates.entry': templates((entry) => ({ ...entry, category: 'utility' })),
	'templates.part': templates((entry) => ({ ...entry, template: [{ text: 'Hi', type: 'body', sample: '' }] })),
	'templates.parts': templates((entry) => ({ ...entry, template: [{ text: 'Yes', type: 'button' }] })),
	'templates.statuses': templates((entry) => ({ ...entry, status: 'APPROVED' })),
	'templates.authentication': templates((entry) =>
		entry.category === 3 ? { ...entry, template: [{ text: 'Copy', type: 'otp' }] } : entry,
	),
	'incoming.text': events(ofType('text'), numbered),
	'incoming.picture': events(ofType('image'), numbered),
	'incoming.picture.type': events(ofType('image'), typed('photo')),
	'incoming.picture.body': events(ofType('image'), bodied),
	'incoming.voice': events(ofType('ptt'), numbered),
	'incoming.voice.type': events(ofType('ptt'), typed('voice')),
	'incoming.voice.body': events(ofType('ptt'), bodied),
	'incoming.place': events(ofType('location'), numbered),
	'incoming.place.type': events(ofType('location'), typed('place')),
	'incoming.place.body': events(ofType('location'), (event) => ({ ...event, body: 'Herzl 1' })),
	'incoming.reaction': events(ofType('reaction'), numbered),
	'incoming.reaction.type': events(ofType('reaction'), typed('emoji')),
	'incoming.reaction.body': events(ofType('reaction'), (event) => ({ ...event, body: 'thumbs up' })),
	'incoming.quote': events(({ body }) => body === 'דנה מצטטת', renamed('quoteUnique', 'quotedMessage')),
	'tap.payload': events(isTap, (event) => ({ ...event, selectedIndex: 0 })),
	'tap.id': events(isTap, ({ buttonId, ...event }) => ({ ...event, button: { payload: buttonId } })),
	'tap.type': events(isTap, typed('interactive')),
	'tap.body': events(isTap, (event) => ({ ...event, body: 'check_yes' })),
	'pick.payload': events(isPick, (event) => ({ ...event, description: '' })),
	'pick.id': events(isPick, renamed('listId', 'rowId')),
	'pick.type': events(isPick, typed('interactive')),
	'pick.body': events(isPick, (event) => ({ ...event, body: 'check_sales' })),
	'templateTap.payload': events(isTemplateTap, (event) => ({ ...event, payload: 'Move' })),
	'templateTap.type': events(isTemplateTap, typed('text')),
	'templateTap.quote': events(isTemplateTap, (event) => ({ ...event, quoteUnique: false })),
	'status.payload': events(ofHook('update'), (event) => ({ ...event, ack: String(event.ack) })),
	'status.acks': events(ofHook('update'), (event) => ({ ...event, ack: Number(event.ack) + 3 })),
	'system.payload': events(ofHook('system'), (event) => ({ ...event, messageUpdate: 'closed' })),
	'system.type': events(ofHook('system'), typed('message')),
	'unique.answer': answers('sendMessage', withLong('unique')),
	'unique.incoming': events(ofType('text'), withLong('unique')),
	'unique.quote': events(isTap, withLong('quoteUnique')),
	'unique.status': events(ofHook('update'), withLong('unique')),
	'unique.system': events(ofHook('system'), withLong('unique')),
	'replyTo.taken': { confirms: (question) => !question.includes('quote') },
	'sendButtons.answer': otherAnswer('sendButtons'),
	'sendList.answer': otherAnswer('sendList'),
	'sendTemplate.answer': otherAnswer('sendTemplate'),
	'sendMessage.answer': otherAnswer('sendMessage'),
	'sendFile.answer': otherAnswer('sendFile'),
	'sendLocation.answer': otherAnswer('sendLocation'),
	'sendContact.answer': otherAnswer('sendContact'),
	'sendReaction.answer': otherAnswer('sendReaction'),
	'readStatus.answer': otherAnswer('readStatus'),
	'file.query': refuses('sendFile', 6, ({ body }) => String(body).includes('?')),
	'file.missing': refuses('sendFile', 9, ({ body }) => String(body).includes('no-such-file')),
	'to.userId': refuses('sendMessage', 4, ({ to }) => String(to).startsWith('IL.')),
	'count.unit': refuses('sendButtons', 10, ({ footer }) => String(footer).length > 60),
};

/** Every refusal is another. */
export const otherReasons: Difference = {
	answer: (_, answer) => (answer.status === 'FAIL' ? { status: 'FAIL', reason: Number(answer.reason) + 100 } : answer),
};

export const refusalNames = refusals.map(({ operation, about }) => `${operation}, ${about}`);
