import { adviceFor } from '../../../nodes/NinetyNineDigital/form/advice';
import { messageKinds } from '../../../nodes/NinetyNineDigital/messages';
import { kindOf } from '../../support/kinds';

describe('the advice', () => {
	it.each(messageKinds)('about a documented reason is that of $label', (kind) => {
		const numbers = Object.keys(kind.reasons).map(Number);
		expect(numbers.map((reason) => adviceFor(kind, reason))).toEqual(Object.values(kind.reasons));
	});

	it('about the same number differs between operations', () => {
		const messages = ['sendButtons', 'sendList', 'sendTemplate'].map((name) => adviceFor(kindOf(name), 12).message);
		expect(new Set(messages).size).toBe(3);
	});

	it.each([0, 1, 25, 99, -1, 2.5])('about the unknown reason %d says that it is unknown', (reason) => {
		const { message, fix, retryable } = adviceFor(kindOf('sendButtons'), reason);
		expect(message).toContain(`does not list: ${reason}`);
		expect(fix).toContain('support');
		expect(retryable).toBeUndefined();
	});

	it('about no reason says that there is none', () => {
		expect(adviceFor(kindOf('sendButtons'), null).message).toContain('gave no reason');
	});
});
