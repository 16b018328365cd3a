import {
	questionsAnsweredBy,
	withQuestion,
	type OpenQuestion,
} from '../../../nodes/NinetyNineDigital/sendAndWait/openQuestions';
import type { Payload } from '../../../nodes/NinetyNineDigital/trigger/events/payload';

const now = new Date('2027-01-01T12:00:00Z');
const later = now.getTime() + 1000;

const awaited = (path: string, more: Partial<OpenQuestion> = {}): OpenQuestion => ({
	to: '972501234567',
	path,
	until: later,
	messageId: `of ${path}`,
	...more,
});

const payload = (more: object = {}) => ({ hook: 'new', unique: 'M1', from: '972501234567', ...more }) as Payload;

const paths = (list: readonly OpenQuestion[]) => list.map(({ path }) => path);

it('holds each question once, the latest at the end, and drops those whose time is over', () => {
	const list = [awaited('a'), awaited('b', { until: now.getTime() }), awaited('c')];
	expect(paths(withQuestion(list, awaited('a', { messageId: 'new' }), now))).toEqual(['c', 'a']);
});

it('asks the latest question first, but the quoted one before', () => {
	const list = [awaited('a'), awaited('b'), awaited('c')];
	expect(paths(questionsAnsweredBy(list, payload(), now))).toEqual(['c', 'b', 'a']);
	expect(paths(questionsAnsweredBy(list, payload({ quoteUnique: 'of a' }), now))).toEqual(['a', 'c', 'b']);
});

it.each([
	['the number', { from: '972501234567' }, true],
	['the number with a plus', { from: '+972501234567' }, true],
	['the phone of a customer who writes under a user ID', { from: 'IL.16058568', phone: '972501234567' }, true],
	['another number', { from: '972501234568' }, false],
	['an acknowledgement', { hook: 'update', ack: 1 }, false],
])('knows the customer by %s', (_, more, isKnown) => {
	expect(questionsAnsweredBy([awaited('a')], payload(more), now)).toHaveLength(isKnown ? 1 : 0);
});

it('knows a customer who was asked under a user ID', () => {
	const list = [awaited('a', { to: 'IL.1605856887361213' })];
	expect(questionsAnsweredBy(list, payload({ from_id: 'IL.1605856887361213' }), now)).toHaveLength(1);
});

it('takes a reaction for an answer only on the question itself', () => {
	const reaction = (quoteUnique: string) => payload({ type: 'reaction', quoteUnique });
	expect(questionsAnsweredBy([awaited('a')], reaction('of b'), now)).toEqual([]);
	expect(paths(questionsAnsweredBy([awaited('a'), awaited('b')], reaction('of a'), now))).toEqual(['a']);
});

it('has no answer for a question whose time is over', () => {
	expect(questionsAnsweredBy([awaited('a', { until: now.getTime() })], payload(), now)).toEqual([]);
});
