import type { IExecuteFunctions } from 'n8n-workflow';

import type { Values } from '../core/rows';
import type { Awaited } from '../events/awaited';
import type { Failure } from '../send/failure';
import { findTrigger, knockAt } from './reach';
import type { Addresses } from './request';

/** The way by which the answer comes back. */
export interface Door {
	/** To be told when the question is out. */
	sent(messageId: string): Promise<void>;
}

const page: Door = { sent: async () => {} };

/** Makes sure, before anything is sent, that an answer can come back before `until`. */
export async function openDoor(
	context: IExecuteFunctions,
	values: Values,
	addresses: Addresses,
	until: Date,
): Promise<Door | { readonly failure: Failure }> {
	const anyReply = values.responseType === 'anyReply';
	if (values.answerBy === 'link' || (values.skipTriggerCheck === true && !anyReply)) return page;
	const found = await findTrigger(context, addresses.page());
	if ('failure' in found) return found;
	const awaited: Awaited | undefined = anyReply
		? { to: String(values.to), path: addresses.reply(), until: until.getTime() }
		: undefined;
	const failure = await knockAt(context, found.trigger, { awaited });
	if (failure) return { failure };
	return {
		sent: async (messageId) => {
			if (!awaited) return;
			const problem = await knockAt(context, found.trigger, { awaited: { ...awaited, messageId } });
			if (problem) context.logger.warn(`${context.getNode().name}: ${problem.message}`);
		},
	};
}
