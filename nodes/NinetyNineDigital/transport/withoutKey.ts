import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../plain/objects';

/** What a request carried of the credential. */
export interface Secrets {
	/** Empty if the credential has none. */
	readonly apiKey: string;
	readonly from: string;
}

/**
 * A response without the API key, which no page of the provider returns, but which a gateway may repeat with the request.
 * An object within the response that has the key is such a request: the account's number goes with it.
 */
export function withoutKey(response: IDataObject, { apiKey, from }: Secrets): IDataObject {
	if (apiKey === '' || !JSON.stringify(response).includes(JSON.stringify(apiKey).slice(1, -1))) return response;
	const cleanText = (text: string): string => {
		if (!text.includes(apiKey)) return text;
		const rest = text.replaceAll(apiKey, '');
		return from === '' ? rest : rest.replaceAll(from, '');
	};
	const clean = (value: unknown): unknown => {
		if (typeof value === 'string') return cleanText(value);
		if (Array.isArray(value)) return value.map(clean);
		return isRecord(value) ? cleanObject(value, value !== response) : value;
	};
	const cleanObject = (object: Record<string, unknown>, isNested: boolean): Record<string, unknown> => {
		const isRequest = isNested && Object.values(object).includes(apiKey);
		return Object.fromEntries(
			Object.entries(object)
				.filter(([name, value]) => value !== apiKey && !(isRequest && name === 'from'))
				.map(([name, value]) => [cleanText(name), clean(value)]),
		);
	};
	return clean(response) as IDataObject;
}
