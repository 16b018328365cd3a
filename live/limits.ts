import { isOk, outcome } from './account';
import { rateLimitReasons, refusalRows, refusals } from './facts';
import { goodBodies } from './goodBodies';
import type { Event } from './inbox';
import type { Walk } from './walk';

/**
 * Each refusal that does no harm, one after the other.
 * @param first a message of the customer, for reactions to it
 */
export async function tryRefusals({ account, findings }: Walk, first: Event | undefined): Promise<void> {
	for (const { operation, about, body, reason } of refusals) {
		const good = goodBodies[operation] ?? {};
		const aimed = 'unique' in good && first ? { unique: first.unique } : {};
		const exchange = await account.ask(operation, { to: account.identity.phone, ...good, ...aimed, ...body });
		const [seen, expected] = [outcome(exchange), `reason ${reason}`];
		findings.add(`refusal.${operation}.${about}`, {
			...{ about: `${operation}, ${about}`, expected, seen, rows: refusalRows(operation) },
			verdict: seen === expected ? 'as expected' : 'different',
		});
		if (!isOk(exchange.response)) findings.note('refusal.http', String(exchange.httpStatus));
	}
}

const MOST_FOOTER = 60;

/** What a footer of 60 characters may be made of. At most two messages go out. */
export async function countCharacters(walk: Walk): Promise<void> {
	const takes = async (footer: string): Promise<boolean> => {
		const body = { ...goodBodies.sendButtons, body: 'בדיקה 6: only a long footer', footer };
		return isOk((await walk.account.ask('sendButtons', { to: walk.account.identity.phone, ...body })).response);
	};
	if (await takes('😀'.repeat(MOST_FOOTER))) {
		walk.findings.note('count.unit', (await takes('👍🏽'.repeat(MOST_FOOTER / 2 + 1))) ? 'whole emoji' : 'code points');
	} else {
		walk.findings.note('count.unit', (await takes('א'.repeat(MOST_FOOTER))) ? 'UTF-16 units' : 'bytes');
	}
}

const AT_ONCE = 5;
const NO_RECIPIENT = 'reason 4';

/** A few requests at once that are refused anyway. An operation that answers them all alike has shown no limit. */
export async function findRateLimits({ account, findings }: Walk): Promise<void> {
	for (const [operation, reason] of Object.entries(rateLimitReasons)) {
		const body = { ...goodBodies[operation], to: '' };
		const exchanges = await Promise.all(Array.from({ length: AT_ONCE }, () => account.ask(operation, body)));
		const others = [...new Set(exchanges.map(outcome))].filter((seen) => seen !== NO_RECIPIENT);
		const expected = `reason ${reason}`;
		findings.add(`rate.${operation}`, {
			...{ about: `${operation}, too much at once`, expected, seen: others.join(', '), rows: refusalRows(operation) },
			verdict: others.length === 0 ? 'not seen' : others.join() === expected ? 'as expected' : 'different',
		});
	}
}
