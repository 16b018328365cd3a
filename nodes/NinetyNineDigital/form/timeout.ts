import type { IDataObject } from 'n8n-workflow';

import type { Catalogue } from './model';

/**
 * How long the provider may take to respond to a request, in milliseconds; undefined for the usual time.
 *
 * @param body the request, in the provider's keys
 */
export function timeoutOf({ rows = [] }: Catalogue, body: IDataObject): number | undefined {
	const slow = rows.find((row) => row.type === 'flag' && row.timeoutMs && row.wire && body[row.wire] === 1);
	return slow?.type === 'flag' ? slow.timeoutMs : undefined;
}
