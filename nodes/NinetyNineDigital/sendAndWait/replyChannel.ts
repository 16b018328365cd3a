import type { Values } from '../form/rows';
import type { OpenQuestion } from './openQuestions';
import { type Failure, refusal } from '../run/failure';
import type { Addresses } from './questionMessage';
import type { IExecuteFunctions } from 'n8n-workflow';

import { accountReasons } from '../messages/common';
import { withoutQuery } from '../trigger/registration/address';
import { postToOwn } from '../transport/ownAddress';
import { getWebhook } from '../transport/webhookSettings';
import { isListening, toCheckBody, type ListenerCheck } from './listenerCheck';

/** The way by which the answer comes back. */
export interface ReplyChannel {
	/** To be told when the question is out. */
	sent(messageId: string): Promise<void>;
}

const pageChannel: ReplyChannel = { sent: async () => {} };

/** Makes sure, before anything is sent, that an answer can come back before `until`. */
export async function openReplyChannel(
	context: IExecuteFunctions,
	values: Values,
	addresses: Addresses,
	until: Date,
): Promise<ReplyChannel | { readonly failure: Failure }> {
	const anyReply = values.responseType === 'anyReply';
	if (values.answerBy === 'link' || (values.skipTriggerCheck === true && !anyReply)) return pageChannel;
	const found = await locateTrigger(context, addresses.page());
	if ('failure' in found) return found;
	const awaited: OpenQuestion | undefined = anyReply
		? { to: String(values.to), path: addresses.reply(), until: until.getTime() }
		: undefined;
	const failure = await checkListener(context, found.trigger, { awaited });
	if (failure) return { failure };
	return {
		sent: async (messageId) => {
			if (!awaited) return;
			const problem = await checkListener(context, found.trigger, { awaited: { ...awaited, messageId } });
			if (problem) context.logger.warn(`${context.getNode().name}: ${problem.message}`);
		},
	};
}

const refused = (message: string, fix: string): Failure => ({
	by: 'node',
	message,
	description: `Nothing was sent. ${fix}`,
	reason: null,
	retryable: false,
	sent: 'no',
});

const PUBLISH = 'Publish a workflow with a 99digital Trigger on this n8n, or set Answer By to Page Behind a Link.';

/**
 * Where the answers of the number come in: the address at 99digital, if it is one of this n8n.
 *
 * @param own any address of this n8n
 */
export async function locateTrigger(
	context: IExecuteFunctions,
	own: string,
): Promise<{ readonly trigger: string } | { readonly failure: Failure }> {
	const reply = await getWebhook(context);
	if (reply.status === 'lost')
		return { failure: { ...refused(reply.loss.message, 'Try again later.'), retryable: true } };
	if (reply.status === 'refused') {
		return { failure: refusal({ endpoint: 'getWebhook', reasons: accountReasons }, reply.reason) };
	}
	const { url } = reply.settings;
	if (url === '') return { failure: refused('99digital has no address for the answers of this number', PUBLISH) };
	if (URL.canParse(url) && new URL(url).origin === new URL(own).origin) return { trigger: url };
	const elsewhere = `99digital sends the answers of this number elsewhere: ${withoutQuery(url) || url}`;
	return {
		failure: refused(
			elsewhere,
			`${PUBLISH} The trigger goes on passing everything on to the address that is there now.`,
		),
	};
}

/** Asks the trigger whether it listens, and tells it which reply to look out for. Returns what is wrong. */
export async function checkListener(
	context: IExecuteFunctions,
	trigger: string,
	knock: ListenerCheck,
): Promise<Failure | undefined> {
	const answer = await postToOwn(context, trigger, toCheckBody(knock));
	if ('problem' in answer) {
		const message = `This n8n does not reach its own address ${withoutQuery(trigger)} (${answer.problem})`;
		return refused(message, 'Check the public address of n8n (WEBHOOK_URL), or set Answer By to Page Behind a Link.');
	}
	if (!isListening(answer.body)) {
		const message = `No published 99digital Trigger listens at the address that 99digital has (HTTP status ${answer.status})`;
		return refused(message, PUBLISH);
	}
	if (!knock.awaited || answer.body.kept) return undefined;
	return refused('Too many questions wait for any reply', 'Wait until some are answered, or ask with buttons.');
}
