import type { Body } from './body';

/** What a message is, in the words of the provider's webhook where it has one. */
export type MessageKind =
	| 'text'
	| 'buttons'
	| 'list'
	| 'template'
	| MediaKind
	| 'location'
	| 'contacts'
	| 'reaction'
	| 'button'
	| 'order';

export type MediaKind = 'image' | 'video' | 'audio' | 'ptt' | 'document';

/** What is known of a file that was fetched. */
export interface MediaFile {
	type: string;
	/** How many. */
	bytes: number;
	/** In hexadecimal digits. */
	sha256: string;
	/** The last part of the link's path; '' where it ends in a slash. */
	name: string;
	/** How many a PDF has, where it tells. */
	pages?: number;
}

export interface Media {
	kind: MediaKind;
	url: string;
	filename?: string;
	/** What the link led to, once it was fetched. */
	file?: MediaFile;
	/** Why WhatsApp could not take it from there. */
	problem?: string;
}

/** A button on the phone: a reply button has an id or only its text, any other says what a tap opens or copies. */
export interface Button {
	text: string;
	id?: string;
	opens?: string;
	copies?: string;
}

export interface Row {
	title: string;
	description: string;
	id: string;
}

/** What a message says, as a phone would show it. */
export interface Content {
	kind: MessageKind;
	/** The body with variables filled in; the caption of a file; the emoji of a reaction. */
	text: string;
	header?: string;
	media?: Media;
	footer?: string;
	buttons?: Button[];
	/** The label that opens the rows of a list. */
	buttonText?: string;
	rows?: Row[];
	location?: { latitude: number; longitude: number };
	contact?: { name: string; phone: string; email: string };
	/** The message quoted, answered or reacted to. */
	replyTo?: string;
	/** What the webhook says instead: another form of that id, anything a forger writes, or false for none. */
	quoteUnique?: string | false;
	/** The row or button a customer chose, where it has an id. */
	answerId?: string;
	order?: readonly unknown[];
}

export type DeliveryStatus = 'accepted' | 'sent' | 'delivered' | 'read' | 'failed';

/** One message of a conversation. `time` is milliseconds since 1970. */
export interface Message extends Content {
	unique: string;
	time: number;
	by: 'business' | 'customer';
	status: DeliveryStatus;
	/** The request that sent it, without the account's key. */
	request?: Body;
}

/**
 * A message that comes into being now.
 * @param time milliseconds since 1970
 */
export function newMessage(by: Message['by'], unique: string, time: number, content: Content): Message {
	return { unique, time, by, status: 'accepted', ...content };
}
