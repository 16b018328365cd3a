import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Values } from '../form/rows';
import { webhookCatalogue } from '../messages/common';
import { isRecord } from '../plain/objects';
import { textIn } from '../plain/scalars';
import { refusal, type Failure } from '../run/failure';
import { postToOwn, type Requester } from '../transport/ownAddress';
import type { PostContext } from '../transport/post';
import { getWebhook } from '../transport/webhookSettings';
import { hasOrigin, shownAddress, withoutQuery } from '../trigger/registration/address';
import { adoptQuestions, dropQuestions, keepQuestion, MAX_OPEN_QUESTIONS, type QuestionMemory } from './openQuestions';
import type { Addresses } from './prepareQuestion';
import { answersOf, mayBeTemplate } from './questionForm';
import { areStored, isReplyPath, type OpenQuestion, type StoredQuestions } from './questionRecords';
import { isPath, isTokenKey, learnKey, type KeyMemory } from './token';

/** Stands in the place where 99digital names its events. */
const HOOK = 'n8n-question';

/** Said where `full` is set. */
export const FULL = `${MAX_OPEN_QUESTIONS} questions wait already for a reply or for a tap on a template`;

/** The HTTP status with which the trigger says that it would have to take the word of anybody. */
export const NO_SECRET = 403;

const PUBLISH = 'Publish a workflow with a 99digital Trigger on this n8n, or set Answer By to Page Behind a Link.';

/** What is needed of n8n to ask the provider and the trigger. */
type ChannelContext = PostContext & Requester & Pick<IExecuteFunctions, 'getNode' | 'logger'>;

/** The way by which the answer comes back. */
export interface ReplyChannel {
	/** To be told when the question is out. */
	sent(messageId: string): Promise<void>;
	/** To be told when it did not go out. */
	withdraw(): Promise<void>;
}

/**
 * What a node that asks, or a trigger that is unpublished, posts to the trigger, to the address with the trigger's
 * secret: is it there?
 */
export interface ListenerCheck {
	/** Proves the tokens of the account; see `tokenKeyFrom`. */
	readonly key?: string;
	/** A question to remember, or what is new about it. */
	readonly awaited?: OpenQuestion;
	/** The path of a question that was not sent after all. */
	readonly withdrawn?: string;
	/** The questions of a trigger that is unpublished, which this one is to remember from now on. */
	readonly handedOver?: StoredQuestions;
}

/** The trigger's response. */
export interface ListenerResponse extends IDataObject {
	listening: true;
	/** It remembers the question, or what was handed over. */
	kept: boolean;
	/** As many questions as fit are remembered already. */
	full: boolean;
}

const nothingToTell: ReplyChannel = { sent: async () => {}, withdraw: async () => {} };

/**
 * Makes sure, before anything is sent, that an answer can come back before `until`.
 *
 * @param values of a question without issues
 * @param key of `tokenKeyFrom`: proves the tokens on the buttons; the trigger gets to know it
 * @returns the channel, or why no answer could come back
 * @throws NodeOperationError if the node has no credential
 */
export async function openReplyChannel(
	context: ChannelContext,
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

/**
 * Where the answers of the number come in: the address at 99digital, if it is one of this n8n.
 *
 * @param own any address of this n8n
 */
async function locateTrigger(
	context: PostContext,
	own: string,
): Promise<{ readonly trigger: string } | { readonly failure: Failure }> {
	const result = await getWebhook(context);
	if (result.status === 'lost')
		return { failure: { ...refused(result.loss.message, 'Try again later.'), retryable: true } };
	if (result.status === 'refused') {
		return { failure: refusal(webhookCatalogue, result.reason) };
	}
	const { url } = result.settings;
	if (url === '') return { failure: refused('99digital has no address for the answers of this number', PUBLISH) };
	if (hasOrigin(url, own)) return { trigger: url };
	const elsewhere = `99digital sends the answers of this number elsewhere: ${shownAddress(url)}`;
	return {
		failure: refused(
			elsewhere,
			`${PUBLISH} The trigger goes on passing everything on to the address that is there now.`,
		),
	};
}

/** Asks the trigger whether it listens, and tells it what to remember. Returns what is wrong, undefined if all is well. */
async function checkListener(context: Requester, trigger: string, check: ListenerCheck): Promise<Failure | undefined> {
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

/** The body of the post that brings a check to the trigger. */
export const toCheckBody = ({ key, awaited, withdrawn, handedOver }: ListenerCheck): IDataObject => ({
	hook: HOOK,
	...(key !== undefined && { key }),
	...(awaited && { awaited: { ...awaited, answers: awaited.answers && [...awaited.answers] } }),
	...(withdrawn !== undefined && { withdrawn }),
	...(handedOver && { handedOver: { ...handedOver } }),
});

/** The check in the body of a post; undefined for everything else. */
export function listenerCheckIn(body: unknown): ListenerCheck | undefined {
	if (!isRecord(body) || body.hook !== HOOK) return undefined;
	const { key, withdrawn, handedOver } = body;
	const awaited = questionIn(body.awaited);
	return {
		...(isTokenKey(key) && { key }),
		...(awaited && { awaited }),
		...(isPath(withdrawn) && { withdrawn }),
		...(areStored(handedOver) && { handedOver }),
	};
}

/** Does what a check asks for: changes the trigger's memory. Only for a check whose post carried the trigger's secret. */
export function respondToCheck(memory: QuestionMemory & KeyMemory, check: ListenerCheck): ListenerResponse {
	const { key, awaited, withdrawn, handedOver } = check;
	const now = new Date();
	if (key !== undefined) learnKey(memory, key);
	if (withdrawn !== undefined) dropQuestions(memory, [withdrawn], now);
	if (handedOver) adoptQuestions(memory, handedOver, now);
	const kept = awaited !== undefined && keepQuestion(memory, awaited, now);
	return { listening: true, kept: kept || handedOver !== undefined, full: awaited !== undefined && !kept };
}

/** Whether the body of a response is that of a trigger that listens. */
export const isListening = (body: unknown): body is ListenerResponse => isRecord(body) && body.listening === true;

function questionIn(awaited: unknown): OpenQuestion | undefined {
	if (!isRecord(awaited)) return undefined;
	const { path, until, answers } = awaited;
	const [to, messageId] = [textIn(awaited.to), textIn(awaited.messageId)];
	if (to === undefined || !isPath(path) || !isReplyPath(path) || typeof until !== 'number') return undefined;
	return {
		to,
		path,
		until,
		...(messageId !== undefined && { messageId }),
		...(Array.isArray(answers) && { answers: answers.map(String) }),
	};
}
