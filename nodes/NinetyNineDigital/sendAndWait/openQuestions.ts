import { forgetOldest } from '../plain/bounded';
import type { Payload } from '../trigger/events/payload';
import { addressesIn, answerTextIn, isFailureNotice, isFromAsked, messageKey } from './matching';
import {
	hash,
	hashOfWords,
	isOpen,
	isReplyPath,
	readRecords,
	toRecord,
	writeRecords,
	type OpenQuestion,
	type QuestionRecord,
	type StoredQuestions,
} from './questionRecords';

/** The part of the trigger's memory in which open questions stand. */
export interface QuestionMemory {
	/** Of the trigger, so that questions of an earlier registration are not taken for its own. */
	readonly registration?: { readonly id: string };
	questions?: StoredQuestions;
}

/** They take some 425 kB. */
export const MAX_OPEN_QUESTIONS = 5000;

/**
 * What this process has changed in the last moments. n8n gives each post its own copy of the stored memory and saves it
 * afterwards; of two posts at the same moment, the later one to be saved wipes out what the earlier one has changed.
 */
interface Change {
	readonly registration: string | undefined;
	readonly path: string;
	/** Milliseconds since 1970. */
	readonly since: number;
	/** Missing if the question is not open any more. */
	readonly record?: QuestionRecord;
}

/** Long enough for every copy under way to be saved; after that the stored memory is right. */
const CHANGES_KEPT_MS = 2 * 60_000;

/** More than one process can be asked within that time. */
const MAX_CHANGES = 5000;

const changes = new Map<string, Change>();

/** Triggers of which that is known: each text may have 425 kB. */
const MAX_SETTLED = 20;

/**
 * By registration, the records as stored in which all that this process has changed is contained. An event whose copy of
 * the memory has them reads none of 5,000 records that do not concern it: texts are compared far faster than taken apart.
 */
const settledRecords = new Map<string | undefined, string>();

/**
 * Remembers a question from now on, or what is new about it.
 *
 * @returns false if there is no room for it
 */
export function keepQuestion(memory: QuestionMemory, question: OpenQuestion, now: Date): boolean {
	const record = toRecord(question);
	const open = openIn(memory, now).filter((one) => one.path !== record.path);
	if (open.length >= MAX_OPEN_QUESTIONS) return false;
	note({ registration: memory.registration?.id, path: record.path, since: now.getTime(), record });
	store(memory, [...open, record]);
	return true;
}

/**
 * Remembers these questions no longer: they are answered, over, or were never sent. Unknown ones do no harm.
 *
 * @param paths of their resume addresses
 */
export function dropQuestions(memory: QuestionMemory, paths: readonly string[], now: Date): void {
	for (const path of paths) note({ registration: memory.registration?.id, path, since: now.getTime() });
	store(memory, openIn(memory, now));
}

/** The questions that are open, to be handed over to another trigger; undefined if there are none. */
export function storedQuestions(memory: QuestionMemory, now: Date): StoredQuestions | undefined {
	const open = openIn(memory, now);
	return open.length > 0 ? writeRecords(open) : undefined;
}

/** Remembers, beside its own, the open questions of another trigger, as far as there is room. */
export function adoptQuestions(memory: QuestionMemory, others: StoredQuestions, now: Date): void {
	const open = openIn(memory, now);
	const known = new Set(open.map(({ path }) => path));
	const adopted = readRecords(others)
		.filter((one) => isOpen(one, now) && isReplyPath(one.path) && !known.has(one.path))
		.slice(0, MAX_OPEN_QUESTIONS - open.length);
	for (const record of adopted)
		note({ registration: memory.registration?.id, path: record.path, since: now.getTime(), record });
	store(memory, [...adopted, ...open]);
}

/** Writes what other posts have changed meanwhile, or again what one that was saved later has wiped out. */
export function settleQuestions(memory: QuestionMemory, now: Date): void {
	if (isSettled(memory) || changesOf(memory, now).length === 0) return;
	store(memory, recordsIn(memory, now));
}

const isSettled = ({ registration, questions }: QuestionMemory): boolean =>
	questions !== undefined && questions.records === settledRecords.get(registration?.id);

/** Changes the memory only where the records are others, for n8n writes all of it then. */
function store(memory: QuestionMemory, records: readonly QuestionRecord[]): void {
	const questions = writeRecords(records);
	if (questions.records !== memory.questions?.records) memory.questions = questions;
	settledRecords.set(memory.registration?.id, questions.records);
	forgetOldest(settledRecords, MAX_SETTLED);
}

/**
 * The paths of the questions that an event may answer, the likeliest first. An answer with words of its own is never
 * guessed: it counts for the question that it quotes, or without a quote for the only one that offers these words.
 */
export function questionsAnsweredBy(memory: QuestionMemory, payload: Payload, now: Date): string[] {
	if (isFailureNotice(payload)) {
		const message = hash(messageKey(payload.unique) ?? '');
		return pathsOf(recordsIn(memory, now, message).filter((record) => record.message === message));
	}
	return payload.hook === 'new' ? answeredByCustomer(memory, payload, now) : [];
}

function answeredByCustomer(memory: QuestionMemory, payload: Payload, now: Date): string[] {
	const key = messageKey(payload.quoteUnique);
	const quoted = key === undefined ? undefined : hash(key);
	const addresses = addressesIn(payload).map(hash);
	const marks = quoted === undefined ? addresses : [...addresses, quoted];
	const open = marks.flatMap((mark) => recordsIn(memory, now, mark)).filter((record) => isOpen(record, now));
	const isTheirs = ({ customer }: QuestionRecord) => addresses.includes(customer);
	const exact = open.filter(
		({ message, customer }) => message === quoted && isFromAsked(payload, (address) => hash(address) === customer),
	);

	const words = answerTextIn(payload);
	const offers = ({ answers }: QuestionRecord) => words !== undefined && answers.includes(hashOfWords(words));
	const named = (quoted === undefined ? pathsOf(open.filter(isTheirs).filter(offers)) : []).slice(0, 2);
	// A question whose message is not known yet is being sent: its execution knows it, and compares.
	const sending = open.filter((record) => record.message === '' && isTheirs(record));
	const chosen =
		quoted === undefined ? (named.length === 1 ? named : []) : pathsOf([...exact, ...sending].filter(offers));

	const takesAny = ({ answers }: QuestionRecord) => answers.length === 0;
	const latest = payload.type === 'reaction' ? [] : open.filter(isTheirs).reverse();
	return [...new Set([...chosen, ...pathsOf([...exact, ...latest].filter(takesAny))])];
}

const pathsOf = (records: readonly QuestionRecord[]): string[] => [...new Set(records.map(({ path }) => path))];

/** The questions that still wait. */
const openIn = (memory: QuestionMemory, now: Date): QuestionRecord[] =>
	recordsIn(memory, now).filter((one) => isOpen(one, now));

/** What is remembered, as far as this process and n8n's stored memory know; by a mark, only what may have it. */
function recordsIn(memory: QuestionMemory, now: Date, mark?: string): QuestionRecord[] {
	const kept = memory.questions ? readRecords(memory.questions, mark) : [];
	const own = isSettled(memory) ? [] : changesOf(memory, now);
	if (own.length === 0) return kept;
	const changed = new Set(own.map(({ path }) => path));
	const added = own.flatMap(({ record }) => record ?? []);
	const isMarked = ({ customer, message }: QuestionRecord) =>
		mark === undefined || customer === mark || message === mark;
	return [...kept.filter(({ path }) => !changed.has(path)), ...added.filter(isMarked)];
}

function changesOf({ registration }: QuestionMemory, now: Date): Change[] {
	for (const [path, { since }] of changes) {
		if (now.getTime() - since < CHANGES_KEPT_MS && changes.size <= MAX_CHANGES) break;
		changes.delete(path);
	}
	return [...changes.values()].filter((change) => change.registration === registration?.id);
}

function note(change: Change): void {
	settledRecords.delete(change.registration);
	changes.delete(change.path);
	changes.set(change.path, change);
}
