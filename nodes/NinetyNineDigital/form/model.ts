import type { FormatName } from './formats';

/** Shows a row only while every named choice has one of the listed values. */
export type Condition = Readonly<Record<string, readonly string[]>>;

interface RowFacts {
	/** The n8n parameter. Saved workflows store it, so it never changes. */
	readonly name: string;
	/** The words on the screen, used again in every message about this row. */
	readonly label: string;
	/** The provider's key; `{n}` stands for the position in a repeat. Without it the row never leaves n8n. */
	readonly wire?: string;
	readonly required?: boolean;
	readonly when?: Condition;
	/** Shown under Options instead of at the top. */
	readonly optional?: boolean;
	/** Part of the fallback's request, not of the kind's own. */
	readonly forFallback?: boolean;
	readonly help?: string;
	/** What stands below the field at all times. */
	readonly hint?: string;
	readonly placeholder?: string;
}

export interface TextRow extends RowFacts {
	readonly type: 'text';
	/** Most characters, counted in code points. */
	readonly max?: number;
	readonly format?: FormatName;
	/** Height of the input; more than 1 lets the person write new lines. */
	readonly lines?: number;
	readonly default?: string;
	/** Inside a repeat: no two values may be equal, and an empty one counts as its position. */
	readonly unique?: boolean;
	/** Once the person has chosen to give it, it may not be empty. */
	readonly notBlank?: boolean;
	/** Sent even when empty, because that means something to the provider. */
	readonly sendsEmpty?: boolean;
	/** Other names that the field may have in a list that is given as JSON; its own comes first. */
	readonly alsoNamed?: readonly string[];
}

export interface Choice {
	readonly value: string;
	readonly label: string;
	readonly help?: string;
	/** What the provider calls this choice. */
	readonly wire?: number;
	/** Where it is offered, in n8n 2.41 and newer; older ones offer it everywhere. */
	readonly when?: Condition;
}

export interface ChoiceRow extends RowFacts {
	readonly type: 'choice';
	readonly choices: readonly Choice[];
	readonly default: string;
}

/** A whole number that steers the node itself. */
export interface NumberRow extends RowFacts {
	readonly type: 'number';
	readonly min: number;
	readonly max: number;
	readonly default: number;
}

/** A switch, sent as 1 or 0. */
export interface FlagRow extends RowFacts {
	readonly type: 'flag';
	/** How it stands when a person adds it; off where it was not added. */
	readonly default?: boolean;
	/** While it is on, the provider may take this many milliseconds to respond. */
	readonly timeoutMs?: number;
}

/** A date with time, sent as seconds since 1970 in GMT. */
export interface MomentRow extends RowFacts {
	readonly type: 'moment';
	/** What lies in the past is refused. */
	readonly inFuture?: boolean;
}

/** A list of the same rows, spread over numbered keys of the provider. */
export interface RepeatRow extends RowFacts {
	readonly type: 'repeat';
	readonly input: 'fields' | 'json';
	readonly item: { readonly name: string; readonly label: string };
	readonly min: number;
	readonly max: number;
	readonly of: readonly TextRow[];
	/** An entry of which every field is empty is none, but for the first. */
	readonly skipsEmpty?: boolean;
}

/** A thing of the account, picked from a list or given by name. */
export interface PickerRow extends RowFacts {
	readonly type: 'picker';
	/** Name of the node's list search method. */
	readonly search: string;
}

/** The variables of the picked template: one field each, whose id is the provider's key. */
export interface VariablesRow extends RowFacts {
	readonly type: 'variables';
	/** Name of the node's resource mapping method. */
	readonly fields: string;
	/** The picker on which the fields depend. */
	readonly of: string;
	readonly wire: string;
	/** Most variables. */
	readonly max: number;
	/** Most characters of the whole rendered text. */
	readonly totalMax: number;
	readonly format: FormatName;
	/** Optional rows of the same kind that the mapper offers too where the template is one for authentication. */
	readonly forAuthentication?: readonly TextRow[];
}

/** A type of files that the provider takes. */
export interface FileType {
	/** What WhatsApp shows it as. */
	readonly kind: 'image' | 'video' | 'audio' | 'document';
	/** Its MIME types; it is served with the first one. */
	readonly types: readonly string[];
	/** Endings of names, without the dot; the first one is put behind a name that has none of them. */
	readonly endings: readonly string[];
	readonly maxBytes: number;
}

/** The name of a field of the item that has a file, which goes out as a link. */
export interface FileRow extends RowFacts {
	readonly type: 'file';
	readonly default: string;
	readonly types: readonly FileType[];
	/** The row whose value is the kind of file; without it any of the types will do. */
	readonly kindOf?: string;
	/** Where the file's name goes, and when. */
	readonly named?: { readonly wire: string; readonly when: Condition };
}

export type Row =
	| TextRow
	| ChoiceRow
	| NumberRow
	| FlagRow
	| MomentRow
	| RepeatRow
	| PickerRow
	| VariablesRow
	| FileRow;

/** What to tell a person about a refusal of the provider. */
export interface Advice {
	readonly message: string;
	/** What to do; `{name}` stands for the label of the row of that name. */
	readonly fix: string;
	/** The n8n parameter that is to blame, or the credential's field. */
	readonly parameter?: string;
	/** The provider says "try again", and means that nothing was sent. */
	readonly retryable?: boolean;
	/** The account sends too much at once, so that all of its messages have to wait, not only this one. */
	readonly slowDown?: boolean;
}

/** Another kind of message, sent in the same run where the provider refuses the first one for one of these reasons. */
export interface Fallback {
	/** Which choice of the person asks for it. */
	readonly when: Condition;
	readonly reasons: readonly number[];
	/** What those reasons mean together, for a refusal of the fallback itself. */
	readonly before: string;
	readonly kind: MessageKind;
	/** The other kind's rows, and the rows of the first one that fill them. */
	readonly rows: Readonly<Record<string, string>>;
}

/** An operation of the provider and its refusals. */
export interface Catalogue {
	/** Last part of the provider's address. */
	readonly endpoint: string;
	/** Every known reason but 1, which means success. */
	readonly reasons: Readonly<Record<number, Advice>>;
	/** The fields that the advice names. */
	readonly rows?: readonly Row[];
	/** What had happened before, told in front of each refusal, without its stop. */
	readonly before?: string;
}

/** What a person fills in for one operation. */
export interface Form {
	readonly resource: 'message';
	readonly operation: string;
	readonly label: string;
	/** How n8n's node panel lists it. */
	readonly action: string;
	readonly help: string;
	/** `session`: only within 24 hours of the customer's last message. */
	readonly window: 'session' | 'any';
	readonly rows: readonly Row[];
}

/** Everything that is true of one kind of message. The interface, body, checks, advice and docs follow from it. */
export interface MessageKind extends Omit<Catalogue, 'rows'>, Form {
	/** The `sentAs` of the output. */
	readonly sentAs: string;
	/** The response's `body` is the text with its variables filled in. */
	readonly rendersText?: boolean;
	readonly fallback?: Fallback;
}
