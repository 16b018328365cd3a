import { adviceFor } from '../../../nodes/NinetyNineDigital/form/advice';
import { simplifyResponse } from '../../../nodes/NinetyNineDigital/form/response';
import type { Values } from '../../../nodes/NinetyNineDigital/form/rows';
import { NinetyNineDigital } from '../../../nodes/NinetyNineDigital/NinetyNineDigital.node';
import { bodyOf, issuesOf, kindOf } from '../../support/kinds';
import { filled, mapped } from '../../support/parameters';

/** What the nodes make of each sentence of the three pages; a sentence's first word is its page. */
const operations: Readonly<Record<string, string>> = {
	buttons: 'sendButtons',
	list: 'sendList',
	template: 'sendTemplate',
};

const kindOfPage = (sentence: string) => kindOf(operations[sentence.split('.')[0]!]!);

const parametersFor = (sentence: string, changes: Values): Values => ({
	...filled[kindOfPage(sentence).operation],
	...changes,
});

const action = { buttonType: 'action' };
const buttonsOf = (...button: object[]) => ({ buttons: { button } });
const rowsOf = (...item: object[]) => ({ itemsFrom: 'fields', items: { item } });
const MARKS = '*מודגש*\n_italic_ ~gone~';

describe('what goes out', () => {
	it.each<[sentence: string, parameters: Values, body: object]>([
		['buttons.to', { to: '050-123-4567' }, { to: '972501234567' }],
		['buttons.header', { header: 'none' }, { header: 1 }],
		['buttons.header', { header: 'image' }, { header: 2 }],
		['buttons.header', { header: 'video' }, { header: 3 }],
		['buttons.header', { header: 'document' }, { header: 4 }],
		['buttons.headerURL', {}, { headerURL: 'https://www.example.com/van.jpg' }],
		['buttons.headerURL', { header: 'none' }, { headerURL: undefined }],
		['buttons.body', { body: 'ש'.repeat(5000) }, { body: 'ש'.repeat(5000) }],
		['buttons.body.marks', { body: MARKS }, { body: MARKS }],
		['buttons.footer', { footer: '😀'.repeat(60) }, { footer: '😀'.repeat(60) }],
		['buttons.footer', { footer: '' }, { footer: undefined }],
		['buttons.footer.marks', { footer: MARKS }, { footer: MARKS }],
		['buttons.kinds', {}, { button1: 'Today', button2: 'מחר', button3: 'Never 🙈', buttonExternal: undefined }],
		['buttons.kinds', action, { button2: undefined, buttonExternal: 'https://www.example.com/shop' }],
		['buttons.button1', buttonsOf({ text: '👍'.repeat(20) }), { button1: '👍'.repeat(20), button2: undefined }],
		['buttons.button2', buttonsOf({ text: 'א' }, { text: 'ב'.repeat(20) }), { button2: 'ב'.repeat(20) }],
		['buttons.button3', {}, { button3: 'Never 🙈' }],
		['buttons.id', {}, { button1_id: 'today', button2_id: 'tomorrow', button3_id: undefined }],
		['buttons.id.max', buttonsOf({ text: 'א', id: 'i'.repeat(256) }), { button1_id: 'i'.repeat(256) }],
		['buttons.external.label', action, { button1: 'Open the shop', button3: undefined, button1_id: undefined }],
		['buttons.external.phone', { ...action, buttonTarget: '050-123-4567' }, { buttonExternal: '972501234567' }],
		['buttons.external.link', { ...action, buttonTarget: 'http://a.co.il' }, { buttonExternal: 'http://a.co.il' }],
		['buttons.external.email', { ...action, buttonTarget: ' a@b.co.il ' }, { buttonExternal: 'a@b.co.il' }],
		['buttons.replyTo', { replyTo: 'A1' }, { replyTo: 'A1' }],
		['buttons.showRequest', { showRequest: true }, { showRequest: 1 }],
		['buttons.localStorage', { localStorage: true }, { localStorage: 1 }],
		['buttons.localStorage', { localStorage: true, header: 'none' }, { localStorage: undefined }],
		['buttons.localStorage.external', { ...action, localStorage: true }, { localStorage: undefined }],

		['list.to', { to: '+972 50-123-4567' }, { to: '972501234567' }],
		['list.header', { header: 'תפריט 📋' }, { header: 'תפריט 📋' }],
		['list.body', { body: '👋'.repeat(1024) }, { body: '👋'.repeat(1024) }],
		['list.body.marks', { body: MARKS }, { body: MARKS }],
		['list.footer', { footer: 'ש'.repeat(60) }, { footer: 'ש'.repeat(60) }],
		['list.buttonText', { buttonText: 'Open 👇' }, { buttonText: 'Open 👇' }],
		['list.title', rowsOf({ title: 'ש'.repeat(24) }), { itemTitle1: 'ש'.repeat(24) }],
		['list.description', {}, { itemDescription1: 'Prices and offers' }],
		['list.description', rowsOf({ title: 'א' }), { itemDescription1: undefined }],
		['list.id', {}, { itemId1: 'sales', itemId2: undefined }],
		['list.id.max', rowsOf({ title: 'א', id: 'i'.repeat(200) }), { itemId1: 'i'.repeat(200) }],
		['list.replyTo', { replyTo: 'A1' }, { replyTo: 'A1' }],
		['list.showRequest', { showRequest: true }, { showRequest: 1 }],

		['template.to', { to: '0501234567' }, { to: '972501234567' }],
		['template.name', {}, { name: 'invoice_document' }],
		['template.headerType', { header: 'none' }, { headerType: 1 }],
		['template.headerType', { header: 'image' }, { headerType: 3 }],
		['template.headerType', { header: 'video' }, { headerType: 4 }],
		['template.headerType', { header: 'document' }, { headerType: 5 }],
		['template.headerLink', {}, { headerLink: 'https://www.example.com/invoice.pdf' }],
		['template.headerLink', { header: 'none' }, { headerLink: undefined }],
		['template.headerVariable', { headerVariable: 'הזמנה 17' }, { headerVariable: 'הזמנה 17' }],
		['template.bodyVariable', {}, { bodyVariable1: '1042', bodyVariable2: 'מאי', bodyVariable3: undefined }],
		['template.websiteVariable', {}, { websiteVariable: 'orders/1042' }],
		['template.websiteVariable2', {}, { websiteVariable2: 'reviews/1042' }],
		['template.couponCode', { couponCode: 'ש'.repeat(15) }, { couponCode: 'ש'.repeat(15) }],
		['template.couponExpiration', {}, { couponExpiration: Date.UTC(2027, 0, 31, 18) / 1000 }],
		[
			'template.couponExpiration.zone',
			{ couponExpiration: '2027-01-31T18:00:00' },
			{ couponExpiration: Date.UTC(2027, 0, 31, 16) / 1000 },
		],
		['template.pdfFilename', {}, { pdfFilename: 'חשבונית 1042.pdf' }],
		['template.pdfFilename', { header: 'image' }, { pdfFilename: undefined }],
		['template.pdfFilename.link', { pdfFilename: '' }, { pdfFilename: undefined }],
		['template.showRequest', { showRequest: true }, { showRequest: 1 }],
		['template.otp', { otp: 'א1!'.repeat(5) }, { otp: 'א1!'.repeat(5) }],
		['template.localStorage', { localStorage: true }, { localStorage: 1 }],
		['template.localStorage', { localStorage: false }, { localStorage: 0 }],
	])('[%s] with %j', (sentence, changes, body) => {
		const kind = kindOfPage(sentence);
		const parameters = parametersFor(sentence, changes);
		expect(issuesOf(kind, parameters)).toEqual([]);
		const sent = bodyOf(kind, parameters);
		expect(Object.fromEntries(Object.keys(body).map((key) => [key, sent[key]]))).toEqual(body);
		const absent = Object.entries(body).filter(([, value]) => value === undefined);
		expect(absent.filter(([key]) => key in sent)).toEqual([]);
	});
});

describe('what never goes out', () => {
	it.each<[sentence: string, parameters: Values, words: string]>([
		['buttons.people', { to: '972501234567-1600000000@g.us' }, 'To is'],
		['buttons.footer', { footer: 'f'.repeat(61) }, 'Footer has 61 characters; at most 60'],
		['buttons.button1', buttonsOf({ text: '' }), 'Button Text 1 is empty'],
		['buttons.button1', buttonsOf({ text: '👍'.repeat(21) }), 'Button Text 1 has 21 characters; at most 20'],
		['buttons.button2', buttonsOf({ text: 'א' }, { text: 'ב'.repeat(21) }), 'Button Text 2 has 21'],
		['buttons.kinds', buttonsOf(...Array(4).fill({ text: 'א' })), 'Buttons has 4 entries; at most 3'],
		['buttons.id.max', buttonsOf({ text: 'א', id: 'i'.repeat(257) }), 'Button ID 1 has 257 characters; at most 256'],
		['buttons.id.default', buttonsOf({ text: 'א', id: '2' }, { text: 'ב' }), 'an empty one counts as its number'],
		['buttons.external.emoji', { ...action, buttonText: 'Call 📞' }, 'Button Text has an emoji'],
		['buttons.external.else', { ...action, buttonTarget: 'abcdefg' }, 'Button Target is "abcdefg"'],
		['buttons.headerURL', { headerUrl: 'http://a.co.il/a.jpg' }, 'Header URL is'],
		['list.people', { to: '972501234567-1600000000@g.us' }, 'To is'],
		['list.header', { header: 'h'.repeat(61) }, 'Header has 61 characters; at most 60'],
		['list.body', { body: 'b'.repeat(1025) }, 'Body has 1025 characters; at most 1024'],
		['list.footer', { footer: 'f'.repeat(61) }, 'Footer has 61 characters; at most 60'],
		['list.buttonText', { buttonText: 'b'.repeat(21) }, 'Button Text has 21 characters; at most 20'],
		['list.kinds', rowsOf(...Array.from({ length: 11 }, () => ({ title: 'א' }))), 'Rows has 11 entries; at most 10'],
		['list.title', rowsOf({ title: 'ש'.repeat(25) }), 'Title 1 has 25 characters; at most 24'],
		['list.description', rowsOf({ title: 'א', description: 'ש'.repeat(73) }), 'Description 1 has 73 characters'],
		['list.id.max', rowsOf({ title: 'א', id: 'i'.repeat(201) }), 'ID 1 has 201 characters; at most 200'],
		['list.id.unique', rowsOf({ title: 'א', id: 'x' }, { title: 'ב', id: ' x ' }), 'the same as ID 1'],
		['list.id.default', rowsOf({ title: 'א', id: '2' }, { title: 'ב' }), 'an empty one counts as its number'],
		['template.people', { to: '972501234567-1600000000@g.us' }, 'To is'],
		['template.allVariables', { variables: mapped('a', '', 'c') }, 'Variable 2 is empty'],
		['template.length', { variables: mapped('a'.repeat(1025)) }, 'at most 1024 are allowed'],
		['template.bodyVariable', { variables: mapped(...Array(11).fill('a')) }, 'Variables has 11 entries; at most 10'],
		['template.bodyVariable.newLine', { variables: mapped('a\nb') }, 'Variable 1 has a new line'],
		['template.bodyVariable.spaces', { variables: mapped('a    b') }, '4 or more spaces'],
		['template.headerVariable', { headerVariable: 'a\nb' }, 'Header Variable has a new line'],
		['template.couponCode', { couponCode: 'c'.repeat(16) }, 'Coupon Code has 16 characters; at most 15'],
		['template.otp', { otp: '0'.repeat(16) }, 'One-Time Code has 16 characters; at most 15'],
	])('[%s] with %j', (sentence, changes, words) => {
		const issues = issuesOf(kindOfPage(sentence), parametersFor(sentence, changes));
		expect(issues).toEqual([expect.stringContaining(words)]);
	});
});

describe('what is seen in the form', () => {
	const { properties } = new NinetyNineDigital().description;
	const optionOf = (operation: string, name: string) =>
		properties
			.filter(({ displayOptions }) => displayOptions?.show?.operation?.includes(operation))
			.flatMap(({ options = [] }) => options)
			.find((option) => 'displayName' in option && option.name === name);

	it('[buttons.localStorage] [buttons.localStorage.external] Copy File First only with a file, and not beside a link button', () => {
		expect(optionOf('sendButtons', 'localStorage')).toMatchObject({
			displayName: 'Copy File First',
			displayOptions: { show: { '/header': ['image', 'video', 'document'], '/buttonType': ['reply'] } },
		});
	});

	it('[template.localStorage] [template.localStorage.slow] Copy File First only with a file, and that it takes its time', () => {
		expect(optionOf('sendTemplate', 'localStorage')).toMatchObject({
			displayName: 'Copy File First',
			description: expect.stringContaining('up to 5 minutes'),
			displayOptions: { show: { '/header': ['image', 'video', 'document'] } },
		});
	});

	it('[buttons.footer.marks] [list.footer] a footer of several lines', () => {
		for (const operation of ['sendButtons', 'sendList'])
			expect(optionOf(operation, 'footer')).toMatchObject({ typeOptions: { rows: 2 } });
	});

	it('[template.otp.phoneOnly] where a one-time code shows', () => {
		expect(optionOf('sendTemplate', 'otp')).toMatchObject({
			description: expect.stringContaining('not in WhatsApp Web'),
		});
	});

	it('[template.headerVariable] a field for the variable of the header', () => {
		expect(optionOf('sendTemplate', 'headerVariable')).toMatchObject({ displayName: 'Header Variable' });
	});
});

describe('what is told', () => {
	it.each(['buttons.reason.2', 'list.reason.2'])(
		'[%s] that the number may be unknown, or the request unreadable',
		(sentence) => {
			const { message, fix } = adviceFor(kindOfPage(sentence), 2);
			expect(message).toContain('does not know the WhatsApp number of the credential, or could not read the request');
			expect(fix).toMatch(/Correct the number .*look for characters that do not belong in the texts/);
		},
	);

	it('[template.reason.2] that the number is unknown, and no more', () => {
		expect(adviceFor(kindOfPage('template'), 2).message).not.toContain('could not read');
	});

	it('[template.reason.15] which field to add', () => {
		expect(adviceFor(kindOfPage('template'), 15).fix).toContain('Header Variable');
	});

	it.each(['buttons.answer.templateTimeLeft', 'list.answer.templateTimeLeft', 'template.answer.templateTimeLeft'])(
		'[%s] how long the window is open',
		(page) => {
			const answer = { status: 'OK', unique: 'A1', templateTimeLeft: '400', timestamp: 1600115719, to: '972501234567' };
			expect(simplifyResponse(kindOfPage(page), answer, {}, new Date())).toMatchObject({
				messageId: 'A1',
				windowMinutesLeft: 400,
			});
		},
	);
});
