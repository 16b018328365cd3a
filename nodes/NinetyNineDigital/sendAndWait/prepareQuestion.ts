import { NodeHelpers, type IExecuteFunctions } from 'n8n-workflow';

import { findIssues } from '../form/issues';
import type { Values } from '../form/rows';
import { invalidItem, unreadableItem, type Failure } from '../run/failure';
import { readValues } from '../send/message';
import { questionForm as form, questionIssues } from './questionForm';
import { toQuestionMessage, type Addresses, type QuestionMessage } from './questionMessage';
import { reviewMessage } from './review';
import { newRound } from './round';
import { pathOf, toToken } from './token';

/** A question that may be sent. */
export interface Prepared {
	readonly values: Values;
	readonly addresses: Addresses;
	readonly message: QuestionMessage;
	readonly round: string;
}

/**
 * One item from n8n's parameters to its question, with the addresses at which it is answered. Never throws.
 *
 * @param key proves the tokens on its buttons
 */
export function prepare(
	context: IExecuteFunctions,
	itemIndex: number,
	key: string,
): Prepared | { readonly failure: Failure } {
	try {
		const read = readValues(context, form, itemIndex);
		const values = NodeHelpers.isToolType(context.getNode().type)
			? { ...read, message: reviewMessage(context, read.message) }
			: read;
		const issues = [...findIssues(form, values), ...questionIssues(values, new Date())];
		if (issues.length > 0) return { failure: invalidItem(issues) };
		const round = newRound(new Date());
		const addresses: Addresses = {
			answer: (index) =>
				toToken(pathOf(context.getSignedResumeUrl({ a: String(index), q: round })), String(values.to), key),
			reply: () => pathOf(context.getSignedResumeUrl({ q: round })),
			page: () => context.getSignedResumeUrl({ page: '1', q: round }),
		};
		const message = toQuestionMessage(values, addresses);
		const unfit = findIssues(message.kind, message.values);
		return unfit.length > 0 ? { failure: invalidItem(unfit) } : { values, addresses, message, round };
	} catch (cause) {
		return { failure: unreadableItem(cause as Error) };
	}
}
