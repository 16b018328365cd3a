import { sleep, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';

import { forgetOldest } from '../plain/bounded';
import { isRecord } from '../plain/objects';
import { NOT_FOUND, postToOwn, type OwnResponse, type Requester } from '../transport/ownAddress';
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

/** n8n's status where its database has failed, and for an execution that it has crashed in and cannot wake any more. */
const BROKEN = 500;

/** So often in a row, while n8n can read its executions, until one is given up: a database may come back in between. */
const BROKEN_TRIES = 3;

/** Milliseconds for which n8n seems to be starting until an execution is given up. */
const STARTING_MS = 30_000;

/** n8n's status for an execution that is at work, or has ended by an error. */
const CONFLICT = 409;

/** How n8n says that it has ended. */
const FINISHED = /finished/;

/** In the path of a resume address. */
const EXECUTION_ID = /\/\d+\/(?=[^/]*\?)/;

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
 * @returns also the path of the question that is answered, if it is taken
 */
export async function deliverToQuestion(
	context: DeliveryContext,
	memory: QuestionMemory,
	payload: Payload,
	deadline: number,
	{ paths, byToken }: Candidates,
): Promise<{ readonly delivery: Delivery; readonly answered?: string }> {
	const handOverInTime = async (path: string) => await withinTime(handOver(context, path, payload), deadline);
	const { gone, delivery } = await deliverToFirst(paths, payload, handOverInTime);
	if (!byToken && gone.length > 0) dropQuestions(memory, gone, new Date());
	if (delivery === 'taken') return { delivery, answered: gone.at(-1) };
	return { delivery: byToken && delivery === 'none' && paths.length > 0 ? 'late' : delivery };
}

/**
 * The path of the question that an event has answered after all which was `unreachable` at its deadline: once that is
 * decided, or given up after two minutes. Undefined if it has answered none.
 */
export async function answeredAtLast(
	context: DeliveryContext,
	paths: readonly string[],
	payload: Payload,
): Promise<string | undefined> {
	const handOverTo = async (path: string) => await handOver(context, path, payload);
	const { gone, delivery } = await deliverToFirst(paths, payload, handOverTo);
	return delivery === 'taken' ? gone.at(-1) : undefined;
}

/** Goes from one to the next until one takes the event, or it is open whether it does; `gone` are those that wait no more. */
async function deliverToFirst(
	paths: readonly string[],
	{ hook }: Payload,
	handOverTo: (path: string) => Promise<Handover>,
): Promise<{ gone: string[]; delivery: Delivery }> {
	const gone: string[] = [];
	for (const path of paths) {
		const handover = await handOverTo(path);
		if (handover === 'open') return { gone, delivery: 'unreachable' };
		if (handover === 'other') continue;
		gone.push(path);
		// A notice has ended the wait, and is news of its own.
		if (handover === 'taken') return { gone, delivery: hook === 'system' ? 'none' : 'taken' };
	}
	return { gone, delivery: 'none' };
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
	let broken = 0;
	let startingSince: number | undefined;
	for (let tries = 0; ; tries += 1) {
		const response = await postToOwn(context, origin + path, payload as IDataObject);
		const result = resultOf(response, path);
		if (result !== 'open') return result;
		broken = isBroken(response) && (await readsExecutions(context, origin, path)) ? broken + 1 : 0;
		if (broken === BROKEN_TRIES) return 'over';
		startingSince = isStarting(response) ? (startingSince ?? Date.now()) : undefined;
		if (startingSince !== undefined && Date.now() - startingSince >= STARTING_MS) return 'over';
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

const isBroken = (response: OwnResponse): boolean => 'status' in response && response.status === BROKEN;

/**
 * While n8n starts, it responds with 200 and these words to whatever comes, in place of the execution, and a moment later
 * with 404 as a page; of an execution that is gone it tells as JSON.
 */
const isStarting = (response: OwnResponse): boolean =>
	'status' in response &&
	!isRecord(response.body) &&
	(response.status === NOT_FOUND || String(response.body).startsWith('n8n is starting up'));

/** Whether n8n can tell that an execution does not exist: then it has its database. Its executions are counted from 1. */
async function readsExecutions(context: Requester, origin: string, path: string): Promise<boolean> {
	const response = await postToOwn(context, origin + path.replace(EXECUTION_ID, '/0/'), {});
	return 'status' in response && response.status === NOT_FOUND && isRecord(response.body);
}

function causeOf(response: OwnResponse): string | undefined {
	if ('problem' in response) return response.problem;
	return response.status >= 500 ? `HTTP status ${response.status}` : undefined;
}
