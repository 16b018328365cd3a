/** A folder of the project: what it holds, and the other folders that its code may import. */
export interface Room {
	/** Below the project's folder. Folders inside it belong to it, unless they are rooms themselves. */
	readonly folder: string;
	readonly holds: string;
	/** Folders of other rooms; every room may import itself. */
	readonly imports: readonly string[];
}

type Rows = ReadonlyArray<readonly [folder: string, holds: string, imports: readonly string[]]>;

const NODES = 'nodes/NinetyNineDigital';

const inNodes: Rows = [
	['messages', 'the data: one file of rows and refusals for each kind of message', ['form']],
	['form', 'pure functions over rows: fields, values, issues, request body, output, advice', ['plain']],
	['plain', 'what can be asked of any value: is it an object, is it blank, how long is it, which number', []],
	['transport', 'one request and how it ended; knows HTTP, and nothing of fields', ['plain', '/credentials']],
	[
		'templates',
		"what is known of the account's templates: list, search, variables, preview",
		['form', 'messages', 'plain', 'transport'],
	],
	[
		'run',
		'many items, whatever they do: dispatch, pace, outcome, failure, hints; knows no message',
		['form', 'transport'],
	],
	[
		'files',
		'files of the workflow: the link under which one goes out, and serving it to whoever has the link',
		['form', 'messages', 'plain', 'run', 'transport', 'trigger/registration'],
	],
	[
		'send',
		'one message from parameters to outcome, its dry run, and all items of a message',
		['files', 'form', 'messages', 'plain', 'run', 'send/sendOnce', 'templates', 'transport'],
	],
	[
		'send/sendOnce',
		'Send Once Keys: what was sent with a key is not sent again by any process that shares the database of n8n',
		['plain', 'run'],
	],
	[
		'account',
		'operations that read from the account: check, profile, templates',
		[
			'form',
			'messages',
			'plain',
			'run',
			'sendAndWait',
			'templates',
			'transport',
			'trigger/registration',
			'/credentials',
		],
	],
	[
		'sendAndWait',
		'a question that waits, both halves: ask and suspend, and the way of the tap back to its execution',
		['files', 'form', 'messages', 'plain', 'run', 'send', 'transport', 'trigger/events', 'trigger/registration'],
	],
	[
		'trigger',
		'one post to the trigger: authentication, repeats, open questions, forwarding, item',
		['files', 'plain', 'sendAndWait', 'transport', 'trigger/events', 'trigger/registration'],
	],
	['trigger/events', 'pure: a payload, its event, its item and its output', ['form', 'plain']],
	[
		'trigger/registration',
		"the account's one address: taking it and putting it back",
		['form', 'messages', 'plain', 'transport', 'trigger/events'],
	],
];

/** A folder of the nodes by its short name, any other one with a slash before it. */
const pathOf = (name: string): string => (name.startsWith('/') ? name.slice(1) : `${NODES}/${name}`);

const nodeRooms = inNodes.map(([name, holds, imports]) => ({
	folder: pathOf(name),
	holds,
	imports: imports.map(pathOf),
}));

const others: Rows = [
	['credentials', 'the credential: its fields, its test, and what it adds to a request', []],
	[
		NODES,
		'the two nodes: a description made from the rooms below, and one call into them',
		['account', 'files', 'form', 'messages', 'send', 'sendAndWait', 'templates']
			.concat(['trigger', 'trigger/events', 'trigger/registration'])
			.map(pathOf),
	],
	['sandbox', 'a stand-in for the provider, written from its pages alone, and never from the nodes', []],
	['sandbox/page', 'the phone page, in Preact; steers the sandbox through its control API alone', ['sandbox']],
	[
		'host',
		'a real n8n on this machine, for `npm start` and the tests; in editor/ the REST API of its editor',
		['sandbox'],
	],
	['host/queue', "n8n's queue mode, with PostgreSQL and Redis", ['host', 'sandbox']],
	['bench', "the nodes beside n8n's own in one run; writes docs/benchmarks.md", ['host', 'sandbox', 'test/support']],
	['live', 'the check of the real 99digital, with a person and a phone; what is expected stands in facts.ts', []],
	[
		'chaos',
		'a storm of faults over a real n8n, decided by a seed, and what must be true after it; writes docs/reliability.md',
		['host', 'host/queue', 'sandbox', 'test/support'],
	],
	[
		'test/support',
		'what tests of several kinds share',
		['credentials', NODES, ...inNodes.map(([name]) => pathOf(name)), 'sandbox', 'host', 'host/queue'],
	],
	[
		'test',
		"unit, rules (lint, n8n's gate, docs), engine (n8n's own engine), attack (on each promise of SECURITY.md), e2e (a real n8n and browser), queue",
		[
			...['credentials', NODES, ...inNodes.map(([name]) => pathOf(name))],
			...['sandbox', 'sandbox/page', 'host', 'host/queue', 'bench', 'live', 'chaos', 'test/support'],
		],
	],
];

/** The map of the project. */
export const rooms: readonly Room[] = [
	...others.slice(0, 2).map(([folder, holds, imports]) => ({ folder, holds, imports })),
	...nodeRooms,
	...others.slice(2).map(([folder, holds, imports]) => ({ folder, holds, imports })),
];

/** The room that a file lies in; undefined if there is none. */
export const roomOf = (path: string): Room | undefined =>
	rooms
		.filter(({ folder }) => path.startsWith(`${folder}/`))
		.sort((a, b) => b.folder.length - a.folder.length)
		.at(0);

/** The map as CONTRIBUTING shows it, the nodes' folders by their short names. */
export function roomsTable(): string {
	const short = (folder: string) => `\`${folder.replace(`${NODES}/`, '')}/\``;
	const all = inNodes.map(([name]) => pathOf(name));
	const listed = (imports: readonly string[]) => {
		const everyNode = all.every((folder) => imports.includes(folder));
		const named = everyNode ? imports.filter((folder) => !all.includes(folder)) : imports;
		return [...(everyNode ? ["all of the nodes' folders"] : []), ...named.map(short)].join(', ') || 'nothing';
	};
	const lines = rooms.map(({ folder, holds, imports }) => `| ${short(folder)} | ${holds} | ${listed(imports)} |`);
	return ['| Folder | Holds | May import |', '| --- | --- | --- |', ...lines].join('\n');
}
