import type { Values } from '../../nodes/NinetyNineDigital/form/rows';

/** What the resource mapper holds for variables that were typed into its fields. */
export const mapped = (...texts: unknown[]) => ({
	mappingMode: 'defineBelow',
	value: Object.fromEntries(texts.map((text, index) => [`bodyVariable${index + 1}`, text])),
});

/** What the resource locator holds for a template that was picked from its list. */
export const picked = (name: string) => ({ __rl: true, mode: 'list', value: name });

const bulk = { maxInFlight: 50, maxPerSecond: 0, maxRetries: 5, dryRun: false };
const bulkSend = { ...bulk, sendOnceKey: "={{ 'order ' + $itemIndex }}" };

/** What all messages within the 24-hour window share, with a template to send after it. */
const freeForm = {
	windowClosed: 'fail',
	fallbackTemplate: picked('website_signup_image_logo'),
	fallbackVariables: mapped('43143', 'קידום אתרים'),
	fallbackHeader: 'image',
	fallbackHeaderFrom: 'url',
	fallbackHeaderBinaryField: 'data',
	fallbackHeaderUrl: 'https://www.example.com/logo.jpg',
	replyTo: '92E004B950CCEA3C386FCFA2AAF8558A',
	showRequest: true,
	countryCode: '972',
	...bulkSend,
};

/**
 * Valid parameters of each kind by row name, every row filled, whatever its condition: a row whose condition does not
 * hold has no say.
 */
export const filled: Readonly<Record<string, Values>> = {
	sendButtons: {
		to: '+972 50-123-4567',
		body: 'שלום 👋\n*When* shall we come?',
		header: 'image',
		headerFrom: 'url',
		headerBinaryField: 'data',
		headerUrl: 'https://www.example.com/van.jpg',
		buttonType: 'reply',
		buttons: {
			button: [
				{ text: 'Today', id: 'today' },
				{ text: 'מחר', id: 'tomorrow' },
				{ text: 'Never 🙈', id: '' },
			],
		},
		buttonText: 'Open the shop',
		buttonTarget: 'https://www.example.com/shop',
		footer: 'Sandbox Shop',
		localStorage: true,
		...freeForm,
	},
	sendList: {
		to: '050-123-4567',
		body: 'במה נוכל לעזור?',
		buttonText: 'Open the menu',
		itemsFrom: 'fields',
		items: {
			item: [
				{ title: 'Sales', description: 'Prices and offers', id: 'sales' },
				{ title: 'תמיכה', description: 'Ask us', id: '' },
			],
		},
		itemsJson:
			'[{ "title": "Sales", "description": "Prices and offers", "id": "sales" }, { "title": "Support", "description": "Ask us" }]',
		header: 'Our menu 📋',
		footer: 'Sandbox Shop',
		...freeForm,
	},
	sendTemplate: {
		to: '972501234567',
		template: picked('invoice_document'),
		header: 'document',
		headerFrom: 'url',
		headerBinaryField: 'data',
		headerUrl: 'https://www.example.com/invoice.pdf',
		variables: mapped('1042', 'מאי'),
		headerVariable: '1042',
		websiteVariable: 'orders/1042',
		websiteVariable2: 'reviews/1042',
		couponCode: 'WELCOME-10',
		couponExpiration: '2027-01-31T18:00:00Z',
		pdfFilename: 'חשבונית 1042.pdf',
		otp: '043143',
		localStorage: true,
		showRequest: true,
		countryCode: '972',
		...bulkSend,
	},
	sendText: { to: '050-123-4567', body: 'שלום 👋', ...freeForm },
	sendFile: {
		to: '050-123-4567',
		fileFrom: 'url',
		binaryField: 'data',
		fileUrl: 'https://www.example.com/price-list.pdf',
		caption: 'המחירון 📄',
		...freeForm,
	},
	sendLocation: {
		to: '050-123-4567',
		latitude: '32.0853',
		longitude: '34.7818',
		caption: 'אלנבי 1, תל אביב',
		...freeForm,
	},
	sendContact: {
		to: '050-123-4567',
		contactName: 'דנה לוי',
		contactPhone: '03-123-4567',
		contactEmail: 'dana@example.com',
		...freeForm,
	},
	sendReaction: {
		to: '050-123-4567',
		messageId: '92E004B950CCEA3C386FCFA2AAF8558A',
		reaction: '👍',
		showRequest: true,
		countryCode: '972',
		...bulkSend,
	},
	markAsRead: { to: '050-123-4567', countryCode: '972', ...bulk },
};
