import type * as openQuestions from '../../../nodes/NinetyNineDigital/sendAndWait/openQuestions';
import {
	adoptQuestions,
	dropQuestions,
	isLeaving,
	keepQuestion,
	leave,
	MAX_OPEN_QUESTIONS,
	questionsAnsweredBy,
	settleQuestions,
	stay,
	storedQuestions,
	type QuestionMemory,
} from '../../../nodes/NinetyNineDigital/sendAndWait/openQuestions';
import * as records from '../../../nodes/NinetyNineDigital/sendAndWait/questionRecords';
import type { OpenQuestion } from '../../../nodes/NinetyNineDigital/sendAndWait/questionRecords';
import type { Payload } from '../../../nodes/NinetyNineDigital/trigger/events/payload';

const now = new Date('2027-01-01T12:00:00Z');
const later = now.getTime() + 5 * 60_000;
const afterwards = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

const CUSTOMER = '972501234567';
const HEX = '9E5CEA75EEE1FEBE37';
const LONG = 'HBgMOTcyNTI3MTY1MDM1FQIAERgSOUU1Q0VBNzVFRUUxRkVCRTM3AA==';

const pathOf = (name: string) => {
	const signature = Buffer.from(name.padEnd(32, '.')).toString('hex');
	return `/webhook-waiting/${name}/6f9619ff-8b86-d011-b42d-00c04fc964ff?q=0123456789ab&signature=${signature}`;
};

const question = (name: string, more: Partial<OpenQuestion> = {}): OpenQuestion => ({
	to: CUSTOMER,
	path: pathOf(name),
	until: later,
	messageId: `of ${name}`,
	...more,
});

/** The memory of another trigger for each test. */
let memory: QuestionMemory;
let count = 0;

beforeEach(() => {
	memory = { registration: { id: `r${(count += 1)}` } };
});

const keep = (...questions: OpenQuestion[]) =>
	questions.map((one) => keepQuestion(memory, one, now)).every((isKept) => isKept);

const payload = (more: object = {}) => ({ hook: 'new', unique: 'M1', from: CUSTOMER, ...more }) as Payload;

/** The names of the questions that a payload may answer. */
const answeredBy = (more: object = {}, at = now) =>
	questionsAnsweredBy(memory, payload(more), at).map((path) => path.split('/')[2]);

describe('the questions of another trigger', () => {
	const told = (...questions: OpenQuestion[]) => {
		const other: QuestionMemory = { registration: { id: `other ${(count += 1)}` } };
		for (const one of questions) keepQuestion(other, one, now);
		return storedQuestions(other, now)!;
	};

	it('are known with their message as soon as it is told, and no more when they have been answered', () => {
		const { messageId, ...unsent } = question('a');
		adoptQuestions(memory, told(unsent, question('b')), now);
		dropQuestions(memory, [pathOf('b')], now);
		adoptQuestions(memory, told(question('a'), question('b')), now);
		adoptQuestions(memory, told(unsent), now);
		expect(answeredBy()).toEqual(['a']);
		expect(answeredBy({ from: 'IL.16058568', quoteUnique: messageId })).toEqual(['a']);
	});
});

describe('any reply', () => {
	it('answers the latest question, but the quoted one before', () => {
		keep(question('a'), question('b'), question('c'));
		expect(answeredBy()).toEqual(['c', 'b', 'a']);
		expect(answeredBy({ quoteUnique: 'of a' })).toEqual(['a', 'c', 'b']);
	});

	it.each([
		['the number', { from: CUSTOMER }, true],
		['the number with a plus', { from: `+${CUSTOMER}` }, true],
		['the phone of a customer who writes under a user ID', { from: 'IL.16058568', phone: CUSTOMER }, true],
		['a user ID alone, by the quote', { from: 'IL.16058568', quoteUnique: 'of a' }, true],
		['a user ID alone, without a quote', { from: 'IL.16058568' }, false],
		['another number', { from: '972501234568' }, false],
		['another number, though it quotes the question', { from: '972501234568', quoteUnique: 'of a' }, false],
		['an acknowledgement', { hook: 'update', ack: 1 }, false],
	])('knows the customer by %s', (_, more, isKnown) => {
		keep(question('a'));
		expect(answeredBy(more)).toHaveLength(isKnown ? 1 : 0);
	});

	it('knows a customer who was asked under a user ID', () => {
		keep(question('a', { to: 'IL.1605856887361213' }));
		expect(answeredBy({ from_id: 'IL.1605856887361213' })).toEqual(['a']);
	});

	it('takes a reaction for an answer only on the question itself', () => {
		keep(question('a'));
		expect(answeredBy({ type: 'reaction', quoteUnique: 'of b' })).toEqual([]);
		keep(question('b'));
		expect(answeredBy({ type: 'reaction', quoteUnique: 'of a' })).toEqual(['a']);
	});
});

describe('the words on a template', () => {
	const answers = ['Confirm', 'מגיעים 👍🏽', 'Cancel ❤️'];

	it.each<[string, object, string[]]>([
		['quoted', { body: 'Confirm', quoteUnique: 'of a' }, ['a']],
		['told as a text', { type: 'text', body: 'Confirm', quoteUnique: 'of a' }, ['a']],
		['without a quote, and only one question offers them', { body: 'Confirm' }, ['a']],
		['with direction marks and white space', { body: ' \u200fמגיעים 👍🏽\u202c\n' }, ['a']],
		['with the other form of an emoji', { body: 'Cancel ❤' }, ['a']],
		['that nobody offered', { body: 'Confrm' }, []],
		['in another writing', { body: 'confirm' }, []],
		['that quote something else', { body: 'Confirm', quoteUnique: 'of z' }, []],
		['in a caption', { type: 'image', body: 'Confirm' }, []],
		['of another customer', { body: 'Confirm', from: '972509999999', quoteUnique: 'of a' }, []],
		['of a stranger who hides the number, without a quote', { body: 'Confirm', from: 'IL.1605' }, []],
		[
			'of the customer who hides the number, by the quote',
			{ body: 'Confirm', from: 'IL.1605', quoteUnique: 'of a' },
			['a'],
		],
	])('%s', (_, more, expected) => {
		keep(question('a', { answers }));
		expect(answeredBy({ type: 'button', ...more })).toEqual(expected);
	});

	it('are never guessed where two questions offer them', () => {
		keep(question('a', { answers }), question('b', { answers: ['Confirm'] }));
		expect(answeredBy({ type: 'button', body: 'Confirm' })).toEqual([]);
		expect(answeredBy({ type: 'button', body: 'Cancel ❤️' })).toEqual(['a']);
		expect(answeredBy({ type: 'button', body: 'Confirm', quoteUnique: 'of a' })).toEqual(['a']);
	});

	it('may answer the question that is just being sent, whose execution then compares the quote', () => {
		keep(question('a', { answers, messageId: undefined }));
		expect(answeredBy({ type: 'button', body: 'Confirm', quoteUnique: 'of a' })).toEqual(['a']);
	});

	it.each([
		[HEX, LONG],
		[LONG, HEX],
		[HEX.toLowerCase(), HEX],
	])('are found by both forms of the ID: %s, %s', (messageId, quoteUnique) => {
		keep(question('a', { answers, messageId }), question('b', { answers, messageId: 'A'.repeat(18) }));
		expect(answeredBy({ type: 'button', body: 'Confirm', quoteUnique })).toEqual(['a']);
	});
});

it('finds the question that could not be delivered', () => {
	keep(question('a', { messageId: HEX }), question('b'));
	expect(answeredBy({ hook: 'system', type: 'messages', unique: LONG, messageUpdate: 8 })).toEqual(['a']);
	expect(answeredBy({ hook: 'system', type: 'template', unique: LONG })).toEqual([]);
});

it('holds each question once, and forgets those that are over or withdrawn', () => {
	keep(question('a'), question('b', { until: now.getTime() + 60_000 }), question('c'));
	keep(question('a', { messageId: 'new' }));
	expect(answeredBy()).toEqual(['a', 'c', 'b']);
	expect(answeredBy({}, afterwards(2))).toEqual(['a', 'c']);
	dropQuestions(memory, [pathOf('c')], afterwards(2));
	expect(answeredBy({}, afterwards(2))).toEqual(['a']);
	expect(memory.questions!.records.split(';').filter(Boolean)).toHaveLength(1);
});

it('gives back each path as it came, from what is stored alone', () => {
	const names = ['7', '1234567', 'a-1'];
	keep(...names.map((name) => question(name)));
	expect(questionsAnsweredBy(memory, payload(), afterwards(4))).toEqual(names.map(pathOf).reverse());
});

it('has room for so many, each of 73 characters, and says when it is full', () => {
	const number = (index: number) => String(972_500_000_000 + index);
	const asked = (index: number) =>
		question(String(100_000 + index), {
			to: number(index),
			answers: ['Confirm', 'Move', 'Cancel'],
			messageId: `M${index}`,
		});
	const first = Array.from({ length: MAX_OPEN_QUESTIONS }, (_, index) => index);
	// One stored memory, so that the test takes less than a minute.
	keep(asked(0));
	const [record] = memory.questions!.records.split(';').filter(Boolean);
	expect(`${record};`).toHaveLength(73);
	memory.questions = { ...memory.questions!, records: `;${first.map(() => record).join(';')};` };
	expect(keep(asked(1))).toBe(true);
	memory.questions = {
		...memory.questions,
		records: `;${first.map((index) => record!.replace('100000,', `${200_000 + index},`)).join(';')};`,
	};
	expect(keep(asked(2))).toBe(false);
});

describe('of two posts at the same moment', () => {
	it('neither loses what the other has kept', () => {
		const [one, other]: QuestionMemory[] = [{ ...memory }, { ...memory }];
		keepQuestion(one!, question('a'), now);
		keepQuestion(other!, question('b', { to: '972509999999' }), now);
		memory.questions = one!.questions;
		expect(answeredBy({ from: '972509999999' })).toEqual(['b']);
		settleQuestions(memory, now);
		expect(answeredBy({ from: '972509999999' }, afterwards(4))).toEqual(['b']);
		expect(answeredBy({}, afterwards(4))).toEqual(['a']);
	});

	it('none brings back what the other has forgotten', () => {
		keep(question('a'));
		const before = memory.questions;
		dropQuestions(memory, [pathOf('a')], now);
		memory.questions = before;
		expect(answeredBy()).toEqual([]);
		settleQuestions(memory, now);
		expect(answeredBy({}, afterwards(4))).toEqual([]);
	});

	it('each trigger has its own', () => {
		keep(question('a'));
		memory = { registration: { id: 'another' } };
		expect(answeredBy()).toEqual([]);
	});
});

it('are not read in the form of an earlier version, which harms no event', () => {
	const earlier = { places: ['/*/x?q=*&signature='], answers: [''], records: `;${'a'.repeat(66)}7,zzzzz,0,0;` };
	memory.questions = earlier as unknown as QuestionMemory['questions'];
	expect(answeredBy()).toEqual([]);
	expect(keep(question('a'))).toBe(true);
	expect(answeredBy()).toEqual(['a']);
});

describe('a trigger that is being unpublished', () => {
	it('gives its questions, and remembers no further one', () => {
		keep(question('a'));
		expect(leave(memory, now)).toEqual(memory.questions);
		expect(keep(question('b'))).toBe(false);
		expect(answeredBy()).toEqual(['a']);
	});

	it('does so in every process that reads its memory then', () => {
		leave(memory, now);
		jest.isolateModules(() => {
			const other = jest.requireActual<typeof openQuestions>(
				'../../../nodes/NinetyNineDigital/sendAndWait/openQuestions',
			);
			expect(other.isLeaving(structuredClone(memory), now)).toBe(true);
		});
		delete memory.leaving;
		expect(isLeaving(memory, now)).toBe(true);
	});

	it('is there after all when it is published again, or if n8n could not unpublish it', () => {
		leave(memory, now);
		expect(isLeaving(memory, afterwards(2))).toBe(false);
		expect(isLeaving({ ...memory, registration: { id: 'another' } }, now)).toBe(false);
		stay(memory);
		expect(keep(question('a'))).toBe(true);
	});
});

it('are not taken apart for an event that is not theirs, though they were asked a moment ago', () => {
	keep(question('a'), question('b'));
	const stored = memory.questions;
	// As n8n gives it to the next post.
	memory.questions = structuredClone(stored);
	const read = jest.spyOn(records, 'readRecords');
	settleQuestions(memory, now);
	expect(answeredBy({ from: '972509999999' })).toEqual([]);
	expect(read.mock.results.every(({ value }) => (value as unknown[]).length === 0)).toBe(true);
	expect(memory.questions).toEqual(stored);
	read.mockRestore();
});

it('are compared once for each post, however often it looks at them', () => {
	keep(question('a'));
	const stored = memory.questions!;
	let reads = 0;
	const copy = {
		...stored,
		get records() {
			reads += 1;
			return stored.records;
		},
	};
	memory.questions = copy;
	for (let look = 0; look < 3; look += 1) settleQuestions(memory, now);
	expect(reads).toBe(1);
	dropQuestions({ ...memory }, [pathOf('a')], now);
	settleQuestions(memory, now);
	expect(answeredBy({}, afterwards(4))).toEqual([]);
});
