import { CUSTOMER, openWorld } from './world';

const valid = { to: CUSTOMER, header: 1, body: 'Shall we deliver?', button1: 'Yes' };
const send = (body: object) => openWorld().ask('sendButtons', { ...valid, ...body });
const shown = (body: object) => {
	const { ask, conversation } = openWorld();
	ask('sendButtons', { ...valid, ...body });
	return conversation().at(-1);
};

/** Each with the sentence of the page that it holds: test/fixtures/provider/sentences.json. */
const refused: Array<[sentence: string, what: string, body: object, reason: number]> = [
	['buttons.to', 'no recipient', { to: '' }, 4],
	['buttons.reason.4', 'a recipient with a plus', { to: '+972501234567' }, 4],
	['buttons.reason.4', 'a local number', { to: '0501234567' }, 4],
	['buttons.reason.5', 'an empty body', { body: '' }, 5],
	['buttons.body', 'no body', { body: undefined }, 5],
	['buttons.reason.9', 'no header', { header: undefined }, 9],
	['buttons.header', 'a header number that is not listed', { header: 5 }, 9],
	['buttons.footer', 'a footer of 61 characters', { footer: 'f'.repeat(61) }, 10],
	['buttons.reason.10', 'a footer of 61 characters with marks', { footer: `*${'f'.repeat(59)}*` }, 10],
	['buttons.reason.11', 'no button', { button1: undefined }, 11],
	['buttons.button1', 'a first button of 21 characters', { button1: '👍'.repeat(21) }, 11],
	['buttons.button2', 'a second button of 21 characters', { button2: 'b'.repeat(21) }, 12],
	['buttons.button3', 'a third button of 21 characters', { button3: 'b'.repeat(21) }, 12],
	['buttons.reason.12', 'two of them', { button2: 'ב'.repeat(21), button3: 'ב'.repeat(21) }, 12],
	['buttons.reason.13', 'an image without a link', { header: 2 }, 13],
	['buttons.headerURL', 'a video by http', { header: 3, headerURL: 'http://example.com/a.mp4' }, 13],
	['buttons.external.else', 'an external button that is nothing', { buttonExternal: 'abcdefg' }, 14],
	['buttons.external.link', 'a link of another scheme', { buttonExternal: 'ftp://example.com' }, 14],
	['buttons.external.link', 'a link with a space in it', { buttonExternal: 'https://example.com/a b' }, 14],
	['buttons.external.phone', 'a phone number with a plus', { buttonExternal: '+972501234567' }, 14],
	['buttons.external.email', 'an e-mail address with its scheme', { buttonExternal: 'mailto:john@example.com' }, 14],
	['buttons.external.email', 'an address that is none', { buttonExternal: 'ftp://a@b.co' }, 14],
	['buttons.reason.14', 'half an e-mail address', { buttonExternal: 'john@example' }, 14],
	[
		'buttons.external.emoji',
		'an emoji on an external button',
		{ button1: 'Call 📞', buttonExternal: '972501234567' },
		11,
	],
	['buttons.external.emoji', 'a sign made an emoji', { button1: 'Love ❤️', buttonExternal: '972501234567' }, 11],
	['buttons.external.emoji', 'a number made an emoji', { button1: '1️⃣', buttonExternal: '972501234567' }, 11],
	['buttons.external.emoji', 'a flag', { button1: 'Call 🇮🇱', buttonExternal: '972501234567' }, 11],
	['buttons.id.max', 'an id of 257 characters', { button1_id: 'i'.repeat(257) }, 16],
	['buttons.reason.16', 'the same id twice', { button1_id: 'a', button2: 'No', button2_id: 'a' }, 16],
	['buttons.reason.16', 'the same id but for space', { button1_id: 'a', button2: 'No', button2_id: ' a ' }, 16],
	['buttons.reason.16', 'an id of nothing but space', { button1_id: '  ' }, 16],
	['buttons.id.default', 'the default id of another button', { button1_id: '2', button2: 'No' }, 16],
];

const accepted: Array<[sentence: string, what: string, body: object]> = [
	['buttons.button1', 'exactly the limits', { button1: '👍'.repeat(20), button1_id: 'i'.repeat(256) }],
	['buttons.footer', 'a footer of 60 characters', { footer: '😀'.repeat(60) }],
	['buttons.headerURL', 'media by https', { header: 4, headerURL: 'https://example.com/a.pdf' }],
	['buttons.headerURL', 'a link beside no header', { headerURL: 'https://example.com/a.pdf' }],
	['buttons.header', 'a header number in quotes', { header: '1' }],
	['buttons.id.default', 'a default id that no button has', { button1_id: '2' }],
	['buttons.external.link', 'a link', { buttonExternal: 'https://www.google.com' }],
	['buttons.external.link', 'a link by http', { buttonExternal: 'http://www.google.com' }],
	[
		'buttons.external.emoji',
		'a sign that is no emoji',
		{ button1: 'Acme™', buttonExternal: 'https://www.google.com' },
	],
	['buttons.external.phone', 'a phone number', { buttonExternal: '972501234567' }],
	['buttons.external.email', 'an e-mail address', { buttonExternal: 'john@example.com' }],
	[
		'buttons.external.label',
		'a long second button beside an external one',
		{ button2: 'b'.repeat(21), buttonExternal: 'https://example.com' },
	],
	['buttons.body', 'Hebrew with a long body', { body: 'שלום '.repeat(1000), button1: 'כן' }],
];

describe('sendButtons', () => {
	it.each(refused)('[%s] refuses %s', (_, __, body, reason) => {
		expect(send(body)).toEqual({ status: 'FAIL', reason });
	});

	it.each(accepted)('[%s] accepts %s', (_, __, body) => {
		expect(send(body)).toMatchObject({ status: 'OK', reason: 1 });
	});

	it('[buttons.kinds] [buttons.id] [buttons.id.default] shows three buttons with given and default ids', () => {
		expect(shown({ footer: 'Shop', button2: 'No', button2_id: 'no', button3: 'Later' })).toMatchObject({
			by: 'business',
			kind: 'buttons',
			text: 'Shall we deliver?',
			footer: 'Shop',
			buttons: [
				{ text: 'Yes', id: '1' },
				{ text: 'No', id: 'no' },
				{ text: 'Later', id: '3' },
			],
		});
	});

	it('[buttons.external.label] shows an external button alone, and the media of the header', () => {
		const headerURL = 'https://example.com/a.jpg';
		expect(shown({ header: 2, headerURL, button2: 'No', buttonExternal: 'https://example.com' })).toMatchObject({
			media: { kind: 'image', url: headerURL },
			buttons: [{ text: 'Yes', opens: 'https://example.com' }],
		});
	});

	it.each([
		[2, 'image'],
		[3, 'video'],
		[4, 'document'],
	])('[buttons.header] header %d is %s', (header, kind) => {
		expect(shown({ header, headerURL: 'https://example.com/a' })?.media).toMatchObject({ kind });
	});

	it('[buttons.body.marks] [buttons.footer.marks] leaves new lines and marks as they are', () => {
		const marked = '*bold*\n_italic_ ~gone~';
		expect(shown({ body: marked, footer: marked })).toMatchObject({ text: marked, footer: marked });
	});

	it('[buttons.answer] answers with what was sent', () => {
		const sent = { header: 1, body: 'שלום', footer: '👋', button1: 'Yes', button2: 'No', button3: '' };
		expect(send(sent)).toMatchObject({ ...sent, buttonExternal: '' });
	});
});
