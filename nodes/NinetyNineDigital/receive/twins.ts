/**
 * What this process has seen in the last moments. n8n gives each post its own copy of the stored memory and saves it
 * when the run has started; posts at the same moment therefore do not see each other there, and the last one to be
 * saved wipes out the others.
 */
interface Recent {
	readonly registration: string;
	readonly key: string;
	/** Milliseconds since 1970. */
	readonly since: number;
	/** Tells, once it has ended, whether n8n could start the run: it answers 500 if not. */
	readonly response: Answer | undefined;
}

/** The part of Node's response that counts here. */
export interface Answer {
	readonly writableEnded: boolean;
	readonly statusCode: number;
}

/** More posts than one process has under way at the same time. */
const MAX_RECENT = 500;

/** A run that has not started after so long never will; the next try of the provider may start it. */
const PATIENCE_MS = 2 * 60 * 1000;

const recent = new Map<string, Recent>();

/** Whether the same event has just come, and its run has started or is about to. */
export function isRecent(registration: string, key: string, now: Date): boolean {
	const twin = recent.get(idOf({ registration, key }));
	if (!twin) return false;
	return hasStarted(twin) || (!hasFailed(twin) && now.getTime() - twin.since < PATIENCE_MS);
}

/** The keys of events whose runs have started lately; stored memory may have lost them again. */
export const startedKeys = (registration: string): string[] =>
	[...recent.values()].filter((one) => one.registration === registration && hasStarted(one)).map(({ key }) => key);

/** Keeps an event from now on. */
export function keepRecent(event: Recent): void {
	recent.delete(idOf(event));
	recent.set(idOf(event), event);
	const [oldest] = recent.keys();
	if (recent.size > MAX_RECENT && oldest !== undefined) recent.delete(oldest);
}

const idOf = ({ registration, key }: Pick<Recent, 'registration' | 'key'>): string => `${registration}:${key}`;

const hasStarted = ({ response }: Recent): boolean => response?.writableEnded === true && response.statusCode < 500;

const hasFailed = ({ response }: Recent): boolean => response?.writableEnded === true && response.statusCode >= 500;
