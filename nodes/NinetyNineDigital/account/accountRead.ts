import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Catalogue } from '../form/model';
import { lost, refusal, unreadableItem } from '../run/failure';
import { runItems } from '../run/items';
import { type Outcome } from '../run/outcome';
import { baseUrlOf, post } from '../transport/post';

/** An operation that only reads from the account. */
export interface AccountRead extends Catalogue {
	readonly resource: { readonly name: string; readonly value: string };
	readonly operation: string;
	readonly label: string;
	/** How n8n's node panel lists it. */
	readonly action: string;
	readonly help: string;
	/** Its fields, without the conditions for showing them. */
	readonly fields: readonly INodeProperties[];
	/** The items that come of an answer, by the parameters of the input item. */
	items(answer: IDataObject, parameter: (name: string) => unknown): IDataObject[];
}

/** Reads may run side by side, but there are few of them, and no limit of the provider is known. */
const LIMITS = { maxInFlight: 5, maxPerSecond: 0, maxRetries: 0 };

/** Reads once for each input item. */
export async function readAccount(context: IExecuteFunctions, read: AccountRead): Promise<INodeExecutionData[]> {
	const baseUrl = await baseUrlOf(context);
	const ask = async (itemIndex: number): Promise<Outcome> => {
		const reply = await post(context, baseUrl, read.endpoint, {});
		if (reply.status === 'refused') return { done: false, failure: refusal(read, reply.reason) };
		if (reply.status === 'lost') return { done: false, failure: lost(reply.loss) };
		const parameter = (name: string) => context.getNodeParameter(name, itemIndex, null);
		try {
			return { done: true, json: read.items(reply.answer, parameter) };
		} catch (cause) {
			return { done: false, failure: unreadableItem(cause as Error) };
		}
	};
	return await runItems(context, {
		...LIMITS,
		verb: 'read',
		prepare: (index) => ({ job: { recipient: String(index), send: () => ask(index) } }),
	});
}
