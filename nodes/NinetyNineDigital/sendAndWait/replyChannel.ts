import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Values } from '../form/rows';
import { webhookCatalogue } from '../messages/common';
import { isRecord } from '../plain/objects';
import { textIn } from '../plain/scalars';
import { refusal, type Failure } from '../run/failure';
import { postToOwn, type Requester } from '../transport/ownAddress';
import type { PostContext } from '../transport/post';
import { getWebhook } from '../transport/webhookSettings';
import { hasOrigin, isSamePlace, shownAddress, withoutQuery } from '../trigger/registration/address';
import {
	adoptQuestions,
	dropQuestions,
	isLeaving,
	keepQuestion,
	leave,
	MAX_OPEN_QUESTIONS,
	storedQuestions,
	type QuestionMemory,
} from './openQuestions';
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
 * What a node that asks, a trigger that is unpublished, or another process of this trigger posts to the trigger, to the
 * address with the trigger's secret: is it there?
 */
export interface ListenerCheck {
	/** Proves the tokens of the account; see `tokenKeyFrom`. */
	readonly key?: string;
	/** A question to remember, or what is new about it. */
	readonly awaited?: OpenQuestion;
	/** The path of a question that was not sent after all, or is answered. */
	readonly withdrawn?: string;
	/** The key of an event that has answered a question after 99digital was told to send it again. */
	readonly answeredBy?: string;
	/** The questions of a trigger that is unpublished, which this one is to remember from now on. */
	readonly handedOver?: StoredQuestions;
	/** The trigger is being unpublished: it is to give its questions, and to remember no further one. */
	readonly leaving?: boolean;
	/** Another trigger takes over, and is to know the questions of this one. */
	readonly sharing?: boolean;
}

/** The trigger's response. */
export interface ListenerResponse extends IDataObject {
	listening: true;
	/** It remembers the question, or what was handed over. */
	kept: boolean;
	/** As many questions as fit are remembered already. */
	full: boolean;
	/** It is being unpublished, so that another trigger is to be asked. */
	leaving?: true;
	/** The questions of a trigger that is asked to leave or to share, if any are open. */
	open?: IDataObject;
	/** n8n is asked for the paths that it gives out; missing in the response of an older trigger. */
	keepsPaths?: boolean;
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
	const awaited: OpenQuestion | undefined =
		anyReply || !byMessage
			? { to: String(values.to), path: addresses.reply(), until: until.getTime(), ...wordsOf(values) }
			: undefined;
	const found = await tellTrigger(context, addresses.page(), { key, awaited });
	if ('failure' in found) return found;
	if (!awaited) return nothingToTell;
	const tell = async (check: ListenerCheck) => {
		const told = await tellTrigger(context, addresses.page(), { key, ...check }, found.trigger);
		if ('failure' in told) context.logger.warn(`${context.getNode().name}: ${told.failure.message}`);
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

/** A trigger may be unpublished while a node asks, and the next one too. */
const MOST_MOVES = 3;

/**
 * Tells the trigger at which the answers come in. If it does not take it, and the answers come in at another one by
 * then, it tells that one.
 *
 * @param own any address of this n8n
 * @param known where the answers came in a moment ago
 */
async function tellTrigger(
	context: ChannelContext,
	own: string,
	check: ListenerCheck,
	known?: string,
): Promise<{ readonly trigger: string } | { readonly failure: Failure }> {
	let trigger = known;
	for (let moves = 0; ; moves += 1) {
		const failure = trigger === undefined ? undefined : await checkListener(context, trigger, check);
		if (trigger !== undefined && !failure) return { trigger };
		if (failure && moves === MOST_MOVES) return { failure };
		const found = await locateTrigger(context, own);
		if ('failure' in found) return found;
		if (failure && found.trigger === trigger) return { failure };
		({ trigger } = found);
	}
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
	if (response.body.keepsPaths === false) {
		return refused(
			'A proxy in front of n8n takes a part off its addresses, and n8n then refuses every answer',
			'Set WEBHOOK_URL to an address without a path, and let the proxy pass /webhook, /webhook-test and /webhook-waiting on unchanged. Then publish the trigger again.',
		);
	}
	if (response.body.leaving) return refused('The 99digital Trigger is being unpublished', PUBLISH);
	if (!check.awaited || response.body.kept) return undefined;
	if (response.body.full) return refused(FULL, 'Wait until some are answered, or ask with buttons.');
	return refused('The 99digital Trigger could not remember the question', 'Publish its workflow again, and try again.');
}

/** The body of the post that brings a check to the trigger. */
export const toCheckBody = ({
	key,
	awaited,
	withdrawn,
	answeredBy,
	handedOver,
	leaving,
	sharing,
}: ListenerCheck): IDataObject => ({
	hook: HOOK,
	...(key !== undefined && { key }),
	...(awaited && { awaited: { ...awaited, answers: awaited.answers && [...awaited.answers] } }),
	...(withdrawn !== undefined && { withdrawn }),
	...(answeredBy !== undefined && { answeredBy }),
	...(handedOver && { handedOver: { ...handedOver } }),
	...(leaving && { leaving }),
	...(sharing && { sharing }),
});

/** The check in the body of a post; undefined for everything else. */
export function listenerCheckIn(body: unknown): ListenerCheck | undefined {
	if (!isRecord(body) || body.hook !== HOOK) return undefined;
	const { key, withdrawn, answeredBy, handedOver, leaving, sharing } = body;
	const awaited = questionIn(body.awaited);
	return {
		...(isTokenKey(key) && { key }),
		...(awaited && { awaited }),
		...(isPath(withdrawn) && { withdrawn }),
		...(typeof answeredBy === 'string' && { answeredBy }),
		...(areStored(handedOver) && { handedOver }),
		...(leaving === true && { leaving }),
		...(sharing === true && { sharing }),
	};
}

/**
 * Does what a check asks for: changes the trigger's memory. Only for a check whose post carried the trigger's secret.
 *
 * @param given the address that n8n gives out for the webhook that the check came to
 * @param asked what n8n was asked for: a path and a query
 */
export function respondToCheck(
	memory: QuestionMemory & KeyMemory,
	check: ListenerCheck,
	given: string,
	asked: string,
): ListenerResponse {
	const { key, awaited, withdrawn, handedOver } = check;
	const now = new Date();
	if (key !== undefined) learnKey(memory, key);
	if (withdrawn !== undefined) dropQuestions(memory, [withdrawn], now);
	const left = check.leaving ? leave(memory, now) : undefined;
	const open = check.sharing ? storedQuestions(memory, now) : left;
	const gone = isLeaving(memory, now);
	if (handedOver && !gone) adoptQuestions(memory, handedOver, now);
	const kept = awaited !== undefined && keepQuestion(memory, awaited, now);
	return {
		listening: true,
		kept: kept || (handedOver !== undefined && !gone),
		full: awaited !== undefined && !kept && !gone,
		...(gone && { leaving: true }),
		...(open && { open: { ...open } }),
		keepsPaths: isSamePlace(given, new URL(given).origin + asked),
	};
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
