import type { OnError } from './engine';
import type { MessageScenario } from './scenarios';

/** Whether n8n makes room for expressions at each post, or only for those that need it. */
export type Lazy = 'lazy' | 'eager';

/** The names of the measurements in the file of results. */
export const messageName = ({ sender, count, latency, perSecond, roundTrip, atOnce }: MessageScenario): string =>
	[
		sender,
		`${count} messages`,
		`${latency} ms`,
		`${perSecond || 'no'} limit`,
		...(roundTrip > 0 ? [`over ${roundTrip} ms`] : []),
		...(atOnce === undefined ? [] : [`${atOnce} at once`]),
	].join(', ');

export const engineName = (count: number, onError: OnError): string => `engine, ${count} items, ${onError}`;

export const EDITOR_NAME = 'editor';

export const MEMORY_NAME = 'full memory';

export const QUESTIONS_NAME = 'open questions';

export const STATUSES_NAME = 'statuses';

export const triggerName = (lazy: Lazy): string => `triggers, ${lazy}`;
