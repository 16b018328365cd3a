import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { fileCheckIn, respondToFileCheck } from '../files/fileCheck';
import { listenerCheckIn, respondToCheck } from '../sendAndWait/replyChannel';
import { NOT_FOUND } from '../transport/ownAddress';
import { isAllowedAddress, isAuthentic, type AuthenticContext } from './authentication';
import { readPayload } from './events/payload';
import { fileKeyOf, type FileKeyContext } from './fileKey';
import { lastEventAt, type LastEventContext } from './lastEvent';
import { receiveEvent, receiveQuiet, receiveUnknown, refuse, type EventContext, type Post } from './receiveEvent';
import { isPassedOn } from './forwarding';
import { withoutQuery } from './registration/address';
import { chainResponse, isChainRequest } from './registration/chainRequest';
import { isManual, type ModeContext } from './registration/desiredSettings';
import { completed } from './registration/formerChain';
import {
	chainOf,
	isChanging,
	registrationAt,
	registrationsByAddress,
	type FormerChain,
	type Registration,
	type RegistrationMemory,
} from './registration/registration';
import { adoptWaiting, quietIn } from './quiet';
import { rememberAnswer } from './repeats';
import { memoryOf, type MemoryContext } from './triggerMemory';
import { readTriggerSettings, type SettingsContext } from './triggerSettings';

/** What is needed of n8n to receive a post. */
type ReceiveContext = AuthenticContext &
	EventContext &
	FileKeyContext &
	LastEventContext &
	MemoryContext &
	SettingsContext;

/**
 * One post to the node's address: refused, taken without a run, or one item on one output. n8n responds with 200 to what is
 * taken, and starts the run before it does.
 */
export async function receive(context: ReceiveContext): Promise<IWebhookResponseData> {
	const since = Date.now();
	const settings = readTriggerSettings(context);
	const memory = memoryOf(context);
	const registration = registrationOf(context, memory.registration);
	if (!(await isAuthentic(context, registration, settings.secret))) return refuse(context, 401, 'Wrong secret');
	// A post that came before n8n had saved the registration would otherwise wipe it out.
	if (registration !== memory.registration) memory.registration = registration;
	const post: Post = { context, settings, memory, registration, since };
	const body = context.getBodyData();
	const quiet = quietIn(body);
	if (quiet) return await receiveQuiet(post, quiet.customer);
	adoptWaiting(context, memory, settings.batchSeconds);
	const check = listenerCheckIn(body);
	if (check) {
		// Without a secret anybody could plant a question, or a key.
		if (isManual(context) && settings.secret === '') return refuse(context, 403, 'This trigger has no secret');
		const given = context.getNodeWebhookUrl('default') ?? '';
		const { originalUrl } = context.getRequestObject();
		const response = respondToCheck(memory, check, given, originalUrl);
		if (check.answeredBy !== undefined) rememberAnswer(context, memory, check.answeredBy, since);
		return { webhookResponse: { ...response, lastEventAt: lastEventAt(context, memory) } };
	}
	const fileCheck = fileCheckIn(body);
	if (fileCheck) return { webhookResponse: respondToFileCheck(fileCheck, await fileKeyOf(context)) };
	if (isChainRequest(body) && registration?.address !== undefined) {
		const { response, told } = await chainResponse(context, body, registration.address, chainOf(registration));
		learn(memory, registration, told);
		return { webhookResponse: response };
	}
	if (!isAllowedAddress(context.getRequestObject().ip, settings.allowedIps))
		return refuse(context, 403, 'Address not allowed');
	// The trigger that passes it on goes on to the address before; 99digital is to send it again.
	if (!isManual(context) && isChanging(registration?.address ?? ownAddress(context), registration, since))
		return refuse(context, isPassedOn(context) ? NOT_FOUND : 503, 'The trigger is not registered yet');

	const payload = readPayload(body, context.getRequestObject().rawBody);
	return payload ? await receiveEvent(post, payload) : await receiveUnknown(post);
}

function registrationOf(
	context: ModeContext & Pick<IWebhookFunctions, 'getNodeWebhookUrl'>,
	stored: Registration | undefined,
): Registration | undefined {
	if (isManual(context)) return stored;
	return registrationAt(stored?.address ?? ownAddress(context), stored);
}

const ownAddress = (context: Pick<IWebhookFunctions, 'getNodeWebhookUrl'>): string =>
	withoutQuery(context.getNodeWebhookUrl('default') ?? '');

/** Remembers the end of a chain that was not known when the node registered. */
function learn(memory: RegistrationMemory, registration: Registration, told: FormerChain): void {
	const chain = completed(registration, told);
	if (!chain) return;
	memory.registration = { ...registration, chain, since: Date.now() };
	if (registration.address !== undefined) registrationsByAddress.set(registration.address, memory.registration);
}
