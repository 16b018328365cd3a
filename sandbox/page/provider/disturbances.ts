import type { Behaviour } from '../../behaviour';

/** A way in which the provider can be difficult, as a switch that a person turns. */
export interface Disturbance {
	label: string;
	behaviour: Behaviour;
}

/** Switches that can be on together. */
export const switches: readonly Disturbance[] = [
	{ label: 'Slow: every answer takes 3 seconds', behaviour: { effect: 'latency', ms: 3000 } },
	{ label: 'Strict: at most 1 message a second', behaviour: { effect: 'rateLimit', perSecond: 1 } },
];

/** Ways in which requests end; one at a time. */
export const endings: readonly Disturbance[] = [
	{ label: 'wrong API key (reason 3)', behaviour: { effect: 'refuse', reason: 3 } },
	{ label: 'WhatsApp cannot take it (reason 6)', behaviour: { effect: 'refuse', reason: 6 } },
	{ label: 'window closed (reason 7)', behaviour: { effect: 'refuse', reason: 7 } },
	{ label: 'too fast (reason 15)', behaviour: { effect: 'refuse', reason: 15 } },
	{ label: 'server error (HTTP 500)', behaviour: { effect: 'http500' } },
	{ label: 'gateway error (HTTP 502)', behaviour: { effect: 'http502' } },
	{ label: 'connection breaks before', behaviour: { effect: 'dropBeforeReading' } },
	{ label: 'connection breaks after', behaviour: { effect: 'dropAfterAccepting' } },
	{ label: 'answer never comes', behaviour: { effect: 'hang' } },
];

/** Whether two behaviours do the same to every request. */
export const isSame = (one: Behaviour, other: Behaviour): boolean => fingerprint(one) === fingerprint(other);

function fingerprint(behaviour: Behaviour): string {
	const { effect, operation, to } = behaviour;
	const detail = 'ms' in behaviour ? behaviour.ms : 'reason' in behaviour ? behaviour.reason : '';
	const pace = 'perSecond' in behaviour ? behaviour.perSecond : '';
	return JSON.stringify([effect, operation, to, detail, pace]);
}
