import { sleep, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';

import { forgetOldest } from '../plain/bounded';
import { isRecord } from '../plain/objects';
import { postToOwn, type OwnResponse, type Requester } from '../transport/ownAddress';
import type { CredentialContext } from '../transport/post';
import type { Payload } from '../trigger/events/payload';
import type { ModeContext } from '../trigger/registration/desiredSettings';
import { dropQuestions, questionsAnsweredBy, settleQuestions, type QuestionMemory } from './openQuestions';
import { isFresh, learntKeys, ownKey, provenPath, questionOf, tokensIn, type KeyMemory } from './token';

/** What is needed of n8n to hand an event over. */
type DeliveryContext = Requester & Pick<IWebhookFunctions, 'getNode' | 'getNodeWebhookUrl' | 'logger'>;

/**
 * What became of an event that may answer a question. `late`: it answers one that is not open any more; `unreachable`:
 * nobody knows yet, so that 99digital is to try again.
 */
export type Delivery = 'none' | 'taken' | 'late' | 'unreachable';

/** The paths of the questions that an event may answer, the likeliest first; none for an ordinary event. */
export interface Candidates {
	readonly paths: readonly string[];
	/** The event is a tap that carries a proven token. */
	readonly byToken: boolean;
}

/** Of an ordinary event. */
export const noCandidates: Candidates = { paths: [], byToken: false };

/** What a waiting execution made of an event. `over`: it waits no more; `other`: it waits, but not for this. */
type Handover = 'taken' | 'over' | 'other' | 'open';

/** Waits between tries, in milliseconds; the last one is repeated. The tap may come before the execution sleeps. */
const PAUSES = [250, 500, 1000];

/** A handover that is not decided by then is given up; 99digital tries again. */
const KEPT_MS = 2 * 60_000;

/**
 * n8n's status where its database has failed, and for an execution that it has crashed in and cannot wake any more: then
 * it does not end.
 */
const BROKEN = 500;

/** Milliseconds for which n8n answers with nothing else, or is starting, until an execution is given up. */
const BROKEN_MS = 30_000;

/** n8n's status for an execution, or an address, that it does not know. */
const NOT_FOUND = 404;

/** n8n's status for an execution that is at work, or has ended by an error. */
const CONFLICT = 409;

/** How n8n says that it has ended. */
const FINISHED = /finished/;

/** Finds the questions that an event may answer. Posts nothing. */
export async function findQuestions(
	context: CredentialContext & ModeContext,
	memory: QuestionMemory & KeyMemory,
	payload: Payload,
): Promise<Candidates> {
	const now = new Date();
	settleQuestions(memory, now);
	const tokens = tokensIn(payload);
	if (tokens.length === 0) return { paths: questionsAnsweredBy(memory, payload, now), byToken: false };
	const provenBy = (keys: readonly string[]) => tokens.map((token) => provenPath(token, payload, keys)).find(Boolean);
	let path = provenBy(learntKeys(memory));
	if (path === undefined) {
		const key = await ownKey(context);
		path = key === undefined ? undefined : provenBy([key]);
	}
	return { paths: path === undefined ? [] : [path], byToken: true };
}

/**
 * Hands an event to the execution that waits for it, at an address on this n8n's own origin and no other.
 *
 * @param deadline milliseconds since 1970; whatever is not decided by then is `unreachable`
 */
export async function deliverToQuestion(
	context: DeliveryContext,
	memory: QuestionMemory,
	payload: Payload,
	deadline: number,
	{ paths, byToken }: Candidates,
): Promise<Delivery> {
	const gone: string[] = [];
	let delivery: Delivery = 'none';
	for (const path of paths) {
		const handover = await withinTime(handOver(context, path, payload), deadline);
		if (handover === 'open') {
			delivery = 'unreachable';
			break;
		}
		if (handover === 'other') continue;
		gone.push(path);
		if (handover === 'over') continue;
		// A notice has ended the wait, and is news of its own.
		delivery = payload.hook === 'system' ? 'none' : 'taken';
		break;
	}
	if (!byToken && gone.length > 0) dropQuestions(memory, gone, new Date());
	return byToken && delivery === 'none' && paths.length > 0 ? 'late' : delivery;
}

/**
 * Whether an event that was `unreachable` at its deadline is taken by an execution after all, once that is decided, or
 * given up after two minutes.
 */
export async function isTakenAtLast(
	context: DeliveryContext,
	paths: readonly string[],
	payload: Payload,
): Promise<boolean> {
	for (const path of paths) {
		const handover = await handOver(context, path, payload);
		if (handover === 'taken') return payload.hook !== 'system';
		if (handover === 'open') return false;
	}
	return false;
}

/** What becomes of it until the deadline; it is handed over all the same, and a repeat finds out. */
const withinTime = async (handover: Promise<Handover>, deadline: number): Promise<Handover> =>
	await Promise.race([handover, sleep(Math.max(0, deadline - Date.now())).then((): Handover => 'open')]);

/** Handovers of this process by path and event, so that a repeat joins the one under way or learns what became of it. */
const handovers = new Map<string, Promise<Handover>>();

/** Questions that this process has woken: what comes after that is late, even while the execution is still at work. */
const woken = new Set<string>();

const MAX_REMEMBERED = 1000;

function handOver(context: DeliveryContext, path: string, payload: Payload): Promise<Handover> {
	const id = `${path} ${payload.hook} ${String(payload.unique)}`;
	const known = handovers.get(id);
	if (known) return known;
	const handover = tryUntilDecided(context, path, payload).then((result) => {
		if (result === 'open') handovers.delete(id);
		if (result === 'taken') forgetOldest(woken.add(questionOf(path)), MAX_REMEMBERED);
		return result;
	});
	forgetOldest(handovers.set(id, handover), MAX_REMEMBERED);
	return handover;
}

async function tryUntilDecided(context: DeliveryContext, path: string, payload: Payload): Promise<Handover> {
	const { origin } = new URL(context.getNodeWebhookUrl('default') ?? '');
	const end = Date.now() + KEPT_MS;
	let brokenSince: number | undefined;
	for (let tries = 0; ; tries += 1) {
		const response = await postToOwn(context, origin + path, payload as IDataObject);
		const result = resultOf(response, path);
		if (result !== 'open') return result;
		const isBroken = 'status' in response && (response.status === BROKEN || isStarting(response));
		brokenSince = isBroken ? (brokenSince ?? Date.now()) : undefined;
		if (brokenSince !== undefined && Date.now() - brokenSince >= BROKEN_MS) return 'over';
		const cause = causeOf(response);
		if (cause !== undefined && tries === 0) {
			context.logger.warn(`${context.getNode().name}: an answer was not taken by its execution at ${origin}: ${cause}`);
		}
		if (Date.now() >= end) return 'open';
		await sleep(PAUSES[Math.min(tries, PAUSES.length - 1)]!);
	}
}

function resultOf(response: OwnResponse, path: string): Handover {
	if ('problem' in response || response.status >= 500) return 'open';
	const { status, body } = response;
	const { resumed, waiting, message } = isRecord(body) ? body : {};
	if (status === CONFLICT) {
		const isAtWork = !FINISHED.test(String(message)) && !woken.has(questionOf(path)) && isFresh(path, new Date());
		return isAtWork ? 'open' : 'over';
	}
	if (resumed === true) return 'taken';
	if (waiting === true) return 'other';
	return isStarting(response) ? 'open' : 'over';
}

/**
 * While n8n starts, it responds with 200 and these words to whatever comes, in place of the execution, and a moment later
 * with 404 as a page; of an execution that is gone it tells as JSON.
 */
const isStarting = ({ status, body }: { readonly status: number; readonly body: unknown }): boolean =>
	!isRecord(body) && (status === NOT_FOUND || String(body).startsWith('n8n is starting up'));

function causeOf(response: OwnResponse): string | undefined {
	if ('problem' in response) return response.problem;
	return response.status >= 500 ? `HTTP status ${response.status}` : undefined;
}
