import type { Template } from './templates';

/** Templates that the ready workflows of examples/ send and no other page asks for. */
export const taskTemplates: readonly Template[] = [
	{
		name: 'abandoned_cart',
		language: 'English',
		category: 2,
		status: 'approved',
		body: 'Hi {{1}}, your cart is still here: {{2}}, for {{3}} in all.\nShall we keep it for you?',
		footer: 'Sandbox Shop',
		buttons: [
			{ type: 'website', text: 'Back to my cart', url: 'https://www.example.com/{{1}}' },
			{ type: 'reply', text: 'I have a question' },
			{ type: 'reply', text: 'No thanks' },
		],
	},
	{
		name: 'appointment_reminder',
		language: 'English',
		category: 1,
		status: 'approved',
		body: 'Hello {{1}}, we are expecting you on {{2}} at {{3}}.\nDoes that still suit you?',
		footer: 'One tap is enough',
		buttons: [
			{ type: 'reply', text: 'Confirm' },
			{ type: 'reply', text: 'Move' },
			{ type: 'reply', text: 'Cancel' },
		],
	},
	{
		name: 'discount_request',
		language: 'English',
		category: 1,
		status: 'approved',
		body: 'A question from {{1}}: {{2}} off for {{3}}?\nIt is about {{4}}, which costs {{5}} now.',
		buttons: [
			{ type: 'reply', text: 'Approve' },
			{ type: 'reply', text: 'Not this time' },
		],
	},
	{
		name: 'lead_welcome',
		language: 'English',
		category: 1,
		status: 'approved',
		body: 'Hi {{1}}, thank you for getting in touch with us.\nHow shall we go on?',
		buttons: [
			{ type: 'reply', text: 'Call me' },
			{ type: 'reply', text: 'Not now' },
		],
	},
	{
		name: 'season_offer',
		language: 'English',
		category: 2,
		status: 'approved',
		body: 'Hi {{1}}, until Friday you get {{2}} off everything in our shop.',
		buttons: [
			{ type: 'website', text: 'To the shop', url: 'https://www.example.com' },
			{ type: 'reply', text: 'No more offers' },
		],
	},
	{
		name: 'invoice_reminder',
		language: 'English',
		category: 1,
		status: 'approved',
		header: { type: 'document' },
		body: 'Hello {{1}}, invoice {{2}} over {{3}} was due on {{4}}. Here it is once more.',
		buttons: [
			{ type: 'reply', text: 'I have paid' },
			{ type: 'reply', text: 'Call me' },
		],
	},
	{
		name: 'customer_picture',
		language: 'English',
		category: 1,
		status: 'approved',
		header: { type: 'image' },
		body: 'A picture from {{1}}, phone {{2}}, who writes: {{3}} Please have a look.',
	},
	{
		name: 'review_request',
		language: 'English',
		category: 2,
		status: 'approved',
		body: 'Hi {{1}}, how do you like it: {{2}}?',
		buttons: [
			{ type: 'reply', text: 'Great' },
			{ type: 'reply', text: 'Not so good' },
		],
	},
	{
		name: 'connection_alarm',
		language: 'English',
		category: 1,
		status: 'approved',
		body: 'WhatsApp in n8n needs a look: {{1}} The hourly check has found this.',
	},
];
