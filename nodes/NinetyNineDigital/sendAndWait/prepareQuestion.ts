import { randomBytes } from 'node:crypto';
import { NodeHelpers, type IExecuteFunctions } from 'n8n-workflow';

import { findIssues } from '../form/issues';
import type { Values } from '../form/rows';
import { invalidItem, unreadableItem, type Failure } from '../run/failure';
import { readValues } from '../send/message';
import { questionForm as form } from './questionForm';
import { toQuestionMessage, type Addresses, type QuestionMessage } from './questionMessage';
import { reviewMessage } from './review';
import { pathOf } from './token';

/** A question that may be sent. */
export interface Prepared {
	readonly values: Values;
	readonly addresses: Addresses;
	readonly carrier: QuestionMessage;
	readonly round: string;
}

/** One item from n8n's parameters to its question, with the addresses at which it is answered. Never throws. */
export function prepare(context: IExecuteFunctions, itemIndex: number): Prepared | { readonly failure: Failure } {
	try {
		const read = readValues(context, form, itemIndex);
		const values = NodeHelpers.isToolType(context.getNode().type)
			? { ...read, message: reviewMessage(context, read.message) }
			: read;
		const issues = findIssues(form, values);
		if (issues.length > 0) return { failure: invalidItem(issues) };
		const round = randomBytes(4).toString('hex');
		const addresses: Addresses = {
			answer: (index) => pathOf(context.getSignedResumeUrl({ a: String(index), q: round })),
			reply: () => pathOf(context.getSignedResumeUrl({ q: round })),
			page: () => context.getSignedResumeUrl({ page: '1', q: round }),
		};
		const carrier = toQuestionMessage(values, addresses);
		const unfit = findIssues(carrier.kind, carrier.values);
		return unfit.length > 0 ? { failure: invalidItem(unfit) } : { values, addresses, carrier, round };
	} catch (cause) {
		return { failure: unreadableItem(cause as Error) };
	}
}
