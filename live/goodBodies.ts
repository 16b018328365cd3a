/** A good request of each operation, besides whom it goes to. Its texts say to the person what it is. */
export const goodBodies: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
	sendButtons: {
		...{ header: 1, body: 'בדיקה 1: please tap Yes 👍', footer: '*Check*' },
		...{ button1: 'Yes', button1_id: 'check_yes', button2: 'לא', button2_id: 'check_no', button3: 'Later' },
	},
	sendList: {
		...{ header: 'Check', body: 'בדיקה 2: please choose Sales', footer: 'Check', buttonText: 'Open 👇' },
		...{ itemTitle1: 'Sales', itemId1: 'check_sales', itemTitle2: 'תמיכה', itemId2: 'check_support' },
		itemDescription1: 'The first row',
	},
	sendTemplate: { name: '', headerType: 1 },
	sendMessage: { body: 'בדיקה 3: please react to this with an emoji, then answer it with a quote' },
	sendFile: { body: 'https://www.example.com/no-such-file.pdf', caption: 'Check' },
	sendLocation: { lat: '32.0853', lng: '34.7818', caption: 'Check' },
	sendContact: { contact_name: 'Check', contact_phone: '03-555-0123', contact_email: 'check@example.com' },
	sendReaction: { unique: '', reaction: '👍' },
	readStatus: {},
};
