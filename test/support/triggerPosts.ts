import axios from 'axios';

import type { Sandbox } from '../../sandbox/server';
import { CUSTOMER } from './provider';

/** A customer's message, as the provider sends it. */
export const message = (unique: string, more: object = {}) => ({
	status: 'OK',
	hook: 'new',
	unique,
	from: CUSTOMER,
	to: '972771234567',
	senderName: 'Ronen',
	type: 'text',
	body: 'hello',
	timestamp: '1600517209',
	...more,
});

export interface Answer {
	status: number;
	body: unknown;
}

/** Posts to an address as the provider does, with JSON or a text that should be JSON. */
export async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
	const data = typeof body === 'string' ? body : JSON.stringify(body);
	const { status, data: answer } = await axios.post<unknown>(url, data, {
		headers: { 'content-type': 'application/json', ...headers },
		transformRequest: (text: string) => text,
		validateStatus: () => true,
		proxy: false,
	});
	return { status, body: answer };
}

/** The settings of the sandbox's account. */
export const settingsOf = ({ provider }: Sandbox) => provider.accounts.get().webhook;
