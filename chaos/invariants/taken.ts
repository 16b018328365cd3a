import type { StormEvent } from '../evidence/evidence';

/** What 99digital wants to see. */
export const OK = 200;

export const wasTaken = ({ posts }: StormEvent): boolean => posts.some(({ status }) => status === OK);
