import { createHash } from 'node:crypto';

import { isRecord } from '../plain/objects';
import { fromZ85, toZ85 } from '../plain/z85';
import { messageKey, visibleText } from './matching';

/** A question whose answer carries no token: any reply, or a tap on a template's button. */
export interface OpenQuestion {
	/** The customer: digits or a user ID. */
	readonly to: string;
	/** The path at which the asking execution is resumed. */
	readonly path: string;
	/** When it stops to wait, in milliseconds since 1970. */
	readonly until: number;
	/** The provider's ID of the question, once it is sent. */
	readonly messageId?: string;
	/** The words of its answers; missing where any reply is one. */
	readonly answers?: readonly string[];
}

/** An open question as it is remembered: with short hashes instead of what it is found by. */
export interface QuestionRecord {
	readonly customer: string;
	/** Empty until the question is sent. */
	readonly message: string;
	/** Empty where any reply is an answer. */
	readonly answers: readonly string[];
	/** In minutes since 1970. */
	readonly until: number;
	readonly path: string;
}

/**
 * Open questions as n8n stores them: one text, some 73 characters for each, because n8n reads and writes the whole
 * memory of the trigger with each event.
 */
export interface StoredQuestions {
	/**
	 * What several questions have in common: the path, with `*` for execution, round and signature, and behind a further
	 * `*` the words of the answers, a hash of 5 characters for each.
	 */
	readonly kinds: readonly string[];
	/**
	 * Records, each with a stop before and behind it: customer, message, round and signature in fixed widths, then
	 * execution, end and kind between commas.
	 */
	readonly records: string;
}

/** The path of a resume address: execution, round and signature are another in each. */
const PATH = /^(.*\/)([\w-]+)(\/[^/?]+\?q=)([0-9a-f]{12})(&signature=)([0-9a-f]{64})$/;

const RECORD = /^([\w-]{5})([\w-]{5}|={5})([\w-]{8})([^;]{40})([\w-]+),(\w+),(\w+)$/;

/** Stands for the message of a question that is not sent yet. */
const NO_MESSAGE = '=====';

const STOP = ';';

const MINUTE_MS = 60_000;

/** 30 bits of a hash. The execution itself compares again what it was found by. */
export const hash = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 5);

/** Of the words of an answer. */
export const hashOfWords = (text: string): string => hash(visibleText(text));

/** What other triggers are told of a question, and nobody can answer it with: of the path of its resume address. */
export const nameOfQuestion = (path: string): string => createHash('sha256').update(path).digest('base64url');

/** Whether a path can be remembered: one on which the answer is not named. */
export const isReplyPath = (path: string): boolean => PATH.test(path);

/** The record of a question. */
export const toRecord = ({ to, path, until, messageId, answers = [] }: OpenQuestion): QuestionRecord => {
	const message = messageKey(messageId);
	return {
		customer: hash(to),
		message: message === undefined ? '' : hash(message),
		answers: answers.map(hashOfWords),
		until: Math.ceil(until / MINUTE_MS),
		path,
	};
};

/** Whether the question still waits. */
export const isOpen = ({ until }: QuestionRecord, now: Date): boolean => until * MINUTE_MS > now.getTime();

/** Whether a value has the form of stored questions; each record is looked at when it is read. */
export function areStored(value: unknown): value is StoredQuestions {
	if (!isRecord(value)) return false;
	const { kinds, records } = value;
	return Array.isArray(kinds) && kinds.every((kind) => typeof kind === 'string') && typeof records === 'string';
}

/** The records as n8n stores them; those whose path has another form are left out. */
export function writeRecords(records: readonly QuestionRecord[]): StoredQuestions {
	const kinds = new Table();
	const texts = records.flatMap(({ customer, message, answers: words, until, path }) => {
		const [, before, execution, node, round = '', signed, signature = ''] = PATH.exec(path) ?? [];
		if (execution === undefined) return [];
		const shortRound = Buffer.from(round, 'hex').toString('base64url');
		const fixed = [customer, message || NO_MESSAGE, shortRound, toZ85(Buffer.from(signature, 'hex'))].join('');
		const kind = kinds.positionOf([before, node, signed, words.join('')].join('*'));
		return [[fixed + execution, until.toString(36), kind].join(',')];
	});
	const joined = [STOP, ...texts.map((text) => text + STOP)].join('');
	return { kinds: kinds.texts, records: joined };
}

/**
 * The stored records, the oldest first.
 *
 * @param mark the hash of a customer or a message; only records that may have it are read then
 */
export function readRecords({ kinds, records }: StoredQuestions, mark?: string): QuestionRecord[] {
	const texts = mark === undefined ? records.split(STOP).filter(Boolean) : textsWith(records, mark);
	return texts.flatMap((text) => {
		const [, customer = '', message = '', round = '', signature = '', execution, until = '', kind = ''] =
			RECORD.exec(text) ?? [];
		const [before, node, signed, words] = kinds[parseInt(kind, 36)]?.split('*') ?? [];
		if (before === undefined || execution === undefined) return [];
		const longRound = Buffer.from(round, 'base64url').toString('hex');
		const longSignature = fromZ85(signature).toString('hex');
		return {
			customer,
			message: message === NO_MESSAGE ? '' : message,
			answers: words?.match(/.{5}/g) ?? [],
			until: parseInt(until, 36),
			path: [before, execution, node, longRound, signed, longSignature].join(''),
		};
	});
}

/** Texts that stand once, for many that name them by their position in base 36. */
class Table {
	private readonly positions = new Map<string, number>();

	get texts(): string[] {
		return [...this.positions.keys()];
	}

	positionOf(text: string): string {
		const position = this.positions.get(text) ?? this.positions.size;
		this.positions.set(text, position);
		return position.toString(36);
	}
}

function textsWith(records: string, mark: string): string[] {
	const texts: string[] = [];
	for (let at = records.indexOf(mark); at >= 0; ) {
		const end = records.indexOf(STOP, at);
		texts.push(records.slice(records.lastIndexOf(STOP, at) + 1, end));
		at = records.indexOf(mark, end);
	}
	return texts;
}
