import { adviceFor, fallbackKind } from '../../../nodes/NinetyNineDigital/form/advice';
import { messageKinds } from '../../../nodes/NinetyNineDigital/messages';
import { kindOf } from '../../support/kinds';

describe('the advice', () => {
	it.each(messageKinds)('about a documented reason is that of $label', (kind) => {
		for (const [reason, { message, fix }] of Object.entries(kind.reasons)) {
			const advice = adviceFor(kind, Number(reason));
			const words = fix.split(/\{\w+\}/);
			expect(advice).toEqual({ ...kind.reasons[Number(reason)], message, fix: expect.any(String) });
			expect(words.filter((text) => !advice.fix.includes(text))).toEqual([]);
			expect(advice.fix).not.toMatch(/[{}]/);
		}
	});

	it('about the same number differs between operations', () => {
		const messages = ['sendButtons', 'sendList', 'sendTemplate'].map((name) => adviceFor(kindOf(name), 12).message);
		expect(new Set(messages).size).toBe(3);
	});

	it.each([0, 1, 25, 99, -1, 2.5])('about the unknown reason %d says that it is unknown', (reason) => {
		const { message, fix, retryable } = adviceFor(kindOf('sendButtons'), reason);
		expect(message).toContain(`does not know yet: ${reason}`);
		expect(fix).toContain('support');
		expect(retryable).toBeUndefined();
	});

	it('names fields by their labels, those of the fallback where that was refused', () => {
		expect(adviceFor(kindOf('sendTemplate'), 18).fix).toMatch(
			/^Add Website Variable under Options, and Website Variable 2 /,
		);
		const { message, fix } = adviceFor(fallbackKind(kindOf('sendText'))!, 18);
		expect(message).toBe(
			'The 24-hour window is closed, and the fallback template was refused. A website button of the template needs its variable',
		);
		expect(fix).toMatch(/^Add Fallback Website Variable under Options, and Fallback Website Variable 2 /);
	});

	it('about a fallback knows a label of its own for every field that it names', () => {
		const fallback = fallbackKind(kindOf('sendText'))!;
		const named = Object.values(fallback.reasons).flatMap(({ fix }) =>
			[...fix.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
		);
		const labels = fallback.rows.filter(({ name }) => named.includes(name)).map(({ label }) => label);
		expect(labels.length).toBe(new Set(named).size);
		expect(labels.filter((label) => !label.startsWith('Fallback '))).toEqual([]);
		expect(fallbackKind(kindOf('sendReaction'))).toBeUndefined();
	});

	it('about no reason says that there is none', () => {
		expect(adviceFor(kindOf('sendButtons'), null).message).toContain('gave no reason');
	});
});
