import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isRecord } from '../plain/objects';
import { textIn } from '../plain/scalars';
import { answeredAtLast, deliverToQuestion, findQuestions, noCandidates, type Delivery } from '../sendAndWait/deliver';
import { dropAnswered, settleQuestions } from '../sendAndWait/openQuestions';
import { onOutput } from '../sendAndWait/questionOutputs';
import { nameOfQuestion } from '../sendAndWait/questionRecords';
import { toCheckBody } from '../sendAndWait/replyChannel';
import { isToken } from '../sendAndWait/token';
import { download, type MediaContext } from '../transport/media';
import { postToOwn } from '../transport/ownAddress';
import { toBatch } from './batch';
import { eventOf } from './events/eventKinds';
import { countOf, outputFor } from './events/eventOutputs';
import { isVoice, mediaUrl, sessionOf, toItem, writtenAt } from './events/item';
import { isUnknownHook, type Payload } from './events/payload';
import { isFrom } from './events/senders';
import { eventFor, isChosen } from './events/statuses';
import {
	answeredElsewhere,
	formerAddresses,
	forwardToFormer,
	passedInTime,
	startsWithTrigger,
	type ForwardContext,
} from './forwarding';
import { noteEvent, rememberLastEvent, type LastEventContext } from './lastEvent';
import { addressOfOwn, isQuiet, wakeWhenQuiet, type QuietContext } from './quiet';
import { triggerOf, type Registration } from './registration/registration';
import { changeAgain, claim, passOnce, rememberEvents, type RepeatContext } from './repeats';
import { forwardKeyOf, keyOf } from './seenEvents';
import type { TriggerMemory } from './triggerMemory';
import type { TriggerSettings } from './triggerSettings';
import { keepWaiting, settleWaiting, takeWaiting, toWaiting, waitingIn } from './waitingMessages';

/** What is needed of n8n to handle an event. */
export type EventContext = MediaContext &
	ForwardContext &
	LastEventContext &
	QuietContext &
	RepeatContext &
	Parameters<typeof findQuestions>[0] &
	Parameters<typeof deliverToQuestion>[0] &
	Pick<IWebhookFunctions, 'getBodyData' | 'getResponseObject'>;

/** A post that has passed the checks, and what it is judged by. */
export interface Post {
	readonly context: EventContext;
	readonly settings: TriggerSettings;
	readonly memory: TriggerMemory;
	readonly registration: Registration | undefined;
	/** When it came, in milliseconds since 1970. */
	readonly since: number;
}

/** The provider waits 5 seconds; n8n has done something before it asks the node, and starts the run after it. */
const BUDGET_MS = 3_500;

/** For the files of all messages of a run that nobody but the trigger itself waits for. */
const FILES_MS = 15_000;

/**
 * An event of 99digital: handed to the question that it answers, passed on to the former address, and one item unless it
 * is a repeat or not wanted.
 */
export async function receiveEvent(post: Post, payload: Payload): Promise<IWebhookResponseData> {
	const { context, settings, memory, since } = post;
	noteEvent(context, since);
	const elsewhere = answeredElsewhere(context);
	const isNews = elsewhere === undefined;
	if (!isNews) dropAnswered(memory, payload, elsewhere, new Date(since));
	const candidates = isNews ? await findQuestions(context, memory, payload) : noCandidates;
	const mayResume = candidates.paths.length > 0;
	const isMeant = isWanted(payload, settings);
	const wanted = isNews && isMeant;
	// What has answered a question is claimed too: a copy that went round a slow trigger knows nothing of the answer.
	const key = mayResume || (isMeant && settings.ignoreRepeats) ? keyOf(payload) : undefined;
	const claimed = key === undefined ? 'new' : claim(context, memory, key, since);
	if (claimed === 'open') return refuse(context, 503, 'The same event is being handled');
	if (claimed === 'repeat') return {};

	const { delivery, answered } = await deliverToQuestion(context, memory, payload, since + BUDGET_MS, candidates);
	const isTaken = delivery === 'taken';
	const isOpen = delivery === 'unreachable';
	const atLast = isOpen ? answeredAtLast(context, candidates.paths, payload) : Promise.resolve(undefined);
	if (isOpen && key !== undefined) void tellOfAnswer(post, key, atLast);
	const question = answered === undefined ? elsewhere : nameOfQuestion(answered);
	const nameAtLast = atLast.then((path) => path && nameOfQuestion(path));
	const passing = passOn(post, payload.hook, forwardKeyOf(payload), question, nameAtLast);
	const startsRun = wanted && !isTaken && !isOpen;
	const output = outputFor(payload, eventFor(payload, settings), settings.outputs, delivery === 'late');
	const mayWait = startsRun && delivery !== 'late' && waits(payload, settings, output);
	const item = startsRun && !mayWait ? await itemOf(post, payload, delivery, since + BUDGET_MS) : undefined;
	const passed = await passing;
	// n8n saves this copy of the memory now, over what other posts have saved while this one took its time.
	settleQuestions(memory, new Date());
	if (isOpen) return refuse(context, 503, 'The waiting workflow could not be reached');
	if (passed === 'again' && !isTaken) return refuse(context, 503, 'Another trigger asks for the event once more');

	if (key !== undefined) {
		rememberEvents(memory, [key], since);
		rememberLastEvent(memory, since);
	}
	if (mayWait) return await waitOrStart(post, payload, output);
	settleWaiting(memory);
	if (!item) return {};
	if (key !== undefined) void changeAgain(context, memory);
	return { workflowData: onOutput(item, output, countOf(settings.outputs)) };
}

/**
 * Tells the trigger, by a post of its own, that an event has answered a question after 99digital was told to send it
 * again: n8n saves what another post remembers, and another process may be the one to which the event comes then.
 */
async function tellOfAnswer(
	{ context, memory }: Post,
	key: string,
	answered: Promise<string | undefined>,
): Promise<void> {
	const address = addressOfOwn(context, memory);
	const path = await answered;
	if (address === undefined || path === undefined) return;
	await postToOwn(context, address, toCheckBody({ withdrawn: path, answeredBy: key }));
}

/** Only messages wait, and none that is one of the named answers, which has an output of its own. */
const waits = (payload: Payload, { batchSeconds, outputs }: TriggerSettings, output: number): boolean =>
	batchSeconds > 0 &&
	eventOf(payload) === 'message' &&
	!(outputs.mode === 'perAnswer' && output < outputs.answers.length);

/** A message for which there is no room among those that wait starts its run at once, alone. */
async function waitOrStart(post: Post, payload: Payload, output: number): Promise<IWebhookResponseData> {
	const { context, settings, memory, since } = post;
	const customer = JSON.stringify([textIn(payload.to), sessionOf(payload)]);
	const address = addressOfOwn(context, memory);
	if (address !== undefined && keepWaiting(memory, toWaiting(payload, customer, since))) {
		wakeWhenQuiet(context, memory, address, customer, since + settings.batchSeconds * 1000);
		return {};
	}
	const item = await itemOf(post, payload, 'none', since + BUDGET_MS);
	void changeAgain(context, memory);
	return { workflowData: onOutput(toBatch([item], settings.simplify), output, countOf(settings.outputs)) };
}

/** The trigger's own post that a customer has been quiet for long enough: one run with all messages that have waited. */
export async function receiveQuiet(post: Post, customer: string): Promise<IWebhookResponseData> {
	const { context, settings, memory, since } = post;
	const { outputs, simplify, batchSeconds } = settings;
	const messages = waitingIn(memory).filter((one) => one.customer === customer);
	const last = messages.at(-1);
	if (!last) return { webhookResponse: { quiet: true } };
	if (!isQuiet(last.since, batchSeconds, since)) return { webhookResponse: { quiet: false } };
	takeWaiting(memory, messages, context.getRequestObject().res, since);
	const items: INodeExecutionData[] = [];
	// One that 99digital had to send again has come after those that were written later.
	const written = (one: (typeof messages)[number]) => writtenAt(one.payload, new Date(one.since)).getTime();
	for (const { payload, since: came } of messages.sort((a, b) => written(a) - written(b)))
		items.push(await itemOf({ ...post, since: came }, payload, 'none', since + FILES_MS));
	settleQuestions(memory, new Date());
	settleWaiting(memory);
	void changeAgain(context, memory);
	const output = Math.max(outputFor(last.payload, 'message', outputs, true), 0);
	const workflowData = onOutput(toBatch(items, simplify), output, countOf(outputs));
	return { workflowData, webhookResponse: { quiet: true } };
}

/** An event of a kind that is not documented starts nothing here, but the former address may know it. */
export async function receiveUnknown(post: Post): Promise<IWebhookResponseData> {
	const { context, settings, registration } = post;
	const body: unknown = context.getBodyData();
	const hook = isRecord(body) ? body.hook : undefined;
	const mayPass = isUnknownHook(hook) && settings.keepFeeding;
	if (!mayPass || formerAddresses(context, registration, hook).length === 0)
		return refuse(context, 400, 'Not an event of 99digital');
	const passed = await passOn(post, hook, forwardKeyOf(JSON.stringify(body)));
	return passed === 'again' ? refuse(context, 503, 'Another trigger asks for the event once more') : {};
}

/**
 * Passes the post on unless that is switched off or it has been passed on before. Another trigger, which would start a run
 * for what is no answer, gets it when it is known whether it is one; somebody else's address gets it at once.
 *
 * @param question that the event is known to have answered, by `nameOfQuestion`
 * @param questionAtLast the one that it has answered after all, where that is not decided yet
 */
async function passOn(
	post: Post,
	hook: string,
	key: string,
	question?: string,
	questionAtLast?: Promise<string | undefined>,
): Promise<'passed' | 'again'> {
	const { context, settings, memory, registration, since } = post;
	const addresses = settings.keepFeeding ? formerAddresses(context, registration, hook) : [];
	if (!registration || addresses.length === 0) return 'passed';
	const toTrigger = startsWithTrigger(addresses);
	const name = `${triggerOf(registration)} ${key}`;
	const pass = async () => {
		const answered = question ?? (toTrigger ? await questionAtLast : undefined);
		return await forwardToFormer(context, addresses, registration, answered, name);
	};
	const passing = passOnce(context, memory, key, since, pass, toTrigger);
	return await passedInTime(passing, { toTrigger, deadline: since + BUDGET_MS, name });
}

/** Responds to the post with this HTTP status, and starts nothing. */
export function refuse(
	context: Pick<IWebhookFunctions, 'getResponseObject'>,
	status: number,
	message: string,
): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

const isWanted = (payload: Payload, settings: TriggerSettings): boolean =>
	isChosen(payload, settings) && isFrom(payload, settings.from);

async function itemOf(
	{ context, settings, since }: Post,
	payload: Payload,
	delivery: Delivery,
	deadline: number,
): Promise<INodeExecutionData> {
	const { simplify, downloadMedia } = settings;
	const event = eventFor(payload, settings);
	const json = simplify ? { ...simplified(payload, new Date(since), delivery), event } : (payload as IDataObject);
	const link = downloadMedia ? mediaUrl(payload) : undefined;
	if (link === undefined) return { json };
	const result = await download(context, link, isVoice(payload), deadline - Date.now());
	if ('file' in result) return { json, binary: { data: result.file } };
	return { json: simplify ? { ...json, mediaMissing: result.problem } : json };
}

/** The ID of a question that waits no more means nothing to anybody. */
function simplified(payload: Payload, now: Date, delivery: Delivery): IDataObject {
	const { answerId, ...item } = toItem(payload, now);
	if (answerId !== undefined && !isToken(answerId)) item.answerId = answerId;
	return delivery === 'late' ? { ...item, late: true } : item;
}
