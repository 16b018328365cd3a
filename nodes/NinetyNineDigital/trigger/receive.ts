import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { listenerCheckIn, type ListenerResponse } from '../sendAndWait/listenerCheck';
import { keepQuestion } from '../sendAndWait/openQuestions';
import { isAllowedAddress, isAuthentic } from './authentication';
import { readPayload } from './events/payload';
import { receiveEvent, receiveUnknown, refuse, type Post } from './receiveEvent';
import { withoutQuery } from './registration/address';
import { chainResponse, isChainRequest } from './registration/chainRequest';
import { isManual } from './registration/desiredSettings';
import { chainOf, registrationAt, type Registration } from './registration/registration';
import { memoryOf } from './triggerMemory';
import { readTriggerSettings, type TriggerSettings } from './triggerSettings';

/**
 * One post to the node's address: refused, taken without a run, or one item on one output. n8n answers 200 for what is
 * taken, and starts the run before it does.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const since = Date.now();
	const settings = readTriggerSettings(context);
	const memory = memoryOf(context);
	const registration = registrationOf(context, memory.registration);
	if (!(await isAuthentic(context, registration, settings.secret))) return refuse(context, 401, 'Wrong secret');
	// A post that came before n8n had saved the registration would otherwise wipe it out.
	if (registration !== memory.registration) memory.registration = registration;
	const body = context.getBodyData();
	const check = listenerCheckIn(body);
	if (check && isGuarded(context, settings)) {
		const kept = check.awaited !== undefined && keepQuestion(memory, check.awaited);
		const webhookResponse: ListenerResponse = { listening: true, kept };
		return { webhookResponse };
	}
	if (isChainRequest(body) && registration?.address !== undefined)
		return { webhookResponse: await chainResponse(context, body, registration.address, chainOf(registration)) };
	if (!isAllowedAddress(context.getRequestObject().ip, settings.allowedIps))
		return refuse(context, 403, 'Address not allowed');

	const post: Post = { context, settings, memory, registration, since };
	const payload = readPayload(body, context.getRequestObject().rawBody);
	return payload ? await receiveEvent(post, payload) : await receiveUnknown(post);
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
