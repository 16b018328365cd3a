import { CRM, type StormEvent } from '../evidence/evidence';

/** What 99digital wants to see. */
export const OK = 200;

export const wasTaken = ({ posts }: StormEvent): boolean => posts.some(({ status }) => status === OK);

/** Not by n8n alone, which answers 200 while it starts and asks no node; README says so. */
export const wasTakenByNode = ({ posts }: StormEvent): boolean =>
	posts.some(({ status, isStarting }) => status === OK && !isStarting);

/** Not only by the CRM, which has the address while no trigger is published. */
export const wasTakenByTrigger = ({ posts }: StormEvent): boolean =>
	posts.some(({ to, status, isStarting }) => to !== CRM && status === OK && !isStarting);
