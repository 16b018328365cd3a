import { randomBytes } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import { findIssues } from '../core/issues';
import type { Values } from '../core/rows';
import { invalidItem, unreadableItem, type Failure } from '../send/failure';
import { readValues } from '../send/message';
import { isForAgent } from './agent';
import { question as form } from './question';
import { carrierOf, type Addresses, type Carrier } from './request';
import { reviewMessage } from './review';
import { pathOf } from './token';

/** A question that may be sent. */
export interface Prepared {
	readonly values: Values;
	readonly addresses: Addresses;
	readonly carrier: Carrier;
	readonly round: string;
}

/** One item from n8n's parameters to its question, with the addresses at which it is answered. Never throws. */
export function prepare(context: IExecuteFunctions, itemIndex: number): Prepared | { readonly failure: Failure } {
	try {
		const read = readValues(context, form, itemIndex);
		const values = isForAgent(context) ? { ...read, message: reviewMessage(context, read.message) } : read;
		const issues = findIssues(form, values);
		if (issues.length > 0) return { failure: invalidItem(issues) };
		const round = randomBytes(4).toString('hex');
		const addresses: Addresses = {
			answer: (index) => pathOf(context.getSignedResumeUrl({ a: String(index), q: round })),
			reply: () => pathOf(context.getSignedResumeUrl({ q: round })),
			page: () => context.getSignedResumeUrl({ page: '1', q: round }),
		};
		const carrier = carrierOf(values, addresses);
		const unfit = findIssues(carrier.kind, carrier.values);
		return unfit.length > 0 ? { failure: invalidItem(unfit) } : { values, addresses, carrier, round };
	} catch (cause) {
		return { failure: unreadableItem(cause as Error) };
	}
}
