import { CRM, type StormEvent } from '../evidence/evidence';

/** What 99digital wants to see. */
export const OK = 200;

export const wasTaken = ({ posts }: StormEvent): boolean => posts.some(({ status }) => status === OK);

/** Not only by the CRM, which has the address while no trigger is published. */
export const wasTakenByTrigger = ({ posts }: StormEvent): boolean =>
	posts.some(({ to, status }) => to !== CRM && status === OK);
