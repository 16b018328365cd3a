import { setTimeout as delay } from 'node:timers/promises';
import type { Behaviour, Effect } from '../../sandbox/behaviour';
import type { FaultKind } from '../faults';
import type { Scene } from './scene';

/** What the storm's workflows send with. */
const SENDS = ['sendMessage', 'sendButtons'];

const BUSY = 6;

const DAMAGED = ['emptyBody', 'htmlBody', 'malformedJson'] as const;

type Disturbance = Effect & Pick<Behaviour, 'times'>;

/** What the sandbox is told. What makes the fate of a message unknown is told for a few messages only. */
const disturbances: Partial<Record<FaultKind, (pick: number) => Disturbance>> = {
	slow: (pick) => ({ effect: 'latency', ms: 300 + (pick % 2500) }),
	busy: () => ({ effect: 'refuse', reason: BUSY }),
	tooFast: (pick) => ({ effect: 'rateLimit', perSecond: 3 + (pick % 10) }),
	badGateway: () => ({ effect: 'http502' }),
	serverError: () => ({ effect: 'http500' }),
	redirect: () => ({ effect: 'redirect' }),
	brokenBefore: () => ({ effect: 'dropBeforeReading' }),
	brokenAfter: (pick) => ({ effect: 'dropAfterAccepting', times: 1 + (pick % 5) }),
	damagedAnswer: (pick) => ({ effect: DAMAGED[pick % DAMAGED.length]!, times: 1 + (pick % 4) }),
	noAnswer: (pick) => ({ effect: 'hang', times: 1 + (pick % 2) }),
};

/** Lets 99digital misbehave for a time. */
export async function disturb({ stage }: Scene, kind: FaultKind, ms: number, pick: number): Promise<void> {
	const disturbance = disturbances[kind]?.(pick);
	if (!disturbance) return;
	const { behaviours } = stage.sandbox.provider;
	const ids = SENDS.map((operation) => behaviours.add({ ...disturbance, operation }));
	await delay(ms);
	for (const id of ids) behaviours.remove(id);
}
