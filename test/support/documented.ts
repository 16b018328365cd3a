const numbered = (name: string, last: number, suffix = ''): string[] =>
	Array.from({ length: last }, (_, index) => `${name}${index + 1}${suffix}`);

/** Of files, places and contacts no table of reasons is known; these mean the same in every free-form send. */
const sharedByAll = [2, 3, 4, 7, 8];

interface Page {
	/** The last part of the address, where it is not the name of the operation in n8n. */
	endpoint?: string;
	/** Keys of the request besides `apiKey` and `from`. */
	keys: string[];
	/** Numbers of the refusals; 1 means success. */
	reasons: number[];
	/** Those that say "try again". */
	retryable: number[];
}

/** What the provider's page of each operation lists, written down from the page and not from the rows. */
export const documented: Readonly<Record<string, Page>> = {
	sendButtons: {
		keys: [
			'to',
			'header',
			'headerURL',
			'body',
			'footer',
			...numbered('button', 3),
			...numbered('button', 3, '_id'),
			'buttonExternal',
			'replyTo',
			'showRequest',
			'localStorage',
		],
		reasons: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
		retryable: [6, 15],
	},
	sendList: {
		keys: [
			'to',
			'header',
			'body',
			'footer',
			'buttonText',
			...numbered('itemTitle', 10),
			...numbered('itemDescription', 10),
			...numbered('itemId', 10),
			'replyTo',
			'showRequest',
		],
		reasons: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
		retryable: [6, 15],
	},
	sendTemplate: {
		keys: [
			'to',
			'name',
			'headerType',
			'headerLink',
			// Known from reason 15 alone.
			'headerVariable',
			...numbered('bodyVariable', 10),
			'websiteVariable',
			'websiteVariable2',
			'couponCode',
			'couponExpiration',
			'pdfFilename',
			'showRequest',
			'otp',
			'localStorage',
		],
		reasons: [2, 3, 4, 6, 12, 14, 15, 17, 18, 19, 20, 21, 22, 23, 24],
		retryable: [21, 22],
	},
	sendText: {
		endpoint: 'sendMessage',
		keys: ['to', 'body', 'replyTo', 'showRequest'],
		reasons: [2, 3, 4, 5, 6, 7, 8],
		retryable: [],
	},
	sendFile: {
		keys: ['to', 'body', 'caption', 'replyTo', 'showRequest'],
		reasons: sharedByAll,
		retryable: [],
	},
	sendLocation: {
		keys: ['to', 'lat', 'lng', 'caption', 'replyTo', 'showRequest'],
		reasons: sharedByAll,
		retryable: [],
	},
	sendContact: {
		keys: ['to', 'contact_name', 'contact_phone', 'contact_email', 'replyTo', 'showRequest'],
		reasons: sharedByAll,
		retryable: [],
	},
	sendReaction: {
		keys: ['to', 'unique', 'reaction', 'showRequest'],
		reasons: [2, 3, 4, 5, 7],
		retryable: [],
	},
	markAsRead: { endpoint: 'readStatus', keys: ['to'], reasons: [2, 3, 4], retryable: [] },
};
