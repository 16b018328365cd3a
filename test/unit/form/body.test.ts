import { toFallbackBody } from '../../../nodes/NinetyNineDigital/form/body';
import { messageKinds } from '../../../nodes/NinetyNineDigital/messages';
import { documented } from '../../support/documented';
import { bodyOf, kindOf, valuesOf } from '../../support/kinds';
import { filled, mapped } from '../../support/parameters';
import { parametersFor } from '../../support/rows';

const bodyWith = (operation: string, parameters: object) =>
	bodyOf(kindOf(operation), { ...filled[operation], ...parameters });

describe('a body', () => {
	it('of reply buttons', () => {
		expect(bodyWith('sendButtons', {})).toEqual({
			to: '972501234567',
			body: 'שלום 👋\n*When* shall we come?',
			header: 2,
			headerURL: 'https://www.example.com/van.jpg',
			button1: 'Today',
			button1_id: 'today',
			button2: 'מחר',
			button2_id: 'tomorrow',
			button3: 'Never 🙈',
			footer: 'Sandbox Shop',
			replyTo: '92E004B950CCEA3C386FCFA2AAF8558A',
			localStorage: 1,
			showRequest: 1,
		});
	});

	it.each([
		['https://www.example.com/shop', 'https://www.example.com/shop'],
		['+972 50-123-4567', '972501234567'],
		['john@example.com', 'john@example.com'],
	])('of a button that opens %s', (buttonTarget, buttonExternal) => {
		const bare = { header: 'none', footer: '', replyTo: '', showRequest: undefined };
		expect(bodyWith('sendButtons', { ...bare, buttonType: 'action', buttonTarget })).toEqual({
			to: '972501234567',
			body: 'שלום 👋\n*When* shall we come?',
			header: 1,
			button1: 'Open the shop',
			buttonExternal,
		});
	});

	it('of a list', () => {
		expect(bodyWith('sendList', {})).toEqual({
			to: '972501234567',
			header: 'Our menu 📋',
			body: 'במה נוכל לעזור?',
			footer: 'Sandbox Shop',
			buttonText: 'Open the menu',
			itemTitle1: 'Sales',
			itemDescription1: 'Prices and offers',
			itemId1: 'sales',
			itemTitle2: 'תמיכה',
			itemDescription2: 'Ask us',
			replyTo: '92E004B950CCEA3C386FCFA2AAF8558A',
			showRequest: 1,
		});
	});

	it('of a list from JSON is the same as from fields', () => {
		const { items } = filled.sendList as { items: { item: object[] } };
		const fromJson = bodyWith('sendList', { itemsFrom: 'json', itemsJson: items.item });
		expect(fromJson).toEqual(bodyWith('sendList', {}));
	});

	it('of a template', () => {
		expect(bodyWith('sendTemplate', {})).toEqual({
			to: '972501234567',
			name: 'invoice_document',
			headerType: 5,
			headerLink: 'https://www.example.com/invoice.pdf',
			bodyVariable1: '1042',
			bodyVariable2: 'מאי',
			headerVariable: '1042',
			websiteVariable: 'orders/1042',
			websiteVariable2: 'reviews/1042',
			couponCode: 'WELCOME-10',
			couponExpiration: Date.UTC(2027, 0, 31, 18) / 1000,
			pdfFilename: 'חשבונית 1042.pdf',
			otp: '043143',
			localStorage: 1,
			showRequest: 1,
		});
	});

	it('of a template with ten variables', () => {
		const variables = mapped(...Array.from({ length: 10 }, (_, index) => `v${index + 1}`));
		expect(bodyWith('sendTemplate', { variables })).toMatchObject({ bodyVariable1: 'v1', bodyVariable10: 'v10' });
	});
});

describe('the header', () => {
	it.each([
		['sendButtons', 'header', { none: 1, image: 2, video: 3, document: 4 }],
		['sendTemplate', 'headerType', { none: 1, image: 3, video: 4, document: 5 }],
	])('of %s is a number of its own', (operation, key, numbers) => {
		const sent = Object.keys(numbers).map((header) => [header, bodyWith(operation, { header })[key]]);
		expect(Object.fromEntries(sent)).toEqual(numbers);
	});

	it.each([
		['sendButtons', 'headerURL'],
		['sendTemplate', 'headerLink'],
	])('of %s takes its file along only where there is one', (operation, key) => {
		expect(bodyWith(operation, { header: 'none' })).not.toHaveProperty(key);
		expect(bodyWith(operation, { header: 'none' })).not.toHaveProperty('localStorage');
		expect(bodyWith(operation, { header: 'video' })).toHaveProperty(key);
	});
});

it('sends a switch that is off as 0, and leaves it out where it was not set', () => {
	expect(bodyWith('sendList', { showRequest: false })).toHaveProperty('showRequest', 0);
	expect(bodyWith('sendList', { showRequest: undefined })).not.toHaveProperty('showRequest');
});

describe('a reaction', () => {
	it('that is empty is sent, since that takes it back', () => {
		expect(bodyWith('sendReaction', { reaction: '' })).toHaveProperty('reaction', '');
	});
});

describe('the fallback', () => {
	const fallbackWith = (operation: string, parameters: object) => {
		const kind = kindOf(operation);
		return toFallbackBody(kind, valuesOf(kind, { ...filled[operation], ...parameters }));
	};

	it.each(messageKinds.filter(({ fallback }) => fallback))('of $label is a template to the same person', (kind) => {
		expect(fallbackWith(kind.operation, { windowClosed: 'sendTemplate' })).toEqual({
			to: '972501234567',
			name: 'website_signup_image_logo',
			headerType: 3,
			headerLink: 'https://www.example.com/logo.jpg',
			bodyVariable1: '43143',
			bodyVariable2: 'קידום אתרים',
		});
	});

	it('is none where the person did not ask for one, and where there can be none', () => {
		expect(fallbackWith('sendText', { windowClosed: 'fail' })).toBeUndefined();
		expect(fallbackWith('sendTemplate', { windowClosed: 'sendTemplate' })).toBeUndefined();
	});

	it('leaves the message itself as it is', () => {
		expect(bodyWith('sendText', { windowClosed: 'sendTemplate' })).toEqual(bodyWith('sendText', {}));
	});
});

describe.each(messageKinds)('the bodies of $label', (kind) => {
	const { keys } = documented[kind.operation]!;

	it.each(kind.rows.map((row) => ({ row, name: row.name })))('have documented keys alone, for $name', ({ row }) => {
		const body = bodyOf(kind, parametersFor(kind, row));
		expect(keys).toEqual(expect.arrayContaining(Object.keys(body)));
	});

	it('hold nothing empty', () => {
		const parameters = { ...filled[kind.operation]!, footer: ' ', header: '', replyTo: null, otp: undefined };
		expect(Object.values(bodyOf(kind, parameters)).filter((value) => value === '' || value == null)).toEqual([]);
	});
});
