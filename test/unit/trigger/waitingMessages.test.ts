import type { Payload } from '../../../nodes/NinetyNineDigital/trigger/events/payload';
import {
	keepWaiting,
	toWaiting,
	waitingIn,
	type WaitingMemory,
} from '../../../nodes/NinetyNineDigital/trigger/waitingMessages';

const messageOf = (unique: number) => toWaiting({ hook: 'new', unique } as Payload, 'a customer', Date.now());

it('500 messages wait, not one more, and a repeat of one of them goes on waiting', () => {
	const memory: WaitingMemory = { registration: { id: 'registration', since: Date.now() } };
	for (let unique = 0; unique < 500; unique++) expect(keepWaiting(memory, messageOf(unique))).toBe(true);
	expect(keepWaiting(memory, messageOf(500))).toBe(false);
	expect(keepWaiting(memory, messageOf(0))).toBe(true);
	expect(waitingIn(memory)).toHaveLength(500);
});

it('nothing waits of which n8n does not know yet that it is registered', () => {
	expect(keepWaiting({}, messageOf(0))).toBe(false);
});
