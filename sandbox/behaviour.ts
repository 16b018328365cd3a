import { Pace } from './pace';

/** Nothing is accepted: the connection breaks at once, or something in front of the provider responds in its place. */
export const unacceptedEffects = ['dropBeforeReading', 'http500', 'http502', 'redirect'] as const;

/** The request is accepted, but the sender cannot know: the response never comes, or comes damaged. */
export const acceptedEffects = ['dropAfterAccepting', 'hang', 'emptyBody', 'htmlBody', 'malformedJson'] as const;

export type WireEffect = (typeof unacceptedEffects)[number] | (typeof acceptedEffects)[number];

/** How a request ends other than by its own merits. `refuse` responds FAIL with the reason, whatever was asked. */
export type Outcome = { effect: 'refuse'; reason: number } | { effect: WireEffect };

/** `latency` lets each response wait; `rateLimit` is a ceiling on the sends accepted in any second, 0 for none. */
export type Effect = Outcome | { effect: 'latency'; ms: number } | { effect: 'rateLimit'; perSecond: number };

/** An effect and what it is for: one operation, one recipient, the next few requests; everything that is not said. */
export type Behaviour = Effect & { operation?: string; to?: string; times?: number };

/** What the behaviours make of one request. */
export interface Course {
	delayMs: number;
	paces: Pace[];
	outcome?: Outcome;
}

interface Rule {
	id: number;
	behaviour: Behaviour;
	/** How many more requests it is for. */
	left: number;
	pace?: Pace;
}

/** The behaviours in force, in the order they were added. */
export class Behaviours {
	private rules: Rule[] = [];
	private lastId = 0;

	/** @returns the id to clear it by */
	add(behaviour: Behaviour): number {
		const id = ++this.lastId;
		const pace = behaviour.effect === 'rateLimit' ? new Pace(behaviour.perSecond) : undefined;
		this.rules.push({ id, behaviour, left: behaviour.times ?? Infinity, pace });
		return id;
	}

	/** Clears one behaviour; false when there is none with that id. */
	remove(id: number): boolean {
		const before = this.rules.length;
		this.rules = this.rules.filter((rule) => rule.id !== id);
		return this.rules.length < before;
	}

	clear(): void {
		this.rules = [];
	}

	/** Those in force, with their ids; where `times` was said, it is how many are left. */
	list(): Array<Behaviour & { id: number }> {
		return this.rules.map(({ id, behaviour, left }) => ({
			id,
			...behaviour,
			...(Number.isFinite(left) && { times: left }),
		}));
	}

	/**
	 * Decides the course of one request and uses up the `times` of what it met. Every rate limit counts, the longest
	 * latency counts, and of the outcomes the oldest: later ones wait their turn.
	 */
	decide(operation: string, to: string): Course {
		const course: Course = { delayMs: 0, paces: [] };
		for (const rule of this.rules) {
			if (isFor(rule.behaviour, operation, to) && applies(rule, course)) rule.left--;
		}
		this.rules = this.rules.filter(({ left }) => left > 0);
		return course;
	}
}

const isFor = (behaviour: Behaviour, operation: string, to: string): boolean =>
	(behaviour.operation ?? operation) === operation && (behaviour.to ?? to) === to;

/** Enters a rule into the course; false when an older outcome stands in its way. */
function applies({ behaviour, pace }: Rule, course: Course): boolean {
	if (pace) course.paces.push(pace);
	else if (behaviour.effect === 'latency') course.delayMs = Math.max(course.delayMs, behaviour.ms);
	else if (behaviour.effect === 'rateLimit' || course.outcome) return false;
	else course.outcome = behaviour;
	return true;
}
