import { EventEmitter } from 'node:events';
import { Accounts, defaultAccount, type AccountSettings } from './accounts';
import { commonReasons, refusal, type ProviderResponse } from './response';
import { Behaviours, type Course } from './behaviour';
import { parseBody, text, type Body } from './body';
import { defaultTemplates } from './catalogue';
import { Clock } from './clock';
import type { Download, Fetch } from './download';
import { Downloads, type DownloadSettings, type Fetched } from './downloads';
import { describe, fileProblem } from './mediaFiles';
import { newMessage, type Message } from './messages';
import { operations } from './operations';
import type { Operation } from './operations/operation';
import type { Ack } from './payloads';
import { keepsPace } from './pace';
import { Phone } from './phone';
import { postsJson, type Post } from './post';
import { Requests } from './requests';
import { Templates, type Template } from './templates';
import { Traffic } from './traffic';
import { digitsOf, inForm, newUnique, type UniqueForm } from './unique';
import { Webhooks, type WebhookSettings } from './webhooks';
import { isReached, json, onTheWire, type Wire } from './wire';

export interface ProviderOptions {
	clock?: Clock;
	/** One default account when left out; the first is the one meant where none is named. */
	accounts?: readonly AccountSettings[];
	templates?: readonly Template[];
	webhooks?: Partial<WebhookSettings>;
	/** How webhooks are posted. */
	post?: Post;
	/** Which links are fetched, and for how long. */
	downloads?: Partial<DownloadSettings>;
	/** How links are fetched. */
	fetch?: Fetch;
	/** Certificates to trust besides the usual ones by posts and when a link is fetched, as PEM. */
	ca?: string;
}

/** Guess: the provider's number for a file that WhatsApp could not take from its link. */
const FILE_FAILED = 6;

/** What goes back for one request, and how long it waits first (milliseconds of real time). */
export interface Reply {
	delayMs: number;
	wire: Wire;
}

/** What a change was about. */
export type Change = 'requests' | 'conversations' | 'deliveries' | 'settings';

/**
 * A stand-in for 99digital in memory: requests in, responses out. It follows the provider's documentation; what that
 * leaves open is marked as a guess or an assumption where it is decided. Emits `change` after anything changed.
 */
export class Provider extends EventEmitter<{ change: [Change] }> {
	readonly clock: Clock;
	readonly traffic = new Traffic();
	readonly behaviours = new Behaviours();
	readonly templates: Templates;
	accounts: Accounts;
	requests = new Requests();
	webhooks: Webhooks;
	downloads: Downloads;

	constructor(private readonly options: ProviderOptions = {}) {
		super();
		this.clock = options.clock ?? new Clock();
		this.templates = new Templates(this.initialTemplates());
		this.accounts = this.initialAccounts();
		this.webhooks = this.initialWebhooks();
		this.downloads = this.initialDownloads();
	}

	/** Puts everything back to how it started: no conversations, no webhook address, no behaviours, the real time. */
	reset(): void {
		this.close();
		this.behaviours.clear();
		this.traffic.reset();
		this.templates.replace(this.initialTemplates());
		this.accounts = this.initialAccounts();
		this.requests = new Requests();
		this.webhooks = this.initialWebhooks();
		this.downloads = this.initialDownloads();
		this.emit('change', 'settings');
	}

	/** Stops whatever would still happen by itself. */
	close(): void {
		this.webhooks.deliveries.close();
		this.downloads.close();
		this.clock.reset();
	}

	/**
	 * What a request wants copied before it is answered (localStorage), as far as the sandbox fetches links.
	 * @param name the operation, as in the address
	 * @param source the text of the request's body
	 */
	async copy(name: string, source: string): Promise<Fetched | undefined> {
		const body = parseBody(source);
		const link = body && operations.get(name)?.copies?.(body);
		return link && this.downloads.isFetched(link) ? await this.downloads.fetch(link) : undefined;
	}

	/**
	 * Takes one request.
	 * @param name the operation, as in the address
	 * @param source the text of the request's body
	 * @param copy what was fetched for it
	 */
	receive(name: string, source: string, copy?: Fetched): Reply {
		const operation = operations.get(name);
		if (!operation) return { delayMs: 0, wire: json(404, { error: `There is no operation ${name}` }) };

		const body = parseBody(source);
		const course = this.behaviours.decide(name, body ? text(body, 'to') : '');
		const response = this.respond(operation, body, course, copy);
		const disturbed = course.outcome && { effect: course.outcome.effect };
		this.requests.record(operation, body, { time: this.clock.now(), response: response ?? null, ...disturbed });
		this.emit('change', 'requests');
		if (response?.status === 'OK') this.emit('change', 'conversations');
		if (response?.status === 'OK' && typeof response.unique === 'string') void this.deliverFile(response.unique, copy);
		return { delayMs: course.delayMs, wire: onTheWire(course.outcome, response) };
	}

	/** The counters: requests, accepted, refused, connections, inFlight, mostInFlight. */
	counters() {
		return { ...this.requests.totals(), ...this.traffic.totals() };
	}

	/**
	 * The phone of a customer, who need not have been heard of before.
	 * @param number international digits, or the user id of a known customer
	 * @param account the account the customer talks to
	 */
	phone(number: string, account = this.accounts.get()): Phone {
		const customer = account.customers.at(number);
		return new Phone(customer, (content) => {
			const unique = inForm(newUnique(), this.webhooks.settings.uniqueForm, customer.number);
			const message = newMessage('customer', unique, this.clock.now(), content);
			account.customers.record(customer, message);
			this.webhooks.incoming(account, customer, message);
			this.emit('change', 'conversations');
			return message;
		});
	}

	/**
	 * Lets WhatsApp say that a message was sent (1), delivered (2), read (3) or has failed (0).
	 * @param form how it names the message; as the response did when left out
	 */
	acknowledge(unique: string, ack: Ack, form?: UniqueForm): Message {
		const sent = this.accounts.sent(unique);
		this.webhooks.acknowledge(sent, ack, form);
		this.emit('change', 'conversations');
		return sent.message;
	}

	/**
	 * Lets a message fail, with the provider's number for the cause.
	 * @param form how it names the message; as the response did when left out
	 */
	fail(unique: string, messageUpdate: number, form?: UniqueForm): Message {
		const sent = this.accounts.sent(unique);
		this.webhooks.fail(sent, messageUpdate, form);
		this.emit('change', 'conversations');
		return sent.message;
	}

	/** The file of a message that was sent, in either form of its id, as long as it is kept. */
	file(unique: string): Download | undefined {
		return this.downloads.file(digitsOf(unique));
	}

	/** WhatsApp takes a message's file from its link; where it cannot, the message fails, as webhooks may tell. */
	private async deliverFile(unique: string, copy: Fetched | undefined): Promise<void> {
		const { downloads } = this;
		const { message } = this.accounts.sent(unique);
		const { media } = message;
		if (!media || !(copy ?? downloads.isFetched(media.url))) return;
		const fetched = copy ?? (await downloads.fetch(media.url));
		if (downloads.isClosed) return;

		if (!('error' in fetched)) {
			media.file = describe(media.url, fetched);
			downloads.keep(digitsOf(unique), fetched);
		}
		const problem = 'error' in fetched ? fetched.error : fileProblem(message, fetched);
		if (problem === undefined) {
			this.emit('change', 'conversations');
			return;
		}
		media.problem = problem;
		this.fail(unique, FILE_FAILED);
	}

	private respond(
		operation: Operation,
		body: Body | undefined,
		{ outcome, paces }: Course,
		copy: Fetched | undefined,
	): ProviderResponse | undefined {
		if (outcome?.effect === 'refuse') return refusal(outcome.reason);
		if (!isReached(outcome)) return undefined;

		const account = body && this.accounts.find(text(body, 'from'));
		if (!account) return refusal(commonReasons.unknownAccount);
		if (text(body, 'apiKey') !== account.apiKey) return refusal(commonReasons.wrongApiKey);

		const now = this.clock.now();
		const withinPace = () => keepsPace(paces, now);
		const { uniqueForm } = this.webhooks.settings;
		return operation.respond({ account, body, templates: this.templates, uniqueForm, now, copy, withinPace });
	}

	private initialAccounts(): Accounts {
		return new Accounts(this.options.accounts ?? [defaultAccount]);
	}

	private initialDownloads(): Downloads {
		return new Downloads(this.options.downloads, this.options.fetch, this.options.ca);
	}

	private initialTemplates(): readonly Template[] {
		return this.options.templates ?? defaultTemplates;
	}

	private initialWebhooks(): Webhooks {
		const changed = () => this.emit('change', 'deliveries');
		return new Webhooks(this.clock, this.options.post ?? postsJson(this.options.ca), changed, this.options.webhooks);
	}
}
