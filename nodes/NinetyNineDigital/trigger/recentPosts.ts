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
	/** Tells, once it has ended, whether n8n could start the run: it answers 500 if not. Then it is let go of. */
	response: Answer | undefined;
	fate?: 'started' | 'failed';
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
	const fate = fateOf(twin);
	return fate === 'started' || (fate === undefined && now.getTime() - twin.since < PATIENCE_MS);
}

/** The keys of events whose runs have started lately; stored memory may have lost them again. */
export const startedKeys = (registration: string): string[] =>
	[...recent.values()]
		.filter((one) => one.registration === registration && fateOf(one) === 'started')
		.map(({ key }) => key);

/** Keeps an event from now on. */
export function keepRecent(event: Omit<Recent, 'fate'>): void {
	recent.delete(idOf(event));
	recent.set(idOf(event), { ...event });
	const [oldest] = recent.keys();
	if (recent.size > MAX_RECENT && oldest !== undefined) recent.delete(oldest);
}

const idOf = ({ registration, key }: Pick<Recent, 'registration' | 'key'>): string => `${registration}:${key}`;

function fateOf(one: Recent): Recent['fate'] {
	if (one.response?.writableEnded) {
		one.fate = one.response.statusCode < 500 ? 'started' : 'failed';
		one.response = undefined;
	}
	return one.fate;
}
