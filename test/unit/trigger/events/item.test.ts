import page from '../../../fixtures/provider/webhooks.json';
import { toItem } from '../../../../nodes/NinetyNineDigital/trigger/events/item';
import { readPayload } from '../../../../nodes/NinetyNineDigital/trigger/events/payload';

const NOW = new Date('2026-11-20T10:00:00Z');

/** Without what n8n's AI nodes read, which has a test of its own. */
function item(payload: unknown) {
	const { chatInput: _, sessionId: __, ...others } = toItem(readPayload(payload, undefined)!, NOW);
	return others;
}

const now = { receivedAt: '2026-11-20T10:00:00.000Z', windowClosesAt: '2026-11-21T10:00:00.000Z' };
const then = { receivedAt: '2020-09-19T12:06:49.000Z', windowClosesAt: '2020-09-20T12:06:49.000Z' };
const ronen = { event: 'message', from: '972507654321', to: '972501234567', name: 'Ronen', ...then };
const fromId = 'IL.1605856887361213';

/** What a person would want to read of each sample, by its name. */
const readings: Record<string, object> = {
	'incoming text': {
		...ronen,
		messageId: '92E004B950CCEA3C386FCFA2AAF8558A',
		fromId,
		type: 'text',
		text: 'hello',
	},
	'incoming text, older page': {
		...ronen,
		messageId: '92E004B950CCEA3C386FCFA2AAF8558A',
		type: 'text',
		text: 'hello',
	},
	acknowledgement: {
		event: 'status',
		messageId: '92E004B950CCEA3C386FCFA2AAF8558A',
		from: '972552222222',
		to: '972553333333',
		status: 'sent',
		receivedAt: now.receivedAt,
	},
	'failed message': {
		event: 'system',
		messageId: 'HBgMOTcyNTI3MTY1MDM1FQIAERgSOUU1Q0VBNzVFRUUxRkVCRTM3AA==',
		from: '972552222222',
		to: '972553333333',
		type: 'messages',
		status: 'failed',
		reason: 7,
		receivedAt: '2023-07-03T07:40:11.000Z',
	},
	'minimal incoming text': {
		event: 'message',
		messageId: 'M1',
		from: '972501234567',
		to: '972500000001',
		type: 'text',
		text: 'hi',
		...now,
	},
	'minimal acknowledgement': { event: 'status', messageId: 'M1', status: 'read', receivedAt: now.receivedAt },
	'minimal failure': { event: 'system', messageId: 'M1', status: 'failed', reason: 8, receivedAt: now.receivedAt },
	'incoming text, hidden number': {
		...ronen,
		messageId: 'A1E004B950CCEA3C386FCFA2AAF8558A',
		from: fromId,
		fromId,
		type: 'text',
		text: 'hello',
	},
	'incoming image': {
		...ronen,
		messageId: 'B1E004B950CCEA3C386FCFA2AAF8558A',
		fromId,
		type: 'image',
		text: 'caption',
		mediaUrl: 'https://api.99digital.co.il/whatsapp/myfile/972501234567/file.jpg',
	},
	'incoming location': {
		...ronen,
		messageId: 'C1E004B950CCEA3C386FCFA2AAF8558A',
		type: 'location',
		latitude: 32.0853,
		longitude: 34.7818,
	},
	'incoming button': {
		...ronen,
		event: 'button',
		messageId: 'D1E004B950CCEA3C386FCFA2AAF8558A',
		type: 'button',
		text: 'Sales',
		answerText: 'Sales',
		replyTo: '65dfd4r4dref34rdfxd34r',
	},
	'incoming list': {
		...ronen,
		event: 'list',
		messageId: 'E1E004B950CCEA3C386FCFA2AAF8558A',
		type: 'list',
		text: 'Customer service',
		answerText: 'Customer service',
		replyTo: '65dfd4r4dref34rdfxd34r',
	},
	'incoming reaction': {
		...ronen,
		messageId: 'F1E004B950CCEA3C386FCFA2AAF8558A',
		type: 'reaction',
		text: '😀',
		replyTo: '65dfd4r4dref34rdfxd34r',
	},
};

describe('the samples', () => {
	it.each(page.samples)(
		'[webhook.incoming] [webhook.hidden] [webhook.types] [buttons.tap] [list.tap] $name is read right',
		({ name, payload }) => {
			expect(item(payload)).toEqual(readings[name]);
		},
	);

	it('have their fields in the order of the documentation', () => {
		const { payload } = page.samples.find(({ name }) => name === 'incoming button')!;
		expect(Object.keys(item({ ...payload, buttonId: 'sales' })).join(' ')).toBe(
			'event messageId from to name type text answerId answerText replyTo receivedAt windowClosesAt',
		);
	});
});

const message = { hook: 'new', unique: 'M1', from: '972507654321', to: '972501234567', type: 'text', body: 'hi' };

describe('what is not documented', () => {
	it.each([
		['a new type with a text', { type: 'poll', body: 'Blue' }, { type: 'poll', text: 'Blue' }],
		[
			'a new type with a link',
			{ type: 'sticker', body: 'https://x.y/z' },
			{ type: 'sticker', mediaUrl: 'https://x.y/z' },
		],
		['no type at all', { type: undefined }, { text: 'hi' }],
		['numbers instead of text', { unique: 17, from: 972507654321 }, { messageId: '17', from: '972507654321' }],
		['a plus before the number', { from: '+972507654321' }, { from: '972507654321' }],
		['a number that is only in phone', { from: null, phone: '972500000009' }, { from: '972500000009' }],
		['a link in media', { type: 'image', body: '', media: 'https://x.y/z' }, { mediaUrl: 'https://x.y/z' }],
		['a text that is only in the caption', { body: '', caption: 'hello' }, { text: 'hello' }],
		['an order', { type: 'order', body: [{ id: 7 }] }, { type: 'order', text: '[{"id":7}]' }],
		['milliseconds', { timestamp: 1600517209000 }, then],
		['a time that is none', { timestamp: 'yesterday' }, now],
		['a time beyond all dates', { timestamp: 1e20 }, now],
	])('%s', (_, change, reading) => {
		expect(item({ ...message, ...change })).toMatchObject(reading);
	});

	it('has no mediaUrl for a link that somebody wrote', () => {
		expect(item({ ...message, body: 'https://x.y/z' })).toMatchObject({ text: 'https://x.y/z' });
		expect(item({ ...message, body: 'https://x.y/z' })).not.toHaveProperty('mediaUrl');
	});

	it('leaves out coordinates that are none', () => {
		const reading = item({ ...message, type: 'location', body: 'Herzl 1, Tel Aviv' });
		expect(Object.keys(reading)).not.toEqual(expect.arrayContaining(['latitude']));
	});
});

describe('acknowledgements', () => {
	it.each([
		[0, 'failed'],
		[1, 'sent'],
		[2, 'delivered'],
		[3, 'read'],
		['2', 'delivered'],
		[9, undefined],
	])('%p means %s', (ack, status) => {
		expect(item({ hook: 'update', unique: 'M1', ack }).status).toBe(status);
	});
});

describe('what an AI Agent and its memory read', () => {
	const read = (fields: object) => {
		const payload = { hook: 'new', unique: 'M1', from: '972501234567', type: 'text', ...fields };
		const { chatInput, sessionId } = toItem(readPayload(payload, undefined)!, NOW);
		return { chatInput, sessionId };
	};

	it.each([
		['a text', { body: 'שלום 👋' }, 'שלום 👋'],
		['a tap', { type: 'button', body: 'Yes' }, 'Yes'],
		['a picture with its caption', { type: 'image', body: 'https://x.y/z.jpg', caption: 'look' }, 'look'],
		['a picture alone', { type: 'image', body: 'https://x.y/z.jpg' }, undefined],
	])('is what %s says', (_, fields, chatInput) => {
		expect(read(fields)).toEqual({ chatInput, sessionId: '972501234567' });
	});

	it('is one conversation, whether the customer hides the number or not', () => {
		const shown = read({ body: 'a', from_id: fromId });
		const hidden = read({ body: 'b', from: fromId, from_id: fromId, phone: null });
		expect([shown.sessionId, hidden.sessionId]).toEqual([fromId, fromId]);
	});

	it('is not there for statuses', () => {
		expect(read({ hook: 'update', ack: 1 })).toEqual({ chatInput: undefined, sessionId: undefined });
	});
});
