import { NodeApiError, NodeOperationError, type IDataObject, type INode, type NodeError } from 'n8n-workflow';

import { adviceFor } from '../form/advice';
import type { Catalogue } from '../form/model';
import type { Loss } from '../transport/loss';

/** Why an item was not sent, or may not have been. */
export interface Failure {
	/** `node`: refused here, nothing left n8n. */
	readonly by: 'node' | 'provider';
	readonly message: string;
	readonly description: string;
	/** The provider's reason number. */
	readonly reason: number | null;
	/** Sending the same again later can work and cannot double the message. */
	readonly retryable: boolean;
	/** The provider asks for the whole account to go slower. */
	readonly slowDown?: boolean;
	readonly sent: 'no' | 'unknown';
	readonly httpCode?: string;
}

/** Refused before sending: the item's values have issues. */
export const invalidItem = (issues: readonly string[]): Failure => ({
	by: 'node',
	message: issues.join('. '),
	description: `Nothing was sent for this item. Correct ${issues.length === 1 ? 'the field' : 'the fields'} and run it again.`,
	reason: null,
	retryable: false,
	sent: 'no',
});

/** Refused before sending: a parameter could not be read, for instance because its expression fails. */
export const unreadableItem = (cause: Error): Failure => ({
	by: 'node',
	message: cause.message,
	description: 'Nothing was sent for this item. Correct the expression of the field and run it again.',
	reason: null,
	retryable: false,
	sent: 'no',
});

/** The execution was cancelled before the item's turn came. */
export const cancelled: Failure = {
	by: 'node',
	message: 'The execution was stopped before this item was sent',
	description: 'Nothing was sent for this item.',
	reason: null,
	retryable: true,
	sent: 'no',
};

/** The account's rate limit let nothing pass for so long that the item was not tried any more. */
export const neverTaken: Failure = {
	by: 'provider',
	message: '99digital took nothing for a minute, because the account sends too fast',
	description:
		'Nothing was sent for this item. Wait until other campaigns of the account have ended, then send it again. Most per Second under Options keeps the node below the limit.',
	reason: null,
	retryable: true,
	sent: 'no',
};

/** Refused by the provider with `status: "FAIL"`. */
export function refusal(catalogue: Catalogue, reason: number | null): Failure {
	const { message, fix, retryable = false, slowDown } = adviceFor(catalogue, reason);
	const source = reason === null ? '' : ` (99digital, ${catalogue.endpoint}, reason ${reason})`;
	return { by: 'provider', message, description: `${fix}${source}`, reason, retryable, slowDown, sent: 'no' };
}

/** No response of the provider came back. */
export const lost = ({ message, fix, code, sent }: Loss): Failure => ({
	by: 'provider',
	message,
	description: fix,
	reason: null,
	retryable: sent === 'no' && code !== null && !/^\d+$/.test(code),
	sent,
	...(code === null ? {} : { httpCode: code }),
});

/** As n8n's own messages name the item, counted from 0. */
const messageOf = ({ message }: Failure, itemIndex: number): string => `${message} [item ${itemIndex}]`;

/** The JSON of an item that goes on in spite of its failure. */
export function toJson(failure: Failure, itemIndex: number): IDataObject {
	const { description, reason, retryable, sent } = failure;
	return { error: messageOf(failure, itemIndex), description, reason, retryable, sent };
}

/** The failure as n8n shows it. */
export function toNodeError(node: INode, failure: Failure, itemIndex: number): NodeError {
	const { by, description, reason, httpCode } = failure;
	const message = messageOf(failure, itemIndex);
	const error =
		by === 'node'
			? new NodeOperationError(node, message, { description, itemIndex })
			: new NodeApiError(node, { reason }, { message, description, itemIndex, httpCode });
	// n8n replaces a message in which it finds the name of a system call, even inside a word of the user's.
	error.message = message;
	return error;
}
