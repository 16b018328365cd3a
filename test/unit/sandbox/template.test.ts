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
const headerVariable = { to: CUSTOMER, name: 'order_number_header', headerType: 1 };

const refused: Array<[what: string, body: object, reason: number]> = [
	['a wrong number', { ...welcome, to: '050-1234567' }, 4],
	['an unknown user id', { ...welcome, to: 'IL.1605856887361213' }, 4],
	['a rejected template', { to: CUSTOMER, name: 'loud_offer', headerType: 1, bodyVariable1: 'now' }, 6],
	['a paused template', { to: CUSTOMER, name: 'weekly_offer', headerType: 1, bodyVariable1: 'now' }, 6],
	['media for a template without', { ...welcome, headerType: 3, headerLink: 'https://example.com/a.jpg' }, 6],
	['an unknown template', { ...welcome, name: 'no_such_template' }, 12],
	['an image template without media', { ...image, headerType: 1 }, 14],
	['an image template without a link', { ...image, headerLink: '' }, 14],
	['an image template with a video', { ...image, headerType: 4 }, 14],
	['a link by http', { ...image, headerLink: 'http://example.com/a.jpg' }, 14],
	['no header variable', headerVariable, 15],
	['a header variable with marks', { ...headerVariable, headerVariable: '**17**' }, 15],
	['a variable too few', { ...welcome, bodyVariable6: undefined }, 17],
	['a variable too many', { ...welcome, bodyVariable7: 'more' }, 17],
	['a gap in the variables', { ...welcome, bodyVariable2: undefined, bodyVariable7: 'more' }, 17],
	['an empty variable', { ...welcome, bodyVariable1: '' }, 17],
	['a new line in a variable', { ...welcome, bodyVariable1: 'two\nlines' }, 17],
	['four spaces in a variable', { ...welcome, bodyVariable1: 'a    b' }, 17],
	['no website variable', shipped, 18],
	['no second website variable', { ...video, websiteVariable2: undefined }, 18],
	['more than 1024 characters in all', { ...welcome, bodyVariable1: '😀'.repeat(1000) }, 19],
	['no coupon code', { ...coupon, couponCode: undefined }, 20],
	['a coupon code of 16 characters', { ...coupon, couponCode: 'c'.repeat(16) }, 20],
	['no expiration', { ...coupon, couponExpiration: undefined }, 20],
	['an expiration in milliseconds', { ...coupon, couponExpiration: tomorrow * 1000 }, 20],
	['an expiration that has passed', { ...coupon, couponExpiration: START / 1000 - 1 }, 20],
	['no code', { ...otp, otp: undefined }, 23],
	['a code of 16 characters', { ...otp, otp: '1'.repeat(16) }, 23],
	['a link that cannot be reached', { ...image, headerLink: 'https://127.0.0.1/a.jpg', localStorage: 1 }, 24],
	['a link to no host', { ...image, headerLink: 'https://files.invalid/a.jpg', localStorage: 1 }, 24],
];

const accepted: Array<[what: string, body: object]> = [
	['variables', welcome],
	['three spaces in a variable', { ...welcome, bodyVariable1: 'a   b' }],
	['an image', image],
	['an image stored by the provider', { ...image, localStorage: 1 }],
	['a link that cannot be reached, which is noticed only later', { ...image, headerLink: 'https://127.0.0.1/a.jpg' }],
	['a video and two websites', video],
	['a website variable', { ...shipped, websiteVariable: '17' }],
	['a coupon', { ...coupon, couponCode: '1'.repeat(15) }],
	['a code of 15 characters', { ...otp, otp: '😀'.repeat(15) }],
	['a header variable', { ...headerVariable, headerVariable: '17' }],
];

describe('sendTemplate', () => {
	it.each(refused)('refuses %s', (_, body, reason) => {
		expect(newWorld().ask('sendTemplate', body)).toEqual({ status: 'FAIL', reason });
	});

	it.each(accepted)('accepts %s, though the customer never wrote', (_, body) => {
		expect(newWorld().ask('sendTemplate', body)).toMatchObject({ status: 'OK', templateTimeLeft: '0', reason: 1 });
	});

	it('refuses a number that has no WhatsApp', () => {
		const { provider, ask } = newWorld();
		provider.accounts.get().customers.at(CUSTOMER).onWhatsApp = false;
		expect(ask('sendTemplate', welcome)).toEqual({ status: 'FAIL', reason: 4 });
	});

	it('asks for no variable where the website needs none', () => {
		const website = { type: 'website', text: 'Shop', url: 'https://example.com' } as const;
		const shop = { name: 'shop', language: 'English', category: 2, status: 'approved', body: 'Come!' } as const;
		const { ask } = newWorld({ templates: [{ ...shop, buttons: [website] }] });
		expect(ask('sendTemplate', { to: CUSTOMER, name: 'shop', headerType: 1 })).toMatchObject({ status: 'OK' });
	});

	it('answers with the body filled in', () => {
		const answer = newWorld().ask('sendTemplate', document);
		expect(answer.body).toBe('Invoice 17 for May is attached.');
	});

	it('does not read a variable as another placeholder', () => {
		const answer = newWorld().ask('sendTemplate', { ...document, bodyVariable1: '{{2}}', bodyVariable2: '$&' });
		expect(answer.body).toBe('Invoice {{2}} for $& is attached.');
	});

	it('names the document as asked, by its link, or in the provider’s default words', () => {
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

	it('shows what the buttons open and copy', () => {
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
});
