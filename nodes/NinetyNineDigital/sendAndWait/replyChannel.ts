import type { IExecuteFunctions } from 'n8n-workflow';

import type { Values } from '../form/rows';
import { accountReasons } from '../messages/common';
import { refusal, type Failure } from '../run/failure';
import { postToOwn } from '../transport/ownAddress';
import { getWebhook } from '../transport/webhookSettings';
import { withoutQuery } from '../trigger/registration/address';
import { FULL, isListening, toCheckBody, type ListenerCheck } from './listenerCheck';
import type { OpenQuestion } from './questionRecords';
import { answersOf, mayBeTemplate } from './questionForm';
import type { Addresses } from './questionMessage';

/** The way by which the answer comes back. */
export interface ReplyChannel {
	/** To be told when the question is out. */
	sent(messageId: string): Promise<void>;
	/** To be told when it did not go out. */
	withdraw(): Promise<void>;
}

const nothingToTell: ReplyChannel = { sent: async () => {}, withdraw: async () => {} };

/**
 * Makes sure, before anything is sent, that an answer can come back before `until`.
 *
 * @param key proves the tokens on the buttons; the trigger gets to know it
 */
export async function openReplyChannel(
	context: IExecuteFunctions,
	values: Values,
	addresses: Addresses,
	until: Date,
	key: string,
): Promise<ReplyChannel | { readonly failure: Failure }> {
	const anyReply = values.responseType === 'anyReply';
	const byMessage = !mayBeTemplate(values);
	if (byMessage && (values.answerBy === 'link' || (values.skipTriggerCheck === true && !anyReply)))
		return nothingToTell;
	const found = await locateTrigger(context, addresses.page());
	if ('failure' in found) return found;
	const awaited: OpenQuestion | undefined =
		anyReply || !byMessage
			? { to: String(values.to), path: addresses.reply(), until: until.getTime(), ...wordsOf(values) }
			: undefined;
	const failure = await checkListener(context, found.trigger, { key, awaited });
	if (failure) return { failure };
	if (!awaited) return nothingToTell;
	const tell = async (check: ListenerCheck) => {
		const problem = await checkListener(context, found.trigger, check);
		if (problem) context.logger.warn(`${context.getNode().name}: ${problem.message}`);
	};
	return {
		sent: async (messageId) => await tell({ awaited: { ...awaited, messageId } }),
		withdraw: async () => await tell({ withdrawn: awaited.path }),
	};
}

/** Of the answers; nothing where any reply is one. */
function wordsOf(values: Values): Pick<OpenQuestion, 'answers'> {
	const answers = answersOf(values).map(({ text }) => text);
	return answers.length > 0 ? { answers } : {};
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
async function locateTrigger(
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

/** n8n's trigger says so where it would have to take the word of anybody. */
const NO_SECRET = 403;

/** Asks the trigger whether it listens, and tells it what to remember. Returns what is wrong. */
async function checkListener(
	context: Pick<IExecuteFunctions, 'helpers'>,
	trigger: string,
	check: ListenerCheck,
): Promise<Failure | undefined> {
	const response = await postToOwn(context, trigger, toCheckBody(check));
	if ('problem' in response) {
		const message = `This n8n does not reach its own address ${withoutQuery(trigger)} (${response.problem})`;
		return refused(message, 'Check the public address of n8n (WEBHOOK_URL), or set Answer By to Page Behind a Link.');
	}
	if (response.status === NO_SECRET) {
		return refused(
			'The 99digital Trigger at the address that 99digital has takes no answers, because it has no secret',
			'Add Secret under its Options, and enter its URL with the secret at 99digital; or set its Registration to Automatic.',
		);
	}
	if (!isListening(response.body)) {
		const message = `No published 99digital Trigger listens at the address that 99digital has (HTTP status ${response.status})`;
		return refused(message, PUBLISH);
	}
	if (!check.awaited || response.body.kept) return undefined;
	if (response.body.full) return refused(FULL, 'Wait until some are answered, or ask with buttons.');
	return refused('The 99digital Trigger could not remember the question', 'Publish its workflow again, and try again.');
}
