import { defaultTemplates } from '../../../sandbox/catalogue';
import { CUSTOMER, HOUR, newWorld, START } from './world';

const welcome = {
	...{ to: CUSTOMER, name: 'website_welcome', headerType: 1 },
	...{ bodyVariable1: 'דנה', bodyVariable2: '0509876543', bodyVariable3: 'dana@example.com' },
	...{ bodyVariable4: 'Hats 🎩', bodyVariable5: '50% off', bodyVariable6: 'Israel' },
};
const image = {
	...{ to: CUSTOMER, name: 'website_signup_image_logo', headerType: 3, headerLink: 'https://example.com/a.jpg' },
	...{ bodyVariable1: '43143', bodyVariable2: 'Shop' },
};
const document = {
	...{ to: CUSTOMER, name: 'invoice_document', headerType: 5, headerLink: 'https://example.com/files/may.pdf' },
	...{ bodyVariable1: '17', bodyVariable2: 'May' },
};
const video = {
	...{
		to: CUSTOMER,
		name: 'product_video',
		headerType: 4,
		headerLink: 'https://example.com/a.mp4',
		bodyVariable1: 'it',
	},
	...{ websiteVariable: '17', websiteVariable2: '18' },
};
const shipped = { to: CUSTOMER, name: 'order_shipped', headerType: 1, bodyVariable1: 'Dana', bodyVariable2: '17' };
const tomorrow = (START + 24 * HOUR) / 1000;
const coupon = {
	...{ to: CUSTOMER, name: 'birthday_coupon', headerType: 1, bodyVariable1: 'Dana' },
	...{ couponCode: 'GIFT10', couponExpiration: tomorrow },
};
const otp = { to: CUSTOMER, name: 'login_code', headerType: 1, otp: 'A1-😀' };
const signIn = { to: CUSTOMER, name: 'sign_in_code', headerType: 1, otp: '1042' };
const headerVariable = { to: CUSTOMER, name: 'order_number_header', headerType: 1 };

/** Each with the sentence of the page that it holds: test/fixtures/provider/sentences.json. */
const refused: Array<[sentence: string, what: string, body: object, reason: number]> = [
	['template.to', 'a wrong number', { ...welcome, to: '050-1234567' }, 4],
	['template.reason.4', 'an unknown user id', { ...welcome, to: 'IL.1605856887361213' }, 4],
	[
		'template.reason.6',
		'a rejected template',
		{ to: CUSTOMER, name: 'loud_offer', headerType: 1, bodyVariable1: 'now' },
		6,
	],
	[
		'template.reason.6',
		'a paused template',
		{ to: CUSTOMER, name: 'weekly_offer', headerType: 1, bodyVariable1: 'now' },
		6,
	],
	[
		'template.headerType',
		'media for a template without',
		{ ...welcome, headerType: 3, headerLink: 'https://example.com/a.jpg' },
		6,
	],
	['template.reason.12', 'an unknown template', { ...welcome, name: 'no_such_template' }, 12],
	['template.reason.14', 'an image template without media', { ...image, headerType: 1 }, 14],
	['template.headerLink', 'an image template without a link', { ...image, headerLink: '' }, 14],
	['template.headerType', 'an image template with a video', { ...image, headerType: 4 }, 14],
	['template.headerLink', 'a link by http', { ...image, headerLink: 'http://example.com/a.jpg' }, 14],
	['template.reason.15', 'no header variable', headerVariable, 15],
	['template.reason.15', 'a header variable with marks', { ...headerVariable, headerVariable: '**17**' }, 15],
	['template.allVariables', 'a variable too few', { ...welcome, bodyVariable6: undefined }, 17],
	['template.reason.17', 'a variable too many', { ...welcome, bodyVariable7: 'more' }, 17],
	['template.reason.17', 'a gap in the variables', { ...welcome, bodyVariable2: undefined, bodyVariable7: 'more' }, 17],
	['template.reason.17', 'an empty variable', { ...welcome, bodyVariable1: '' }, 17],
	['template.bodyVariable.newLine', 'a new line in a variable', { ...welcome, bodyVariable1: 'two\nlines' }, 17],
	['template.bodyVariable.spaces', 'four spaces in a variable', { ...welcome, bodyVariable1: 'a    b' }, 17],
	['template.reason.18', 'no website variable', shipped, 18],
	['template.websiteVariable2', 'no second website variable', { ...video, websiteVariable2: undefined }, 18],
	['template.length', 'more than 1024 characters in all', { ...welcome, bodyVariable1: '😀'.repeat(1000) }, 19],
	['template.reason.20', 'no coupon code', { ...coupon, couponCode: undefined }, 20],
	['template.couponCode', 'a coupon code of 16 characters', { ...coupon, couponCode: 'c'.repeat(16) }, 20],
	['template.couponExpiration', 'no expiration', { ...coupon, couponExpiration: undefined }, 20],
	['template.couponExpiration', 'an expiration in milliseconds', { ...coupon, couponExpiration: tomorrow * 1000 }, 20],
	['template.reason.20', 'an expiration that has passed', { ...coupon, couponExpiration: START / 1000 - 1 }, 20],
	['template.otp', 'no code', { ...otp, otp: undefined }, 23],
	['template.reason.23', 'a code of 16 characters', { ...otp, otp: '1'.repeat(16) }, 23],
	['template.otp', 'a variable beside the code', { ...signIn, bodyVariable1: '1042' }, 17],
	['template.otp', 'a variable in place of the code', { ...signIn, otp: undefined, bodyVariable1: '1042' }, 17],
	['template.bodyVariable', 'variables as an array', { ...document, bodyVariable1: ['17'] }, 17],
	[
		'template.bodyVariable',
		'an array in their place',
		{ ...coupon, bodyVariable1: undefined, bodyVariable: ['a'] },
		17,
	],
	[
		'template.reason.19',
		'a template that is too long by itself',
		{ to: CUSTOMER, name: 'too_long', headerType: 1 },
		19,
	],
	[
		'template.websiteVariable2',
		'none for the one that has it',
		{ to: CUSTOMER, name: 'second_website', headerType: 1 },
		18,
	],
	[
		'template.reason.24',
		'a link that cannot be reached',
		{ ...image, headerLink: 'https://127.0.0.1/a.jpg', localStorage: 1 },
		24,
	],
	[
		'template.localStorage',
		'a link to no host',
		{ ...image, headerLink: 'https://files.invalid/a.jpg', localStorage: 1 },
		24,
	],
];

const accepted: Array<[sentence: string, what: string, body: object]> = [
	['template.bodyVariable', 'variables', welcome],
	['template.bodyVariable.spaces', 'three spaces in a variable', { ...welcome, bodyVariable1: 'a   b' }],
	['template.headerType', 'an image', image],
	['template.localStorage', 'an image stored by the provider', { ...image, localStorage: 1 }],
	[
		'template.reason.24',
		'a link that cannot be reached, which is noticed only later',
		{ ...image, headerLink: 'https://127.0.0.1/a.jpg' },
	],
	['template.websiteVariable2', 'a video and two websites', video],
	['template.websiteVariable', 'a website variable', { ...shipped, websiteVariable: '17' }],
	['template.couponCode', 'a coupon', { ...coupon, couponCode: '1'.repeat(15) }],
	['template.otp', 'a code of 15 characters', { ...otp, otp: '😀'.repeat(15) }],
	['template.otp', 'the code alone where the text shows it', signIn],
	['template.bodyVariable', 'no variables where the body has none', otp],
	[
		'template.websiteVariable2',
		'the second website’s variable alone',
		{ to: CUSTOMER, name: 'second_website', headerType: 1, websiteVariable2: '7' },
	],
	['template.reason.15', 'a header variable', { ...headerVariable, headerVariable: '17' }],
];

/** With templates that no customer of the sandbox needs. */
const ready = () => {
	const plain = { language: 'English', category: 2, status: 'approved' } as const;
	const website = (url: string) => ({ type: 'website' as const, text: 'Open', url: `https://www.example.com${url}` });
	const buttons = [website(''), website('/{{1}}')];
	return newWorld({
		templates: [
			...defaultTemplates,
			{ ...plain, name: 'too_long', body: 'א'.repeat(1025) },
			{ ...plain, name: 'second_website', body: 'Look', buttons },
		],
	});
};

describe('sendTemplate', () => {
	it.each(refused)('[%s] refuses %s', (_, __, body, reason) => {
		expect(ready().ask('sendTemplate', body)).toEqual({ status: 'FAIL', reason });
	});

	it.each(accepted)('[%s] accepts %s, though the customer never wrote', (_, __, body) => {
		expect(ready().ask('sendTemplate', body)).toMatchObject({ status: 'OK', templateTimeLeft: '0', reason: 1 });
	});

	it('[template.reason.4] refuses a number that has no WhatsApp', () => {
		const { provider, ask } = newWorld();
		provider.accounts.get().customers.at(CUSTOMER).onWhatsApp = false;
		expect(ask('sendTemplate', welcome)).toEqual({ status: 'FAIL', reason: 4 });
	});

	it('[template.websiteVariable] asks for no variable where the website needs none', () => {
		const website = { type: 'website', text: 'Shop', url: 'https://example.com' } as const;
		const shop = { name: 'shop', language: 'English', category: 2, status: 'approved', body: 'Come!' } as const;
		const { ask } = newWorld({ templates: [{ ...shop, buttons: [website] }] });
		expect(ask('sendTemplate', { to: CUSTOMER, name: 'shop', headerType: 1 })).toMatchObject({ status: 'OK' });
	});

	it('[template.answer.body] answers with the body filled in', () => {
		const answer = newWorld().ask('sendTemplate', document);
		expect(answer.body).toBe('Invoice 17 for May is attached.');
	});

	it('does not read a variable as another placeholder', () => {
		const answer = newWorld().ask('sendTemplate', { ...document, bodyVariable1: '{{2}}', bodyVariable2: '$&' });
		expect(answer.body).toBe('Invoice {{2}} for $& is attached.');
	});

	it('[template.pdfFilename] [template.pdfFilename.link] [template.pdfFilename.default] names the document as asked, by its link, or in the provider’s default words', () => {
		const { ask, conversation } = newWorld();
		ask('sendTemplate', { ...document, pdfFilename: 'Invoice.pdf' });
		ask('sendTemplate', document);
		ask('sendTemplate', { ...document, headerLink: 'https://example.com/' });
		expect(conversation().map(({ media }) => media?.filename)).toEqual([
			'Invoice.pdf',
			'may.pdf',
			'קובץ מצורף - לחץ כאן',
		]);
	});

	it('[template.couponCode] [template.websiteVariable] shows what the buttons open and copy', () => {
		const { ask, conversation } = newWorld();
		for (const body of [video, coupon, otp]) ask('sendTemplate', body);
		expect(conversation().map(({ buttons }) => buttons)).toEqual([
			[
				{ text: 'Buy', opens: 'https://www.example.com/buy/17' },
				{ text: 'Reviews', opens: 'https://www.example.com/reviews/18' },
			],
			[{ text: 'Copy coupon', copies: 'GIFT10' }],
			[{ text: 'Copy code', copies: 'A1-😀' }],
		]);
	});

	it('[template.otp] puts the code into the text that WhatsApp wrote', () => {
		const { ask, conversation } = newWorld();
		expect(ask('sendTemplate', signIn).body).toBe('1042 is your code');
		expect(conversation()).toMatchObject([{ buttons: [{ text: 'Copy code', copies: '1042' }] }]);
	});

	it.each(['APPROVED', 'Approved'] as const)('[template.reason.6] takes a template that is %s', (status) => {
		const template = { name: 'hello', language: 'Hebrew', category: 1, status, body: 'שלום' } as const;
		const { ask } = newWorld({ templates: [template] });
		expect(ask('sendTemplate', { to: CUSTOMER, name: 'hello', headerType: 1 })).toMatchObject({ status: 'OK' });
		expect(ask('getTemplates')).toMatchObject({ list: [{ status }] });
	});

	it('[template.name] needs a name', () => {
		expect(newWorld().ask('sendTemplate', { ...otp, name: undefined })).toEqual({ status: 'FAIL', reason: 12 });
	});

	it('[template.reason.15] knows headerVariable, though no table has it', () => {
		const { provider, ask } = newWorld();
		ask('sendTemplate', { ...headerVariable, headerVariable: '17' });
		expect(provider.requests.last(1)).toMatchObject([{ undocumented: [], response: { status: 'OK' } }]);
	});
});
