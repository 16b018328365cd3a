import { forgetOldest } from '../plain/bounded';
import type { Payload } from '../trigger/events/payload';
import { addressesIn, answerTextIn, isFailureNotice, isFromAsked, messageKey } from './matching';
import {
	areStored,
	hash,
	hashOfWords,
	isOpen,
	isReplyPath,
	nameOfQuestion,
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
	/** The registration that is being ended; see `leave`. */
	leaving?: Leaving;
}

interface Leaving {
	readonly registration: string;
	/** Milliseconds since 1970. */
	readonly since: number;
}

/** They take some 370 kB. */
export const MAX_OPEN_QUESTIONS = 5000;

/**
 * What this process has changed in the last moments. n8n gives each post its own copy of the stored memory and saves it
 * afterwards; of two posts at the same moment, the later one to be saved wipes out what the earlier one has changed.
 */
interface Change {
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

/** Of one trigger, by path. */
interface Changes {
	/** When the latest one was made, in milliseconds since 1970. */
	readonly latest: number;
	readonly byPath: Map<string, Change>;
}

/** By registration, the one that has changed last at the end: an event of one trigger looks at none of another's. */
const changes = new Map<string | undefined, Changes>();

/** Triggers of which that is known: each text may have 370 kB. */
const MAX_SETTLED = 20;

/** Stored records in which all that this process has changed is contained. */
interface Settled {
	readonly records: string;
	/** Those of other posts that are known to be equal: while posts are under way they are looked at again and again. */
	readonly copies: WeakSet<StoredQuestions>;
}

/**
 * By registration. An event whose copy of the memory has these records reads none of 5,000 that do not concern it: texts
 * are compared far faster than taken apart.
 */
const settled = new Map<string | undefined, Settled>();

/** n8n takes less to unpublish a workflow. A trigger that is still there afterwards remembers questions again. */
const LEAVING_MS = 60_000;

/** By registration: what this process knows before n8n has stored it. */
const leaving = new Map<string, Leaving>();

/** Triggers that are unpublished within a minute. */
const MAX_LEAVING = 100;

/**
 * Remembers no further question, since the trigger is being unpublished: a node that asks is to look for the next one.
 *
 * @returns the questions that are open, to be handed over; undefined if there are none
 */
export function leave(memory: QuestionMemory, now: Date): StoredQuestions | undefined {
	const { registration } = memory;
	if (registration) {
		memory.leaving = { registration: registration.id, since: now.getTime() };
		leaving.set(registration.id, memory.leaving);
		forgetOldest(leaving, MAX_LEAVING);
	}
	return storedQuestions(memory, now);
}

/** Takes `leave` back: the trigger is published. */
export function stay(memory: QuestionMemory): void {
	delete memory.leaving;
	if (memory.registration) leaving.delete(memory.registration.id);
}

/** Whether `leave` was called for this registration, by this process or another one. */
export function isLeaving(memory: QuestionMemory, now: Date): boolean {
	const id = memory.registration?.id ?? '';
	const last = leaving.get(id) ?? memory.leaving;
	return last?.registration === id && now.getTime() - last.since < LEAVING_MS;
}

/**
 * Remembers a question from now on, or what is new about it.
 *
 * @returns false if there is no room for it, or the trigger is being unpublished
 */
export function keepQuestion(memory: QuestionMemory, question: OpenQuestion, now: Date): boolean {
	if (isLeaving(memory, now)) return false;
	const record = toRecord(question);
	const open = openIn(memory, now).filter((one) => one.path !== record.path);
	if (open.length >= MAX_OPEN_QUESTIONS) return false;
	note(memory, { path: record.path, since: now.getTime(), record });
	store(memory, [...open, record]);
	return true;
}

/**
 * Remembers these questions no longer: they are answered, over, or were never sent. Unknown ones do no harm.
 *
 * @param paths of their resume addresses
 */
export function dropQuestions(memory: QuestionMemory, paths: readonly string[], now: Date): void {
	for (const path of paths) note(memory, { path, since: now.getTime() });
	store(memory, openIn(memory, now));
}

/**
 * Remembers no longer the question that an event has answered by way of another trigger, which knew it too.
 *
 * @param name by `nameOfQuestion`
 */
export function dropAnswered(memory: QuestionMemory, payload: Payload, name: string, now: Date): void {
	const records = marksOf(payload).all.flatMap((mark) => recordsIn(memory, now, mark));
	const paths = pathsOf(records).filter((path) => nameOfQuestion(path) === name);
	if (paths.length > 0) dropQuestions(memory, paths, now);
}

/** The questions that are open, to be handed over to another trigger; undefined if there are none. */
export function storedQuestions(memory: QuestionMemory, now: Date): StoredQuestions | undefined {
	const open = openIn(memory, now);
	return open.length > 0 ? writeRecords(open) : undefined;
}

/**
 * Remembers, beside its own, the open questions of another trigger, as far as there is room: also one whose message was
 * not known when it was told before, but none that it has dropped since.
 */
export function adoptQuestions(memory: QuestionMemory, others: StoredQuestions, now: Date): void {
	const gone = new Set(changesOf(memory, now).map(({ path, record }) => (record ? '' : path)));
	const told = readRecords(others).filter((one) => isOpen(one, now) && isReplyPath(one.path) && !gone.has(one.path));
	const sent = new Set(told.filter(({ message }) => message !== '').map(({ path }) => path));
	const open = openIn(memory, now).filter(({ path, message }) => message !== '' || !sent.has(path));
	const known = new Set(open.map(({ path }) => path));
	const adopted = told.filter(({ path }) => !known.has(path)).slice(0, MAX_OPEN_QUESTIONS - open.length);
	for (const record of adopted) note(memory, { path: record.path, since: now.getTime(), record });
	store(memory, [...adopted, ...open]);
}

/** Writes what other posts have changed meanwhile, or again what one that was saved later has wiped out. */
export function settleQuestions(memory: QuestionMemory, now: Date): void {
	if (isSettled(memory) || changesOf(memory, now).length === 0) return;
	store(memory, recordsIn(memory, now));
}

function isSettled({ registration, questions }: QuestionMemory): boolean {
	const { records, copies } = settled.get(registration?.id) ?? {};
	if (!questions || !copies) return false;
	if (copies.has(questions)) return true;
	if (questions.records !== records) return false;
	copies.add(questions);
	return true;
}

/** Changes the memory only where the records are others, for n8n writes all of it then. */
function store(memory: QuestionMemory, records: readonly QuestionRecord[]): void {
	const questions = writeRecords(records);
	if (questions.records !== memory.questions?.records) memory.questions = questions;
	settled.set(memory.registration?.id, { records: questions.records, copies: new WeakSet() });
	forgetOldest(settled, MAX_SETTLED);
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
	const { addresses, quoted, all } = marksOf(payload);
	const open = all.flatMap((mark) => recordsIn(memory, now, mark)).filter((record) => isOpen(record, now));
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

/** By which the questions are found that a customer's event may answer. */
function marksOf(payload: Payload): { addresses: string[]; quoted: string | undefined; all: string[] } {
	const key = messageKey(payload.quoteUnique);
	const quoted = key === undefined ? undefined : hash(key);
	const addresses = addressesIn(payload).map(hash);
	return { addresses, quoted, all: quoted === undefined ? addresses : [...addresses, quoted] };
}

const pathsOf = (records: readonly QuestionRecord[]): string[] => [...new Set(records.map(({ path }) => path))];

/** The questions that still wait. */
const openIn = (memory: QuestionMemory, now: Date): QuestionRecord[] =>
	recordsIn(memory, now).filter((one) => isOpen(one, now));

/** What is remembered, as far as this process and n8n's stored memory know; by a mark, only what may have it. */
function recordsIn(memory: QuestionMemory, now: Date, mark?: string): QuestionRecord[] {
	// An earlier version stored them in another form.
	const kept = areStored(memory.questions) ? readRecords(memory.questions, mark) : [];
	const own = isSettled(memory) ? [] : changesOf(memory, now);
	if (own.length === 0) return kept;
	const changed = new Set(own.map(({ path }) => path));
	const added = own.flatMap(({ record }) => record ?? []);
	const isMarked = ({ customer, message }: QuestionRecord) =>
		mark === undefined || customer === mark || message === mark;
	return [...kept.filter(({ path }) => !changed.has(path)), ...added.filter(isMarked)];
}

function changesOf({ registration }: QuestionMemory, now: Date): Change[] {
	const { byPath } = changes.get(registration?.id) ?? {};
	if (!byPath) return [];
	for (const [path, { since }] of byPath) {
		if (now.getTime() - since < CHANGES_KEPT_MS && byPath.size <= MAX_CHANGES) break;
		byPath.delete(path);
	}
	return [...byPath.values()];
}

function note({ registration }: QuestionMemory, change: Change): void {
	settled.delete(registration?.id);
	const { byPath } = changes.get(registration?.id) ?? { byPath: new Map<string, Change>() };
	byPath.delete(change.path);
	byPath.set(change.path, change);
	changes.delete(registration?.id);
	changes.set(registration?.id, { latest: change.since, byPath });
	for (const [id, { latest }] of changes) {
		if (change.since - latest < CHANGES_KEPT_MS) break;
		changes.delete(id);
	}
}
