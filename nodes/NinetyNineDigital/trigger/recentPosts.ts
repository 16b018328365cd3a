/**
 * What this process knows of the posts that it has taken lately. n8n gives each post its own copy of the stored memory
 * and saves it when the run has started; posts at the same moment therefore do not see each other there, and the last
 * one to be saved wipes out the others.
 */
interface RecentPost {
	/** By `triggerOf`. */
	readonly trigger: string;
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
	/** When its fate was told to be stored for the first time, in milliseconds since 1970. */
	toldSince?: number;
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

/** More posts than one process has under way at the same time: n8n would need several gigabytes for them. */
export const MAX_RECENT = 10_000;

/** After so many milliseconds, what another process, or a post of the trigger's own, has had under way is saved. */
const SAVED_MS = 30_000;

/** A response that has not come after so long never will; the next try of the provider may start the run. */
const PATIENCE_MS = 2 * 60 * 1000;

/** By `idOf`, the oldest first. */
const posts = new Map<string, RecentPost>();

/** By trigger, those of them whose fate n8n's stored memory may lack, the oldest first. */
const unsettled = new Map<string, Set<RecentPost>>();

/**
 * What this process knows of an event: how its latest post has ended, or that it is `open`. Undefined if it knows of
 * none.
 */
export function fateOfRecent(trigger: string, key: string, now: number): Fate | 'open' | undefined {
	const post = posts.get(idOf(trigger, key));
	if (!post) return undefined;
	return fateOf(post) ?? (now - post.since < PATIENCE_MS ? 'open' : undefined);
}

/**
 * The posts of a trigger whose fate this process knows, the oldest first, until n8n's stored memory has it for
 * certain: until all posts have ended that were under way when it was told first, for each saves the copy that it has.
 *
 * @param now in milliseconds since 1970
 */
export function recentFates(trigger: string, now: number): KnownPost[] {
	const untold = [...(unsettled.get(trigger) ?? [])];
	const oldest = untold.find((post) => !fateOf(post) && now - post.since < PATIENCE_MS)?.since ?? now;
	return untold.flatMap((post) => {
		const fate = fateOf(post);
		if (!fate) return [];
		post.toldSince ??= now;
		if (post.toldSince < oldest && now - post.toldSince > SAVED_MS) settle(post);
		return [{ key: post.key, of: post.of, since: post.since, fate }];
	});
}

/**
 * Knows from now on that an event is taken although its latest post was answered with 503: 99digital sends it again.
 *
 * @param since in milliseconds since 1970
 */
export function takeRecent(trigger: string, key: string, since: number): void {
	put({ trigger, key, of: 'run', since, response: undefined, fate: 'late' });
}

/** Keeps an event from now on. */
export function keepRecent(post: Omit<RecentPost, 'finishedAt' | 'fate'>): void {
	const kept: RecentPost = { ...post };
	const { passing } = kept;
	void passing?.then(() => delete kept.passing);
	post.response?.once('finish', () => (kept.finishedAt = Date.now()));
	put(kept);
}

/** In place of an earlier post of the same event, as the newest of all. */
function put(post: RecentPost): void {
	const { trigger, key } = post;
	dropRecent(trigger, key);
	posts.set(idOf(trigger, key), post);
	unsettled.set(trigger, (unsettled.get(trigger) ?? new Set()).add(post));
	const [oldest] = posts.values();
	if (oldest && posts.size > MAX_RECENT) dropRecent(oldest.trigger, oldest.key);
}

/** What has failed may have been taken by another process since, of which the stored memory knows. */
function settle(post: RecentPost): void {
	if (post.fate === 'failed') dropRecent(post.trigger, post.key);
	else removeFromUnsettled(post);
}

/** Whether an event that is being passed on comes to be; undefined if that is over, or was never begun. */
export const passingOf = (trigger: string, key: string): Promise<boolean> | undefined =>
	posts.get(idOf(trigger, key))?.passing;

/** Knows nothing of an event any more. */
export function dropRecent(trigger: string, key: string): void {
	const post = posts.get(idOf(trigger, key));
	if (!post) return;
	posts.delete(idOf(trigger, key));
	removeFromUnsettled(post);
}

function removeFromUnsettled(post: RecentPost): void {
	const others = unsettled.get(post.trigger);
	others?.delete(post);
	if (others?.size === 0) unsettled.delete(post.trigger);
}

const idOf = (trigger: string, key: string): string => `${trigger}:${key}`;

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
