import { taskTemplates } from './taskTemplates';
import type { Template } from './templates';

/** The templates a sandbox starts with: both of the provider's page, one for each thing a template can hold, and what examples/ sends. */
export const defaultTemplates: readonly Template[] = [
	{
		name: 'website_welcome',
		language: 'English',
		category: 2,
		status: 'approved',
		body: '*Hi {{1}}*, good to have you in our web shop!\nWe noted your phone {{2}} and your mail {{3}}.\nThis week you get {{4}} for {{5}}, online or in our shop in {{6}}.\nWhat are you looking for?',
	},
	{
		name: 'website_signup_image_logo',
		language: 'Hebrew',
		category: 1,
		status: 'approved',
		header: { type: 'image' },
		body: 'שמחים שנרשמת.\n\nקוד הכניסה: {{1}}\n\nלהתראות, {{2}}',
	},
	{
		name: 'order_shipped',
		language: 'English',
		category: 1,
		status: 'approved',
		header: { type: 'text', text: 'Your order is on its way' },
		body: 'Hello {{1}}, order {{2}} left our store today.',
		footer: 'Sandbox Shop',
		buttons: [{ type: 'website', text: 'Track it', url: 'https://www.example.com/track/{{1}}' }],
	},
	{
		name: 'order_number_header',
		language: 'English',
		category: 1,
		status: 'approved',
		header: { type: 'text', text: 'Order {{1}}' },
		body: 'Your order is ready to be picked up.',
	},
	{
		name: 'product_video',
		language: 'English',
		category: 2,
		status: 'approved',
		header: { type: 'video' },
		body: 'See how {{1}} works.',
		buttons: [
			{ type: 'website', text: 'Buy', url: 'https://www.example.com/buy/{{1}}' },
			{ type: 'website', text: 'Reviews', url: 'https://www.example.com/reviews/{{1}}' },
		],
	},
	{
		name: 'invoice_document',
		language: 'English',
		category: 1,
		status: 'approved',
		header: { type: 'document' },
		body: 'Invoice {{1}} for {{2}} is attached.',
	},
	{
		name: 'birthday_coupon',
		language: 'English',
		category: 2,
		status: 'approved',
		body: 'Happy birthday, {{1}}! Here is a present.',
		coupon: { expires: true },
	},
	{ name: 'login_code', language: 'English', category: 3, status: 'approved', body: 'Your code is on its way.' },
	{
		name: 'appointment_reminder_he',
		language: 'Hebrew',
		category: 1,
		status: 'approved',
		body: 'שלום {{1}} 👋\nנקבע לך תור ל*{{2}}* בשעה {{3}}.',
		footer: 'מספיק להקיש על כפתור',
		buttons: [
			{ type: 'reply', text: 'מאשר' },
			{ type: 'reply', text: 'לדחות' },
			{ type: 'call', text: 'התקשרו אלינו', phone: '972771234567' },
		],
	},
	{ name: 'loud_offer', language: 'English', category: 2, status: 'rejected', body: 'BUY NOW {{1}}!!!' },
	{ name: 'weekly_offer', language: 'English', category: 2, status: 'paused', body: 'This week: {{1}}' },
	...taskTemplates,
];
