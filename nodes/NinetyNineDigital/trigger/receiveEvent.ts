import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isRecord } from '../plain/objects';
import { deliverToQuestion, findQuestions, noCandidates, type Delivery } from '../sendAndWait/deliver';
import { settleQuestions } from '../sendAndWait/openQuestions';
import { onOutput } from '../sendAndWait/questionOutputs';
import { isToken } from '../sendAndWait/token';
import { download, type MediaContext } from '../transport/media';
import { countOf, outputFor } from './events/eventOutputs';
import { isVoice, mediaUrl, toItem } from './events/item';
import { isUnknownHook, type Payload } from './events/payload';
import { isFrom } from './events/senders';
import { eventFor, isChosen } from './events/statuses';
import {
	formerAddresses,
	forwardToFormer,
	isAnswered,
	passedInTime,
	startsWithTrigger,
	type ForwardContext,
} from './forwarding';
import { noteEvent, rememberLastEvent, type LastEventContext } from './lastEvent';
import type { Registration } from './registration/registration';
import { changeAgain, claim, passOnce, rememberEvents, type RepeatContext } from './repeats';
import { forwardKeyOf, keyOf } from './seenEvents';
import type { TriggerMemory } from './triggerMemory';
import type { TriggerSettings } from './triggerSettings';

/** What is needed of n8n to handle an event. */
export type EventContext = MediaContext &
	ForwardContext &
	LastEventContext &
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

/**
 * An event of 99digital: handed to the question that it answers, passed on to the former address, and one item unless it
 * is a repeat or not wanted.
 */
export async function receiveEvent(post: Post, payload: Payload): Promise<IWebhookResponseData> {
	const { context, settings, memory, since } = post;
	noteEvent(context, since);
	const isNews = !isAnswered(context);
	const candidates = isNews ? await findQuestions(context, memory, payload) : noCandidates;
	const mayResume = candidates.paths.length > 0;
	const wanted = isNews && isWanted(payload, settings);
	const key = mayResume || (wanted && settings.ignoreRepeats) ? keyOf(payload) : undefined;
	const claimed = key === undefined ? 'new' : claim(context, memory, key, since);
	if (claimed === 'open') return refuse(context, 503, 'The same event is being handled');
	if (claimed === 'repeat') return {};

	const delivery = await deliverToQuestion(context, memory, payload, since + BUDGET_MS, candidates);
	const isTaken = delivery === 'taken';
	const passing = passOn(post, payload.hook, forwardKeyOf(payload), isTaken || !isNews);
	const startsRun = wanted && !isTaken && delivery !== 'unreachable';
	const item = startsRun ? await itemOf(post, payload, delivery) : undefined;
	const passed = await passing;
	// n8n saves this copy of the memory now, over what other posts have saved while this one took its time.
	settleQuestions(memory, new Date());
	if (delivery === 'unreachable') return refuse(context, 503, 'The waiting workflow could not be reached');
	if (passed === 'again' && !isTaken) return refuse(context, 503, 'Another trigger asks for the event once more');

	if (key !== undefined) {
		rememberEvents(memory, [key], since);
		rememberLastEvent(memory, since);
	}
	if (!item) return {};
	if (key !== undefined) void changeAgain(context, memory);
	const output = outputFor(payload, eventFor(payload, settings), settings.outputs, delivery === 'late');
	return { workflowData: onOutput(item, output, countOf(settings.outputs)) };
}

/** An event of a kind that is not documented starts nothing here, but the former address may know it. */
export async function receiveUnknown(post: Post): Promise<IWebhookResponseData> {
	const { context, settings, registration } = post;
	const body: unknown = context.getBodyData();
	const hook = isRecord(body) ? body.hook : undefined;
	const mayPass = isUnknownHook(hook) && settings.keepFeeding;
	if (!mayPass || formerAddresses(context, registration, hook).length === 0)
		return refuse(context, 400, 'Not an event of 99digital');
	const passed = await passOn(post, hook, forwardKeyOf(JSON.stringify(body)), false);
	return passed === 'again' ? refuse(context, 503, 'Another trigger asks for the event once more') : {};
}

/** Passes the post on unless that is switched off or it has been passed on before. */
async function passOn(post: Post, hook: string, key: string, answered: boolean): Promise<'passed' | 'again'> {
	const { context, settings, memory, registration, since } = post;
	const addresses = settings.keepFeeding ? formerAddresses(context, registration, hook) : [];
	if (addresses.length === 0) return 'passed';
	const toTrigger = startsWithTrigger(addresses);
	const own = registration?.address ?? '';
	const name = `${own} ${key}`;
	const pass = async () => await forwardToFormer(context, addresses, own, answered, name);
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
): Promise<INodeExecutionData> {
	const { simplify, downloadMedia } = settings;
	const event = eventFor(payload, settings);
	const json = simplify ? { ...simplified(payload, new Date(since), delivery), event } : (payload as IDataObject);
	const link = downloadMedia ? mediaUrl(payload) : undefined;
	if (link === undefined) return { json };
	const left = since + BUDGET_MS - Date.now();
	const result = await download(context, link, isVoice(payload), left);
	if ('file' in result) return { json, binary: { data: result.file } };
	return { json: simplify ? { ...json, mediaMissing: result.problem } : json };
}

/** The ID of a question that waits no more means nothing to anybody. */
function simplified(payload: Payload, now: Date, delivery: Delivery): IDataObject {
	const { answerId, ...item } = toItem(payload, now);
	if (answerId !== undefined && !isToken(answerId)) item.answerId = answerId;
	return delivery === 'late' ? { ...item, late: true } : item;
}
