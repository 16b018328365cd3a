import type { MessageScenario } from './scenarios';

/** Whether n8n makes room for expressions at each post, or only for those that need it. */
export type Lazy = 'lazy' | 'eager';

/** The names of the measurements in the file of results. */
export const messageName = ({ sender, count, latency, perSecond }: MessageScenario): string =>
	`${sender}, ${count} messages, ${latency} ms, ${perSecond || 'no'} limit`;

export const engineName = (count: number): string => `engine, ${count} items`;

export const QUESTIONS_NAME = 'open questions';

export const STATUSES_NAME = 'statuses';

export const triggerName = (lazy: Lazy): string => `triggers, ${lazy}`;
