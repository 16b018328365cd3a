import { createHash } from 'node:crypto';
import { isPhoneNumber } from './formats';
import { Impossible } from './impossible';
import type { Message } from './messages';
import { digitsOf } from './unique';

const DAY = 24 * 60 * 60 * 1000;
const MINUTE = 60 * 1000;

/** What a test or a person may decide about a customer. */
export interface CustomerSettings {
	name: string;
	/** Hides the number: the business sees the user id in its place. */
	hidden: boolean;
	/** Whether the number has WhatsApp at all. */
	onWhatsApp: boolean;
}

export type WindowState = 'open' | 'passed' | 'neverOpened';

/** One customer of one account, with everything said between the two. */
export class Customer implements CustomerSettings {
	/** Everybody in the sandbox lives in Israel, whatever the number. */
	readonly country = 'IL';
	readonly userId: string;
	readonly messages: Message[] = [];
	name = 'Customer';
	hidden = false;
	onWhatsApp = true;
	private wroteAt?: number;
	private conversationAt?: number;

	constructor(readonly number: string) {
		this.userId = `${this.country}.${userIdDigits(number)}`;
	}

	add(message: Message): void {
		this.messages.push(message);
		if (message.by === 'customer') this.wroteAt = message.time;
		else if (minutesLeft(this.conversationAt, message.time) === 0) this.conversationAt = message.time;
	}

	/** Whether free-form messages may be sent: for 24 hours after the customer's last message. */
	window(now: number): WindowState {
		if (this.wroteAt === undefined) return 'neverOpened';
		return now - this.wroteAt < DAY ? 'open' : 'passed';
	}

	/** Whole minutes until the window closes, 0 when it is closed. */
	windowMinutesLeft(now: number): number {
		return minutesLeft(this.wroteAt, now);
	}

	/** Whole minutes left of the billing conversation, which the business's first message begins. */
	conversationMinutesLeft(now: number): number {
		return minutesLeft(this.conversationAt, now);
	}
}

/** A message and the customer it was exchanged with. */
export interface Exchange {
	customer: Customer;
	message: Message;
}

/** The customers of one account, found by number or user id. */
export class Customers {
	private readonly byNumber = new Map<string, Customer>();
	private readonly byUserId = new Map<string, Customer>();
	private readonly byMessage = new Map<string, Exchange>();

	all(): Customer[] {
		return [...this.byNumber.values()];
	}

	/** The customer at a number or user id, if the account knows one. */
	find(address: string): Customer | undefined {
		return this.byNumber.get(address) ?? this.byUserId.get(address);
	}

	/** @throws Impossible when the account knows no such customer */
	get(address: string): Customer {
		const customer = this.find(address);
		if (!customer) throw new Impossible(`The account knows no customer ${address}`);
		return customer;
	}

	/**
	 * The customer at an address; a number nobody has used makes a new one.
	 * @throws Impossible when it is neither a number nor a known user id
	 */
	at(address: string): Customer {
		const known = this.find(address);
		if (known) return known;
		if (!isPhoneNumber(address)) throw new Impossible(`${address} is neither a phone number nor a known user id`);
		return this.create(address);
	}

	record(customer: Customer, message: Message): void {
		customer.add(message);
		this.byMessage.set(digitsOf(message.unique), { customer, message });
	}

	/** The message with an id, in either of its forms, if the account exchanged it. */
	message(unique: string): Exchange | undefined {
		return this.byMessage.get(digitsOf(unique));
	}

	private create(number: string): Customer {
		const customer = new Customer(number);
		this.byNumber.set(number, customer);
		this.byUserId.set(customer.userId, customer);
		return customer;
	}
}

/** A customer keeps one user id for ever, also over restarts of the sandbox, so it follows from the number. */
function userIdDigits(number: string): string {
	const hash = createHash('sha256').update(number).digest();
	return (10n ** 15n + (hash.readBigUInt64BE() % (9n * 10n ** 15n))).toString();
}

function minutesLeft(since: number | undefined, now: number): number {
	if (since === undefined) return 0;
	return Math.max(0, Math.floor((since + DAY - now) / MINUTE));
}
