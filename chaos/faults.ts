/** Where the storm blows: one n8n with SQLite, or n8n's queue mode with PostgreSQL and Redis. */
export type Mode = 'single' | 'queue';

export const modes: readonly Mode[] = ['single', 'queue'];

/**
 * What the same lane does comes one after the other; the lanes run side by side. `workers` are all of n8n's processes
 * beside the main one.
 */
export const faultLanes = ['main', 'workers', 'services', 'provider', 'triggers', 'crm'] as const;

/** See `faultLanes`. */
export type FaultLane = (typeof faultLanes)[number];

interface Kind {
	/** For the page that a person reads. */
	readonly words: string;
	readonly lane: FaultLane;
	readonly modes: readonly Mode[];
	/** How long it lasts, in milliseconds: the least and the most. What heals at once lasts 0. */
	readonly lasts: readonly [number, number];
	/** Whether a process or its database may lose what it is just doing. */
	readonly cuts?: true;
}

const both = modes;

/** Each kind of fault that a storm knows. */
export const faultKinds = {
	killMain: { words: 'n8n’s main process killed (-9)', lane: 'main', modes: both, lasts: [0, 1500], cuts: true },
	restartMain: {
		words: 'n8n’s main process restarted in order',
		lane: 'main',
		modes: both,
		lasts: [0, 500],
		cuts: true,
	},
	freezeMain: {
		words: 'n8n’s main process stands still for seconds',
		lane: 'main',
		modes: both,
		lasts: [2000, 7000],
		cuts: true,
	},
	killWorker: { words: 'a worker killed (-9)', lane: 'workers', modes: ['queue'], lasts: [0, 1500], cuts: true },
	restartWorker: {
		words: 'a worker restarted in order',
		lane: 'workers',
		modes: ['queue'],
		lasts: [0, 500],
		cuts: true,
	},
	killWebhook: {
		words: 'a webhook process killed (-9)',
		lane: 'workers',
		modes: ['queue'],
		lasts: [0, 1500],
		cuts: true,
	},
	freezeWebhook: {
		words: 'a webhook process stands still for seconds',
		lane: 'workers',
		modes: ['queue'],
		lasts: [2000, 7000],
		cuts: true,
	},
	stopRedis: { words: 'Redis stopped and started', lane: 'services', modes: ['queue'], lasts: [500, 6000], cuts: true },
	stopPostgres: {
		words: 'PostgreSQL stopped and started',
		lane: 'services',
		modes: ['queue'],
		lasts: [500, 6000],
		cuts: true,
	},
	slow: { words: '99digital answers late', lane: 'provider', modes: both, lasts: [1000, 5000] },
	busy: { words: '99digital refuses: WhatsApp is busy', lane: 'provider', modes: both, lasts: [500, 3000] },
	tooFast: { words: '99digital refuses: too fast', lane: 'provider', modes: both, lasts: [1000, 5000] },
	badGateway: { words: 'HTTP 502 in place of 99digital', lane: 'provider', modes: both, lasts: [500, 2000] },
	serverError: { words: 'HTTP 500 in place of 99digital', lane: 'provider', modes: both, lasts: [500, 2000] },
	redirect: { words: 'a redirect in place of 99digital', lane: 'provider', modes: both, lasts: [500, 1500] },
	brokenBefore: {
		words: 'the connection breaks before 99digital reads',
		lane: 'provider',
		modes: both,
		lasts: [500, 2000],
	},
	brokenAfter: {
		words: 'the connection breaks after 99digital has accepted',
		lane: 'provider',
		modes: both,
		lasts: [500, 2000],
	},
	damagedAnswer: { words: 'an answer comes damaged', lane: 'provider', modes: both, lasts: [500, 2000] },
	noAnswer: { words: 'an answer never comes', lane: 'provider', modes: both, lasts: [500, 1500] },
	publish: { words: 'a trigger of the same number published', lane: 'triggers', modes: both, lasts: [0, 0] },
	unpublish: { words: 'a trigger of the same number unpublished', lane: 'triggers', modes: both, lasts: [0, 0] },
	publishInVain: {
		words: 'a trigger published while the account cannot be asked',
		lane: 'triggers',
		modes: both,
		lasts: [0, 0],
	},
	slowCrm: { words: 'the CRM answers late', lane: 'crm', modes: both, lasts: [1000, 5000] },
	echoingCrm: { words: 'the CRM posts back what it gets', lane: 'crm', modes: both, lasts: [1000, 4000] },
	failingCrm: { words: 'the CRM answers HTTP 500', lane: 'crm', modes: both, lasts: [1000, 5000] },
} as const satisfies Record<string, Kind>;

export type FaultKind = keyof typeof faultKinds;

export const kindOf = (name: FaultKind): Kind => faultKinds[name];

/** The kinds of a lane that a mode has. */
export const kindsOf = (lane: FaultLane, mode: Mode): FaultKind[] =>
	(Object.keys(faultKinds) as FaultKind[]).filter(
		(name) => kindOf(name).lane === lane && kindOf(name).modes.includes(mode),
	);
