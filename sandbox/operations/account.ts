import { text } from '../body';
import { accountKeys, type Operation } from './operation';

/** getProfile: what WhatsApp shows about the business. */
export const getProfile: Operation = {
	name: 'getProfile',
	keys: new Set(accountKeys),
	respond: ({ account }) => ({ status: 'OK', from: account.from, ...account.profile, reason: 1 }),
};

/** getWebhook: where webhooks go and which are switched on. The page shows `system` as a string, unlike the others. */
export const getWebhook: Operation = {
	name: 'getWebhook',
	keys: new Set(accountKeys),
	respond: ({ account: { webhook } }) => ({
		status: 'OK',
		url: webhook.url,
		system: webhook.system ? '1' : '0',
		systemPhoneAlert: webhook.systemPhoneAlert,
		retry: webhook.retry ? 1 : 0,
		readStatus: webhook.readStatus ? 1 : 0,
		reason: 1,
	}),
};

/**
 * setWebhook. Two assumptions, since the page's response and reasons are not known: a setting that is left out keeps its
 * value, and the response is getWebhook's. A single space clears a text.
 */
export const setWebhook: Operation = {
	name: 'setWebhook',
	keys: new Set([...accountKeys, 'url', 'system', 'systemPhoneAlert', 'readStatus', 'retry']),
	respond(call) {
		const { account, body } = call;
		const given = (key: string, change: (value: string) => object) => (key in body ? change(text(body, key)) : {});
		account.webhook = {
			...account.webhook,
			...given('url', (value) => ({ url: value.trim() })),
			...given('systemPhoneAlert', (value) => ({ systemPhoneAlert: value.trim() })),
			...given('system', (value) => ({ system: value === '1' })),
			...given('readStatus', (value) => ({ readStatus: value === '1' })),
			...given('retry', (value) => ({ retry: value === '1' })),
		};
		return getWebhook.respond(call);
	},
};
