import type { Customer } from './customers';
import { Impossible } from './impossible';
import type { Button, Content, MediaKind, Message, Row } from './messages';
import { digitsOf, inForm, type UniqueForm } from './unique';

/** How a tap reaches the business, where the pages leave it open. */
export interface TapOptions {
	/** The form in which the tapped message is quoted, or `none`; its own when left out. */
	quote?: UniqueForm | 'none';
	/** The type of the event: `button`, the documented one, or a plain text of the same words. */
	type?: 'button' | 'text';
}

/** A customer's phone: everything the person holding it can do. Each action returns the message it made. */
export class Phone {
	private readonly messages: readonly Message[];

	/**
	 * @param customer whose phone it is, with what is on it, oldest first
	 * @param say sends what the customer says
	 */
	constructor(
		private readonly customer: Customer,
		private readonly say: (content: Content) => Message,
	) {
		this.messages = customer.messages;
	}

	/** @param replyTo the id of a message to quote */
	write(text: string, replyTo?: string): Message {
		return this.say({ kind: 'text', text, ...(replyTo && { replyTo: this.known(replyTo) }) });
	}

	/**
	 * Taps a reply button.
	 * @param answer the button's id or its text
	 * @param unique the message it is on; the latest that has it when left out
	 */
	tap(answer: string, unique?: string, { quote, type = 'button' }: TapOptions = {}): Message {
		const isTapped = (button: Button) => isReply(button) && (button.id === answer || button.text === answer);
		const message = this.latest(unique, ({ buttons = [] }) => buttons.some(isTapped), `the button ${answer}`);
		const { text, id } = message.buttons?.find(isTapped) as Button;
		return this.say({
			kind: type,
			text,
			replyTo: message.unique,
			...(quote && { quoteUnique: quote !== 'none' && inForm(message.unique, quote, this.customer.number) }),
			...(id !== undefined && type === 'button' && { answerId: id }),
		});
	}

	/**
	 * Claims to have tapped a button, whoever received it, as only a forger could.
	 * @param quoteUnique what stands as the id of the tapped message; no quote when left out
	 */
	forgeTap(text: string, quoteUnique?: string, type: TapOptions['type'] = 'button'): Message {
		return this.say({ kind: type, text, quoteUnique: quoteUnique ?? false });
	}

	/**
	 * Picks a row of a list.
	 * @param answer the row's id or its title
	 * @param unique the list it is in; the latest that has it when left out
	 */
	pick(answer: string, unique?: string): Message {
		const isPicked = (row: Row) => row.id === answer || row.title === answer;
		const message = this.latest(unique, ({ rows = [] }) => rows.some(isPicked), `the row ${answer}`);
		const { title, id } = message.rows?.find(isPicked) as Row;
		return this.say({ kind: 'list', text: title, replyTo: message.unique, answerId: id });
	}

	/** @param unique the message to react to; the latest of the business when left out */
	react(emoji: string, unique?: string): Message {
		const { unique: replyTo } = this.latest(unique, () => true, 'anything from the business');
		return this.say({ kind: 'reaction', text: emoji, replyTo });
	}

	/** A place, in degrees. */
	sendLocation(latitude: number, longitude: number): Message {
		return this.say({ kind: 'location', text: '', location: { latitude, longitude } });
	}

	/** @param url where the receiver finds the file */
	sendFile(kind: MediaKind, url: string, caption = ''): Message {
		return this.say({ kind, text: caption, media: { kind, url } });
	}

	sendContact(name: string, phone: string): Message {
		return this.say({ kind: 'contacts', text: name, contact: { name, phone, email: '' } });
	}

	/** @param items what was ordered; the provider's shape of an item is not known, so any is taken */
	order(items: readonly unknown[]): Message {
		return this.say({ kind: 'order', text: '', order: items });
	}

	private latest(unique: string | undefined, has: (message: Message) => boolean, what: string): Message {
		const fits = (message: Message) => message.by === 'business' && has(message) && isThe(message, unique);
		const found = this.messages.filter(fits).at(-1);
		if (!found) throw new Impossible(`The customer has not received ${what}${unique ? ` in message ${unique}` : ''}`);
		return found;
	}

	private known(unique: string): string {
		if (this.messages.some((message) => isThe(message, unique))) return unique;
		throw new Impossible(`The customer has no message ${unique}`);
	}
}

const isThe = (message: Message, unique: string | undefined): boolean =>
	unique === undefined || digitsOf(message.unique) === digitsOf(unique);

/** A tap on any other button stays on the phone: it opens or copies something. */
const isReply = ({ opens, copies }: Button): boolean => opens === undefined && copies === undefined;
