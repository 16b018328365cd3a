import { WAIT_INDEFINITELY } from 'n8n-workflow';

import type { Values } from '../core/rows';

const MINUTES: Readonly<Record<string, number>> = { minutes: 1, hours: 60, days: 24 * 60 };

const MINUTE_MS = 60_000;

/** When waiting ends. */
export function waitUntil({ waitAmount, waitUnit }: Values, now: Date): Date {
	const minutes = Number(waitAmount) * (MINUTES[String(waitUnit)] ?? 0);
	return minutes === 0 ? WAIT_INDEFINITELY : new Date(now.getTime() + minutes * MINUTE_MS);
}
