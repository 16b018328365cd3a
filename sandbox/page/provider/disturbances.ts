import type { Behaviour } from '../../behaviour';
import type { Texts } from '../texts/en';

/** A way in which the provider can be difficult, as a switch that a person turns. */
export interface Disturbance {
	name: keyof Texts['provider'];
	behaviour: Behaviour;
}

/** Switches that can be on together. */
export const switches: readonly Disturbance[] = [
	{ name: 'slow', behaviour: { effect: 'latency', ms: 3000 } },
	{ name: 'strict', behaviour: { effect: 'rateLimit', perSecond: 1 } },
];

/** Ways in which requests end; one at a time. */
export const endings: readonly Disturbance[] = [
	{ name: 'wrongKey', behaviour: { effect: 'refuse', reason: 3 } },
	{ name: 'busy', behaviour: { effect: 'refuse', reason: 6 } },
	{ name: 'windowClosed', behaviour: { effect: 'refuse', reason: 7 } },
	{ name: 'tooFast', behaviour: { effect: 'rateLimit', perSecond: 0 } },
	{ name: 'http500', behaviour: { effect: 'http500' } },
	{ name: 'http502', behaviour: { effect: 'http502' } },
	{ name: 'dropBefore', behaviour: { effect: 'dropBeforeReading' } },
	{ name: 'dropAfter', behaviour: { effect: 'dropAfterAccepting' } },
	{ name: 'hang', behaviour: { effect: 'hang' } },
];

/** Whether two behaviours do the same to every request. */
export const isSame = (one: Behaviour, other: Behaviour): boolean => fingerprint(one) === fingerprint(other);

function fingerprint(behaviour: Behaviour): string {
	const { effect, operation, to } = behaviour;
	const detail = 'ms' in behaviour ? behaviour.ms : 'reason' in behaviour ? behaviour.reason : '';
	const pace = 'perSecond' in behaviour ? behaviour.perSecond : '';
	return JSON.stringify([effect, operation, to, detail, pace]);
}
