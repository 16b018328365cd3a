import type { IDataObject } from 'n8n-workflow';

import { baseUrlOf, post, type PostContext, type PostResult } from './post';

/** Where 99digital sends the events of a number, and which. */
export interface WebhookSettings {
	/** Empty if nothing is sent. */
	readonly url: string;
	/** Notices about messages that failed, templates and the account. */
	readonly system: boolean;
	/** Acknowledgements: sent, delivered, read. */
	readonly readStatus: boolean;
	/** For more than a day, what the address did not take is sent again. */
	readonly retry: boolean;
	/** Phones that get the system notices by WhatsApp. */
	readonly systemPhoneAlert: string;
}

/** A request that did not do what it was to do: refused by the provider, or without a response. */
export type FailedPost = Exclude<PostResult, { readonly status: 'ok' }>;

type SettingsResult = FailedPost | { readonly status: 'ok'; readonly settings: WebhookSettings };

/**
 * What 99digital has for the number of the credential.
 *
 * @throws NodeOperationError if the credential is missing
 */
export async function getWebhook(context: PostContext): Promise<SettingsResult> {
	const result = await post(context, await baseUrlOf(context), 'getWebhook', {});
	return result.status === 'ok' ? { status: 'ok', settings: read(result.response) } : result;
}

/**
 * Sends every setting, for it is not documented whether 99digital keeps one that is left out.
 *
 * @throws NodeOperationError if the credential is missing
 */
export async function setWebhook(context: PostContext, settings: WebhookSettings): Promise<PostResult> {
	return await post(context, await baseUrlOf(context), 'setWebhook', written(settings));
}

const read = ({ url, system, readStatus, retry, systemPhoneAlert }: IDataObject): WebhookSettings => ({
	url: textOf(url),
	system: isOn(system),
	readStatus: isOn(readStatus),
	retry: isOn(retry),
	systemPhoneAlert: textOf(systemPhoneAlert),
});

/** A single space clears a text. */
const written = ({ url, system, readStatus, retry, systemPhoneAlert }: WebhookSettings): IDataObject => ({
	url: url || ' ',
	system: Number(system),
	readStatus: Number(readStatus),
	retry: Number(retry),
	...(systemPhoneAlert && { systemPhoneAlert }),
});

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** The documentation shows one switch as text and the others as numbers. */
const isOn = (value: unknown): boolean => value === 1 || value === '1' || value === true;
