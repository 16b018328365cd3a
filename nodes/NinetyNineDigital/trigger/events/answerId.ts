import { textIn } from '../../plain/scalars';
import { type Payload } from './payload';

/**
 * The fields whose meaning is documented. None of them is the ID of a button or row: under which name that comes back
 * is not documented, so it is looked for in all other fields.
 */
const DOCUMENTED: ReadonlySet<string> = new Set([
	'status',
	'hook',
	'unique',
	'from',
	'from_id',
	'username',
	'country',
	'phone',
	'to',
	'senderName',
	'type',
	'body',
	'caption',
	'isForwarded',
	'timestamp',
	'media',
	'quote',
	'quoteUnique',
	'profilePic',
	'conversationTimeLeft',
	'templateTimeLeft',
]);

/** Names of IDs: `id`, `buttonId`, `list_id`, `button1_id`, `itemId3`, `rowid`; but not `paid`. */
const ID = /(?:^|[^a-z]|button|list|item|row|reply|option)id\d*$|[a-z\d]Id\d*$|ID\d*$/;

const BUTTON_OR_ROW = /button|list|item|row/i;

const CHOICE = /button|list|item|row|reply|answer|select|option|choice|payload/i;

/** IDs of something else than a button or row. */
const OTHER =
	/message|user|chat|account|phone|contact|business|waba|context|session|conversation|quote|parent|from|sender/i;

/** Names of texts that come with a tap and are not of a button or row. */
const NO_ID = /campaign|source|utm|referr|locale|lang|version|platform|device|tag|label|category|time|date|note|url/i;

/** More values than any webhook has; whoever sends a million of them must not keep n8n busy. */
const MAX_LEAVES = 1000;

/** The longest ID that 99digital takes for a button or row; what is longer is none. */
const MAX_LENGTH = 256;

/** A text, or a number under a name that may be that of an ID, with its path: `interactive.button_reply.id`. */
interface Leaf {
	readonly path: string;
	readonly text: string;
}

/** The ID of the tapped button or picked row; undefined if nothing in the payload looks like one. */
export function answerIdIn(payload: Payload): string | undefined {
	const documented = new Set([...DOCUMENTED].map((name) => textIn(payload[name])));
	const leaves = undocumentedLeaves(payload).filter(({ path }) => !isOtherId(path));
	const news = leaves.filter(({ text }) => !documented.has(text) && !/^https?:/i.test(text));
	const best =
		leaves.find(({ path }) => CHOICE.test(path) && ID.test(path)) ??
		leaves.find(({ path }) => ID.test(path)) ??
		news.find(({ path }) => CHOICE.test(path)) ??
		onlyPlausible(news);
	return best?.text;
}

/** Under a name that tells nothing, a text is an ID only if it has no spaces and is the only one. */
function onlyPlausible(leaves: readonly Leaf[]): Leaf | undefined {
	const texts = leaves.filter(({ path, text }) => !NO_ID.test(path) && !/\s/.test(text));
	return texts.length === 1 ? texts[0] : undefined;
}

/**
 * Which of the named answers the customer gave: the first that equals a text in any field that is not documented or in
 * the caption (an ID), else the first that equals the visible text.
 *
 * @returns its position, or -1
 */
export function matchAnswer(payload: Payload, answers: readonly string[]): number {
	const ids = answerIdTexts(payload);
	const position = (texts: ReadonlyArray<string | undefined>) =>
		answers.findIndex((answer) => textIn(answer) !== undefined && texts.includes(textIn(answer)));
	const byId = position(ids);
	return byId >= 0 ? byId : position([textIn(payload.body)]);
}

/** The texts that may be the ID of a button or row: of each field that has no other documented meaning, and the caption. */
export const answerIdTexts = (payload: Payload): string[] =>
	[...undocumentedLeaves(payload).map(({ text }) => text), textIn(payload.caption)].filter(
		(text) => text !== undefined,
	);

function undocumentedLeaves(payload: Payload): Leaf[] {
	const leaves: Leaf[] = [];
	let count = 0;
	for (const name of Object.keys(payload)) {
		if (DOCUMENTED.has(name)) continue;
		for (const [path, value] of leavesOf(name, payload[name])) {
			if (++count > MAX_LEAVES) return leaves;
			const text = mayBeId(path, value) ? textIn(value) : undefined;
			if (text !== undefined) leaves.push({ path, text });
		}
	}
	return leaves;
}

/** The length first: what follows reads the whole. */
function mayBeId(path: string, value: unknown): boolean {
	if (path.length > MAX_LENGTH) return false;
	if (typeof value === 'string') return value.length <= 2 * MAX_LENGTH;
	return typeof value === 'number' && (ID.test(path) || CHOICE.test(path));
}

/** Every value that holds no others, with its path, one at a time. */
function* leavesOf(path: string, value: unknown): Generator<readonly [path: string, value: unknown]> {
	if (typeof value !== 'object' || value === null) {
		yield [path, value];
		return;
	}
	for (const name in value) yield* leavesOf(`${path}.${name}`, (value as Readonly<Record<string, unknown>>)[name]);
}

const isOtherId = (path: string): boolean => ID.test(path) && OTHER.test(path) && !BUTTON_OR_ROW.test(path);
