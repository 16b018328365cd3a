import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Catalogue } from '../form/model';
import { lost, refusal, unreadableItem } from '../run/failure';
import { runItems, type RunContext } from '../run/items';
import { type Outcome } from '../run/outcome';
import { NO_LIMIT } from '../run/pace';
import type { Requester } from '../transport/ownAddress';
import { baseUrlOf, post, type PostContext } from '../transport/post';

/** What is needed of n8n to read. */
export type ReadContext = PostContext & Requester & Pick<IExecuteFunctions, 'getNodeParameter' | 'evaluateExpression'>;

/** An operation that only reads from the account. */
export interface AccountRead {
	readonly resource: { readonly name: string; readonly value: string };
	readonly operation: string;
	readonly label: string;
	/** How n8n's node panel lists it. */
	readonly action: string;
	readonly help: string;
	/** Its fields, without the conditions for showing them. */
	readonly fields: readonly INodeProperties[];
	/**
	 * What comes of one input item.
	 *
	 * @throws NodeOperationError if the node has no credential
	 */
	read(context: ReadContext, itemIndex: number): Promise<Outcome>;
}

/** One request to the provider, and what is made of its response. */
interface OneRequest extends Catalogue {
	/**
	 * The items that come of a response.
	 *
	 * @param parameter reads a parameter of the input item; null if there is none
	 * @throws Error, in words for people, if a parameter cannot be used
	 */
	items(response: IDataObject, parameter: (name: string) => unknown): IDataObject[];
}

/** Reads may run side by side, but there are few of them, and no limit of the provider is known. */
const LIMITS = { maxInFlight: 5, maxPerSecond: NO_LIMIT, maxRetries: 0 };

/**
 * Reads once for each input item; see `runItems`.
 *
 * @throws NodeApiError or NodeOperationError that names all items that failed, unless the node continues on failure
 */
export async function readAccount(
	context: RunContext & ReadContext,
	{ read }: AccountRead,
): Promise<INodeExecutionData[]> {
	return await runItems(context, {
		...LIMITS,
		verb: 'read',
		prepare: (index) => ({ job: { recipient: String(index), send: () => read(context, index) } }),
	});
}

/** The `read` of an operation that is a single request. */
export const byOneRequest =
	(request: OneRequest): AccountRead['read'] =>
	async (context, itemIndex) => {
		const result = await post(context, await baseUrlOf(context), request.endpoint, {});
		if (result.status === 'refused') return { done: false, failure: refusal(request, result.reason) };
		if (result.status === 'lost') return { done: false, failure: lost(result.loss) };
		const parameter = (name: string) => context.getNodeParameter(name, itemIndex, null);
		try {
			return { done: true, json: request.items(result.response, parameter) };
		} catch (cause) {
			return { done: false, failure: unreadableItem(cause as Error) };
		}
	};
