import { textIn } from '../plain/scalars';
import { type Payload } from '../trigger/events/payload';

/** A question that any reply of the customer answers. */
export interface OpenQuestion {
	/** The customer: digits or a user ID. */
	readonly to: string;
	/** The path at which the asking execution is resumed. */
	readonly path: string;
	/** When it stops to wait, in milliseconds since 1970. */
	readonly until: number;
	/** The provider's ID of the question, once it is sent. */
	readonly messageId?: string;
}

/** The questions that any reply answers, the oldest first. */
export type OpenQuestions = readonly OpenQuestion[];

/** The part of the trigger's memory in which open questions stand. */
export interface QuestionMemory {
	/** Of the trigger, so that questions of an earlier registration are not taken for its own. */
	readonly registration?: { readonly id: string };
	awaited?: OpenQuestions;
}

/** About 250 bytes each, in a memory that n8n reads and writes for each event. */
export const MAX_OPEN_QUESTIONS = 1000;

/** The list with this question at its end, or in its place if it is there, without those whose time is over. */
export function withQuestion(list: OpenQuestions, added: OpenQuestion, now: Date): OpenQuestions {
	const others = list.filter(({ until, path }) => until > now.getTime() && path !== added.path);
	return [...others, added];
}

/**
 * The questions that this message may answer, the likeliest first: the one that it quotes, then the latest. A reaction
 * is an answer only to the message that it stands on.
 */
export function questionsAnsweredBy(list: OpenQuestions, payload: Payload, now: Date): OpenQuestion[] {
	if (payload.hook !== 'new') return [];
	const customer = [payload.from, payload.from_id, payload.phone].map((address) => textIn(address)?.replace(/^\+/, ''));
	const open = list.filter(({ to, until }) => customer.includes(to) && until > now.getTime()).reverse();
	const quoted = textIn(payload.quoteUnique);
	const exact = open.filter(({ messageId }) => messageId !== undefined && messageId === quoted);
	return payload.type === 'reaction' ? exact : [...exact, ...open.filter((one) => !exact.includes(one))];
}

/**
 * What this process has changed lately. n8n gives each post its own copy of the stored memory and saves it afterwards;
 * of two posts at the same moment, the later one to be saved wipes out what the earlier one has changed.
 */
interface Change {
	readonly registration: string | undefined;
	readonly path: string;
	/** Missing if the question is not open any more. */
	readonly awaited?: OpenQuestion;
}

/** More posts than one process has under way at the same time. */
const MAX_CHANGES = 2000;

const changes = new Map<string, Change>();

/** The questions that any reply answers, as far as this process and n8n's stored memory know. */
export function openQuestionsIn({ awaited = [], registration }: QuestionMemory): OpenQuestions {
	const own = [...changes.values()].filter((change) => change.registration === registration?.id);
	if (own.length === 0) return awaited;
	const changed = new Set(own.map(({ path }) => path));
	return [...awaited.filter(({ path }) => !changed.has(path)), ...own.flatMap((change) => change.awaited ?? [])];
}

/**
 * Looks out for the reply to a question from now on.
 *
 * @returns whether there was room for it
 */
export function keepQuestion(memory: QuestionMemory, awaited: OpenQuestion): boolean {
	const list = withQuestion(openQuestionsIn(memory), awaited, new Date());
	if (list.length > MAX_OPEN_QUESTIONS) return false;
	note({ registration: memory.registration?.id, path: awaited.path, awaited });
	memory.awaited = list;
	return true;
}

/** Looks out no more for the replies to these questions. */
export function dropQuestions(memory: QuestionMemory, paths: readonly string[]): void {
	for (const path of paths) note({ registration: memory.registration?.id, path });
	memory.awaited = openQuestionsIn(memory);
}

function note(change: Change): void {
	changes.delete(change.path);
	changes.set(change.path, change);
	const [oldest] = changes.keys();
	if (changes.size > MAX_CHANGES && oldest !== undefined) changes.delete(oldest);
}
