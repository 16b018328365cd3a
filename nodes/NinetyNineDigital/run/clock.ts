import { sleep } from 'n8n-workflow';

/** The time by which messages are sent; tests bring their own. */
export interface Clock {
	/** Milliseconds, only going forward. */
	now(): number;
	sleep(milliseconds: number): Promise<void>;
	/** From 0 to below 1. */
	random(): number;
}

/** The time of this machine. */
export const clock: Clock = { now: () => performance.now(), sleep, random: Math.random };
