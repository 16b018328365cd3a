import { forgetOldest } from '../plain/bounded';

/**
 * What this process knows of the posts that it has taken lately. n8n gives each post its own copy of the stored memory
 * and saves it when the run has started; posts at the same moment therefore do not see each other there, and the last
 * one to be saved wipes out the others.
 */
interface RecentPost {
	/** The ID of the trigger's registration. */
	readonly registration: string;
	/** Of the event, by `keyOf` or `forwardKeyOf`. */
	readonly key: string;
	/** Whether the key stands for the run of the event, or for its being passed on. */
	readonly of: 'run' | 'forward';
	/** When it came, in milliseconds since 1970. */
	readonly since: number;
	/** To the post; let go of when its fate is known. */
	response: Response | undefined;
	/** When the whole response had left, in milliseconds since 1970. */
	finishedAt?: number;
	/** Only of one that is being passed on, for as long as that takes. */
	passing?: Promise<boolean>;
	fate?: Fate;
}

/** A post of which it is known how it ended. */
export type KnownPost = Pick<RecentPost, 'key' | 'of' | 'since'> & { readonly fate: Fate };

/** The part of Node's response that counts here. */
export interface Response {
	readonly writableEnded: boolean;
	readonly statusCode: number;
	once(event: 'finish', listener: () => void): unknown;
}

/**
 * How a post ended. `inTime`: 99digital has its response and does not send the event again; `late`: it may, though the
 * run has started; `failed`: the response was a status from 500 on, so it will, and nothing has started.
 */
export type Fate = 'inTime' | 'late' | 'failed';

/**
 * 99digital waits 5 seconds for the response. What has left within this time has certainly arrived in time, with two
 * seconds for the way and for what n8n does before it asks the node.
 */
export const IN_TIME_MS = 3_000;

/** More posts than one process has under way at the same time. */
export const MAX_RECENT = 1_000;

/** A response that has not come after so long never will; the next try of the provider may start the run. */
const PATIENCE_MS = 2 * 60 * 1000;

const posts = new Map<string, RecentPost>();

/**
 * What this process knows of an event: how its latest post has ended, or that it is `open`. Undefined if it knows of
 * none.
 */
export function fateOfRecent(registration: string, key: string, now: number): Fate | 'open' | undefined {
	const post = posts.get(idOf(registration, key));
	if (!post) return undefined;
	return fateOf(post) ?? (now - post.since < PATIENCE_MS ? 'open' : undefined);
}

/** The posts of a registration whose fate this process knows, the oldest first. */
export function recentFates(registration: string): KnownPost[] {
	return [...posts.values()].flatMap((post) => {
		const fate = post.registration === registration ? fateOf(post) : undefined;
		return fate ? [{ key: post.key, of: post.of, since: post.since, fate }] : [];
	});
}

/** Keeps an event from now on. */
export function keepRecent(post: Omit<RecentPost, 'finishedAt' | 'fate'>): void {
	const kept: RecentPost = { ...post };
	const { passing } = kept;
	void passing?.then(() => delete kept.passing);
	post.response?.once('finish', () => (kept.finishedAt = Date.now()));
	const id = idOf(post.registration, post.key);
	posts.delete(id);
	posts.set(id, kept);
	forgetOldest(posts, MAX_RECENT);
}

/** Whether an event that is being passed on comes to be; undefined if that is over, or was never begun. */
export const passingOf = (registration: string, key: string): Promise<boolean> | undefined =>
	posts.get(idOf(registration, key))?.passing;

/** Knows nothing of an event any more. */
export const dropRecent = (registration: string, key: string): boolean => posts.delete(idOf(registration, key));

const idOf = (registration: string, key: string): string => `${registration}:${key}`;

/** A connection that broke before the end never finishes its response; n8n ends it all the same. */
function fateOf(post: RecentPost): Fate | undefined {
	const { response, finishedAt, since, passing } = post;
	if (passing) return undefined;
	if (!response?.writableEnded) return post.fate;
	const failed = response.statusCode >= 500;
	if (!failed && finishedAt === undefined) return 'late';
	post.fate = failed ? 'failed' : finishedAt !== undefined && finishedAt - since <= IN_TIME_MS ? 'inTime' : 'late';
	post.response = undefined;
	return post.fate;
}
