import type { Account, SentMessage } from './accounts';
import type { Clock } from './clock';
import type { Customer } from './customers';
import { Deliveries, type DeliverySettings } from './deliveries';
import type { DeliveryStatus, Message } from './messages';
import { acknowledgement, failure, incoming, notice, type Ack, type AnswerFields, type Payload } from './payloads';
import type { Post } from './post';
import { inForm, type UniqueForm } from './unique';

export interface WebhookSettings extends DeliverySettings, AnswerFields {
	/** The form of every message's id, in answers and webhooks; the pages print both. */
	uniqueForm: UniqueForm;
}

const documented: WebhookSettings = {
	speed: 1,
	timeoutMs: 5000,
	buttonIdField: 'buttonId',
	listIdField: 'listId',
	uniqueForm: 'hex',
};

const acknowledged: Record<Ack, DeliveryStatus> = { 0: 'failed', 1: 'sent', 2: 'delivered', 3: 'read' };
const progress: readonly DeliveryStatus[] = ['accepted', 'sent', 'delivered', 'read', 'failed'];

/** Tells each account what happened, as far as it has an address and the switch for it. */
export class Webhooks {
	readonly deliveries: Deliveries;
	/** The documented ways of delivering, and names for what is not documented; may be changed at any time. */
	readonly settings: WebhookSettings;

	constructor(
		private readonly clock: Clock,
		post: Post,
		changed: () => void,
		settings: Partial<WebhookSettings> = {},
	) {
		this.settings = { ...documented, ...settings };
		this.deliveries = new Deliveries(clock, post, this.settings, changed);
	}

	incoming(account: Account, customer: Customer, message: Message): void {
		const quoted = message.replyTo && account.customers.message(message.replyTo)?.message.text;
		this.send(account, incoming(account, customer, message, quoted || undefined, this.settings));
	}

	/** WhatsApp's word on a message of ours; one that comes late does not turn the message back. */
	acknowledge({ account, customer, message }: SentMessage, ack: Ack, form?: UniqueForm): void {
		advance(message, acknowledged[ack]);
		if (!account.webhook.readStatus) return;
		this.send(account, acknowledgement(account, customer, named(message, customer, form), ack));
	}

	fail({ account, customer, message }: SentMessage, messageUpdate: number, form?: UniqueForm): void {
		advance(message, 'failed');
		if (!account.webhook.system) return;
		const unique = named(message, customer, form);
		this.send(account, failure(account, customer, unique, messageUpdate, this.clock.now()));
	}

	notice(account: Account, type: string, fields: Record<string, unknown>): void {
		if (!account.webhook.system) return;
		this.send(account, notice(account, type, fields, this.clock.now()));
	}

	private send({ webhook }: Account, payload: Payload): void {
		if (webhook.url !== '') this.deliveries.send(webhook, payload);
	}
}

const named = ({ unique }: Message, { number }: Customer, form: UniqueForm | undefined): string =>
	form ? inForm(unique, form, number) : unique;

function advance(message: Message, status: DeliveryStatus): void {
	if (progress.indexOf(status) > progress.indexOf(message.status)) message.status = status;
}
