import type { FaultKind, Mode } from '../faults';
import type { Forgery, QuestionStyle } from '../plan';
import type { EventKind } from '../workflows';

/** All that is known after a storm: the sandbox's log, n8n's executions, and what the storm itself did. */
export interface Evidence {
	mode: Mode;
	faults: Fault[];
	accepted: AcceptedMessage[];
	campaignRuns: CampaignRun[];
	questions: Question[];
	/** Executions of questions that n8n has given up, without what they were started with: nobody knows which they asked. */
	lostQuestionRuns: number;
	triggers: Array<{ name: string; events: readonly EventKind[] }>;
	events: StormEvent[];
	triggerRuns: TriggerRun[];
	forgeries: ForgedPost[];
	/** The ids of the events that the CRM got. */
	crm: string[];
	/** The account's settings before the first trigger was published and after the last one was unpublished. */
	settings: { before: unknown; after: unknown };
	/** What was still running when the time to settle was over. */
	unfinished: Array<{ workflow: string; execution: string; status: string }>;
	/** Where the API key was looked for, and where it was found. */
	secrecy: { searched: number; found: string[] };
}

/** One fault as it came about, in milliseconds since 1970. */
export interface Fault {
	kind: FaultKind;
	from: number;
	to: number;
}

/** A campaign's message that 99digital has accepted, whether or not the node got to know. */
export interface AcceptedMessage {
	key: string;
	/** The execution that sent it. */
	execution: string;
	messageId: string;
}

/** What the node said of one item. `notSent`: it says so for certain. */
export type Report = 'sent' | 'skipped' | 'unknown' | 'notSent';

export interface CampaignRun {
	execution: string;
	campaign: number;
	status: string;
	/** Whether it is the one that was started after the storm, with all keys. */
	isLast: boolean;
	/** Null if the execution ended before its output was stored. */
	items: Array<{ key: string; report: Report; messageId?: string }> | null;
}

export interface Question {
	name: string;
	style: QuestionStyle;
	/** The ids under which 99digital has accepted it. */
	accepted: string[];
	/** What its customer has answered, the earliest first; `choice` is the position of the button, 0 for any reply. */
	answers: Array<{ event: string; choice: number }>;
	runs: QuestionRun[];
}

/** One execution that asks. */
export interface QuestionRun {
	execution: string;
	status: string;
	/** What left by each output that led on. */
	left: Array<{ output: number; times: number; item: QuestionItem }>;
}

export interface QuestionItem {
	answered?: unknown;
	/** The event that answered. */
	messageId?: unknown;
	questionId?: unknown;
	index?: unknown;
}

/** An event that 99digital had news of, and where it was posted. */
export interface StormEvent {
	event: string;
	kind: EventKind;
	/** Whether 99digital has given it up, for the address that it was meant for had been unpublished. */
	posts: EventPost[];
}

/** One try of 99digital, or a repeat by the storm. `to` is a trigger's name or CRM. `status` is null without an answer. */
export interface EventPost {
	to: string;
	time: number;
	status: number | null;
	/** n8n has answered that it is starting up, with status 200, and asked no node. */
	isStarting?: boolean;
}

export const CRM = 'CRM';

export interface TriggerRun {
	trigger: string;
	execution: string;
	status: string;
	/** When n8n made it, in milliseconds since 1970. */
	time: number;
	/** The event that it is about; undefined if n8n has lost what it was started with. */
	event?: string;
	/** What n8n says of one that has not ended well. */
	error?: string;
}

/** What somebody posted who is not 99digital, or who altered what is. */
export interface ForgedPost {
	way: Forgery;
	event: string;
	status: number | null;
}

/** Whether n8n says of an execution that it has not ended well. */
export const hasDied = (status: string): boolean => ['crashed', 'error', 'canceled'].includes(status);
