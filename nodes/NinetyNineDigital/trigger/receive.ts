import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { deliverToQuestion, mayAnswer, type Delivery } from '../sendAndWait/deliver';
import { listenerCheckIn, type ListenerResponse } from '../sendAndWait/listenerCheck';
import { keepQuestion } from '../sendAndWait/openQuestions';
import { onOutput } from '../sendAndWait/questionOutputs';
import { isId } from '../sendAndWait/token';
import { download } from '../transport/media';
import { isAllowedAddress, isAuthentic } from './authentication';
import { eventOf } from './events/eventKinds';
import { countOf, outputFor } from './events/eventOutputs';
import { mediaUrl, toItem } from './events/item';
import { readPayload, type Payload } from './events/payload';
import { isFrom } from './events/senders';
import { forwardToFormer, isAnswered } from './forwarding';
import { withoutQuery } from './registration/address';
import { isManual } from './registration/desiredSettings';
import { registrationAt, type Registration } from './registration/registration';
import { changeAgain, isRepeat } from './repeats';
import { memoryOf } from './triggerMemory';
import { readTriggerSettings, type TriggerSettings } from './triggerSettings';

/**
 * One post to the node's address: refused, taken without a run, or one item on one output. n8n answers 200 for what is
 * taken, and starts the run before it does.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readTriggerSettings(context);
	const memory = memoryOf(context);
	const registration = registrationOf(context, memory.registration);
	if (!(await isAuthentic(context, registration, settings.secret))) return refuse(context, 401, 'Wrong secret');
	// A post that came before n8n had saved the registration would otherwise wipe it out.
	if (registration !== memory.registration) memory.registration = registration;
	const check = listenerCheckIn(context.getBodyData());
	if (check && isGuarded(context, settings)) {
		const kept = check.awaited !== undefined && keepQuestion(memory, check.awaited);
		const webhookResponse: ListenerResponse = { listening: true, kept };
		return { webhookResponse };
	}
	if (!isAllowedAddress(context.getRequestObject().ip, settings.allowedIps))
		return refuse(context, 403, 'Address not allowed');

	const payload = readPayload(context.getBodyData(), context.getRequestObject().rawBody);
	if (!payload) return refuse(context, 400, 'Not an event of 99digital');

	const now = new Date();
	const before = memory.seen;
	const isNews = !isAnswered(context);
	const answers = isNews && mayAnswer(memory, payload);
	const wanted = isNews && isWanted(payload, settings);
	if ((wanted || answers) && settings.ignoreRepeats && isRepeat(context, memory, payload, now)) return {};

	const handover = answers ? await deliverToQuestion(context, memory, payload) : 'none';
	if (handover === 'unreachable') {
		memory.seen = before;
		return refuse(context, 503, 'The waiting workflow could not be reached');
	}
	const isTaken = handover === 'taken';
	const fed =
		settings.keepFeeding && registration ? forwardToFormer(context, registration, isTaken || !isNews) : undefined;
	const item = wanted && !isTaken ? await itemOf(context, payload, settings, now, handover) : undefined;
	await fed;
	if (!item) return {};
	if (settings.ignoreRepeats || answers) void changeAgain(memory);
	return { workflowData: onOutput(item, outputFor(payload, settings.outputs), countOf(settings.outputs)) };
}

/** Whether what n8n itself posts may pass the list of allowed addresses: there must be a secret then. */
function isGuarded(context: IWebhookFunctions, { secret, allowedIps }: TriggerSettings): boolean {
	if (!isManual(context) || secret !== '') return true;
	return isAllowedAddress(context.getRequestObject().ip, allowedIps);
}

function registrationOf(context: IWebhookFunctions, stored: Registration | undefined): Registration | undefined {
	if (isManual(context)) return stored;
	return registrationAt(stored?.address ?? withoutQuery(context.getNodeWebhookUrl('default') ?? ''), stored);
}

function refuse(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

const isWanted = (payload: Payload, { events, from }: TriggerSettings): boolean =>
	events.includes(eventOf(payload)) && isFrom(payload, from);

async function itemOf(
	context: IWebhookFunctions,
	payload: Payload,
	{ simplify, downloadMedia }: TriggerSettings,
	now: Date,
	handover: Delivery,
): Promise<INodeExecutionData> {
	const json = simplify ? simplified(payload, now, handover) : (payload as IDataObject);
	const link = downloadMedia ? mediaUrl(payload) : undefined;
	if (link === undefined) return { json };
	const result = await download(context, link);
	if ('file' in result) return { json, binary: { data: result.file } };
	return { json: simplify ? { ...json, mediaProblem: result.problem } : json };
}

/** The ID of a question that waits no more means nothing to anybody. */
function simplified(payload: Payload, now: Date, handover: Delivery): IDataObject {
	const { answerId, ...item } = toItem(payload, now);
	if (answerId !== undefined && !isId(answerId)) item.answerId = answerId;
	return handover === 'late' ? { ...item, late: true } : item;
}
