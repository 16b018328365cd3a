import type { IDataObject } from 'n8n-workflow';

import { runNode } from '../support/engine';
import { mapped, picked } from '../support/parameters';
import { API_KEY, CUSTOMER, useProvider } from '../support/provider';

const provider = useProvider();

const STRANGER = '972521234567';

const fallback = {
	windowClosed: 'sendTemplate',
	fallbackTemplate: picked('website_signup_image_logo'),
	fallbackVariables: mapped('43143', 'קידום אתרים'),
	fallbackHeader: 'image',
	fallbackHeaderUrl: 'https://www.example.com/logo.jpg',
};

const run = (parameters: IDataObject) =>
	runNode({ parameters: parameters as never, credential: provider.credential, onError: 'continueRegularOutput' });

const messages: IDataObject[] = [
	{ operation: 'sendButtons', body: 'Hello', buttons: { button: [{ text: 'Yes', id: '' }] } },
	{ operation: 'sendList', body: 'Hello', buttonText: 'Open', items: { item: [{ title: 'One' }] } },
	{ operation: 'sendText', body: 'Hello' },
	{ operation: 'sendFile', fileUrl: 'https://www.example.com/a.pdf' },
	{ operation: 'sendLocation', latitude: '32', longitude: '34' },
	{ operation: 'sendContact', contactName: 'Dana', contactPhone: '03-123-4567' },
];

describe.each(messages)('$operation outside the window', (message) => {
	it('sends the template in the same run, exactly as documented, and says so', async () => {
		const { outputs } = await run({ ...message, ...fallback, to: STRANGER });
		expect(provider.received).toHaveLength(2);
		expect(provider.received[1]).toEqual({
			operation: 'sendTemplate',
			body: {
				apiKey: API_KEY,
				from: '972771234567',
				to: STRANGER,
				name: 'website_signup_image_logo',
				headerType: 3,
				headerLink: 'https://www.example.com/logo.jpg',
				bodyVariable1: '43143',
				bodyVariable2: 'קידום אתרים',
			},
		});
		expect(outputs[0]![0]!.json).toMatchObject({
			operation: message.operation,
			sentAs: 'template',
			text: expect.stringContaining('43143'),
		});
	});

	it('does the same when the window has passed', async () => {
		provider.sandbox.provider.clock.advance(25 * 60 * 60 * 1000);
		const { outputs } = await run({ ...message, ...fallback, to: CUSTOMER });
		expect(outputs[0]![0]!.json.sentAs).toBe('template');
	});

	it('stops where the person wants that', async () => {
		const { outputs } = await run({ ...message, to: STRANGER });
		expect(outputs[0]![0]!.json).toMatchObject({ reason: 8, sent: 'no' });
		expect(provider.received).toHaveLength(1);
	});

	it('sends no template while the window is open', async () => {
		const { outputs } = await run({ ...message, ...fallback, to: CUSTOMER });
		expect(outputs[0]![0]!.json.sentAs).not.toBe('template');
		expect(provider.received).toHaveLength(1);
		expect(Object.keys(provider.received[0]!.body).filter((key) => /fallback|^name$/.test(key))).toEqual([]);
	});
});

it('sends no template for a refusal of another kind', async () => {
	provider.sandbox.provider.behaviours.add({ effect: 'refuse', operation: 'sendMessage', reason: 4 });
	const { outputs } = await run({ operation: 'sendText', body: 'Hello', ...fallback, to: CUSTOMER });
	expect(outputs[0]![0]!.json.reason).toBe(4);
	expect(provider.received).toHaveLength(1);
});

it('tells the refusal of the template in its own words', async () => {
	const { outputs } = await run({
		operation: 'sendText',
		body: 'Hello',
		to: STRANGER,
		...fallback,
		fallbackTemplate: picked('no_such'),
	});
	expect(outputs[0]![0]!.json).toMatchObject({
		error: expect.stringMatching(
			/^The 24-hour window is closed, and the fallback template was refused\. The account has no template of this name/,
		),
		description: expect.stringContaining('sendTemplate, reason 12'),
		reason: 12,
	});
});

it('carries what only some templates need', async () => {
	await run({
		operation: 'sendText',
		body: 'Hello',
		to: STRANGER,
		...fallback,
		fallbackHeader: 'document',
		options: {
			fallbackHeaderVariable: '1042',
			fallbackWebsiteVariable: 'orders/1042',
			fallbackWebsiteVariable2: 'reviews/1042',
			fallbackCouponCode: 'WELCOME-10',
			fallbackCouponExpiration: '2099-01-31T18:00:00Z',
			fallbackPdfFilename: 'חשבונית.pdf',
			fallbackOtp: '043143',
			fallbackLocalStorage: true,
		},
	});
	expect(provider.received[1]!.body).toMatchObject({
		headerVariable: '1042',
		websiteVariable: 'orders/1042',
		websiteVariable2: 'reviews/1042',
		couponCode: 'WELCOME-10',
		couponExpiration: Date.UTC(2099, 0, 31, 18) / 1000,
		pdfFilename: 'חשבונית.pdf',
		otp: '043143',
		localStorage: 1,
	});
});

it('checks the template before anything is sent', async () => {
	const { outputs } = await run({
		operation: 'sendText',
		body: 'Hello',
		to: STRANGER,
		...fallback,
		fallbackTemplate: picked('={{ "" }}'),
		fallbackVariables: mapped('one\ntwo'),
	});
	expect(outputs[0]![0]!.json.error).toMatch(/Fallback Template is empty.*Fallback Variable 1 has a new line/);
	expect(provider.received).toEqual([]);
});
