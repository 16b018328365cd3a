import { CUSTOMER, openWorld } from './world';

const valid = { to: CUSTOMER, header: 1, body: 'Shall we deliver?', button1: 'Yes' };
const send = (body: object) => openWorld().ask('sendButtons', { ...valid, ...body });

const refused: Array<[what: string, body: object, reason: number]> = [
	['no recipient', { to: '' }, 4],
	['a recipient with a plus', { to: '+972501234567' }, 4],
	['a local number', { to: '0501234567' }, 4],
	['an empty body', { body: '' }, 5],
	['no header', { header: undefined }, 9],
	['a header number that is not listed', { header: 5 }, 9],
	['a footer of 61 characters', { footer: 'f'.repeat(61) }, 10],
	['no button', { button1: undefined }, 11],
	['a first button of 21 characters', { button1: '👍'.repeat(21) }, 11],
	['a second button of 21 characters', { button2: 'b'.repeat(21) }, 12],
	['a third button of 21 characters', { button3: 'b'.repeat(21) }, 12],
	['an image without a link', { header: 2 }, 13],
	['a video by http', { header: 3, headerURL: 'http://example.com/a.mp4' }, 13],
	['an external button that is nothing', { buttonExternal: 'abcdefg' }, 14],
	['a link of another scheme', { buttonExternal: 'ftp://example.com' }, 14],
	['a phone number with a plus', { buttonExternal: '+972501234567' }, 14],
	['an emoji on an external button', { button1: 'Call 📞', buttonExternal: '972501234567' }, 11],
	['a sign made an emoji', { button1: 'Love ❤️', buttonExternal: '972501234567' }, 11],
	['a number made an emoji', { button1: '1️⃣', buttonExternal: '972501234567' }, 11],
	['an id of 257 characters', { button1_id: 'i'.repeat(257) }, 16],
	['the same id twice', { button1_id: 'a', button2: 'No', button2_id: 'a' }, 16],
	['the default id of another button', { button1_id: '2', button2: 'No' }, 16],
];

const accepted: Array<[what: string, body: object]> = [
	['exactly the limits', { footer: '😀'.repeat(60), button1: '👍'.repeat(20), button1_id: 'i'.repeat(256) }],
	['media by https', { header: 4, headerURL: 'https://example.com/a.pdf' }],
	['a header number in quotes', { header: '1' }],
	['a default id that no button has', { button1_id: '2' }],
	['a link', { buttonExternal: 'https://www.google.com' }],
	['a sign that is no emoji', { button1: 'Acme™', buttonExternal: 'https://www.google.com' }],
	['a phone number', { buttonExternal: '972501234567' }],
	['an e-mail address', { buttonExternal: 'john@example.com' }],
	['long second button beside an external one', { button2: 'b'.repeat(21), buttonExternal: 'https://example.com' }],
	['Hebrew with a long body', { body: 'שלום '.repeat(1000), button1: 'כן' }],
];

describe('sendButtons', () => {
	it.each(refused)('refuses %s', (_, body, reason) => {
		expect(send(body)).toEqual({ status: 'FAIL', reason });
	});

	it.each(accepted)('accepts %s', (_, body) => {
		expect(send(body)).toMatchObject({ status: 'OK', reason: 1 });
	});

	it('shows three buttons with given and default ids', () => {
		const { ask, conversation } = openWorld();
		ask('sendButtons', { ...valid, footer: 'Shop', button2: 'No', button2_id: 'no', button3: 'Later' });
		expect(conversation().at(-1)).toMatchObject({
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

	it('shows an external button alone, and the media of the header', () => {
		const { ask, conversation } = openWorld();
		const headerURL = 'https://example.com/a.jpg';
		ask('sendButtons', { ...valid, header: 2, headerURL, button2: 'No', buttonExternal: 'https://example.com' });
		expect(conversation().at(-1)).toMatchObject({
			media: { kind: 'image', url: headerURL },
			buttons: [{ text: 'Yes', opens: 'https://example.com' }],
		});
	});
});
