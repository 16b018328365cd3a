import axios from 'axios';
import { Blocked } from './blocked';

/** Whose account is checked, and the phone that takes part. Kept in memory alone. */
export interface Identity {
	apiKey: string;
	/** The account's number, international digits. */
	from: string;
	/** The person's own phone, international digits. */
	phone: string;
}

/** One request and its response. */
export interface Exchange {
	operation: string;
	/** The request without key. */
	request: Readonly<Record<string, unknown>>;
	httpStatus: number;
	response: Readonly<Record<string, unknown>>;
}

/** At most so many messages go out in one check. */
export const MOST_MESSAGES = 25;

const TIMEOUT_MS = 60_000;
const UNKNOWN_ACCOUNT = 2;
const WRONG_KEY = 3;
/** Of sendTemplate: WhatsApp holds messages back because too many are being sent. */
const HELD_BACK = 21;
const sends = /^send/;

/** The account under check: every request goes through here, is remembered without its key, and is counted. */
export class Account {
	readonly exchanges: Exchange[] = [];
	/** Messages that the provider took. */
	sent = 0;
	/** Messages whose response has not come yet. */
	private underWay = 0;
	private isProven = false;

	/** @param baseUrl without a slash at its end */
	constructor(
		readonly identity: Identity,
		private readonly baseUrl: string,
	) {}

	/**
	 * @throws Blocked when there is no response of the provider's, or when it refuses the account itself
	 * @throws when a message more than allowed would go out
	 */
	async ask(operation: string, body: Readonly<Record<string, unknown>> = {}): Promise<Exchange> {
		const isMessage = sends.test(operation);
		if (isMessage && this.sent + this.underWay >= MOST_MESSAGES) {
			throw new Blocked(`${MOST_MESSAGES} messages have gone out; no more are sent`);
		}
		if (isMessage) this.underWay++;
		try {
			const exchange = await this.post(operation, body);
			this.exchanges.push(exchange);
			this.judge(exchange);
			return exchange;
		} finally {
			if (isMessage) this.underWay--;
		}
	}

	private async post(operation: string, body: Readonly<Record<string, unknown>>): Promise<Exchange> {
		const { apiKey, from } = this.identity;
		const { status, data } = await axios
			.post<string>(
				`${this.baseUrl}/${operation}`,
				{ ...body, apiKey, from },
				{
					timeout: TIMEOUT_MS,
					maxRedirects: 0,
					responseType: 'text',
					transformResponse: [],
					validateStatus: () => true,
				},
			)
			.catch((error: { code?: string }) => {
				throw new Blocked(`${operation} was not answered (${error.code ?? 'no code'})`);
			});
		const request = { from, ...body };
		return { operation, request, httpStatus: status, response: responseIn(operation, status, data) };
	}

	private judge({ operation, response }: Exchange): void {
		if (isOk(response)) {
			this.isProven = true;
			if (sends.test(operation)) this.sent++;
			return;
		}
		const reason = Number(response.reason);
		if (operation === 'sendTemplate' && reason === HELD_BACK) {
			throw new Blocked(`WhatsApp holds messages of the account back (reason ${reason})`);
		}
		if (reason !== UNKNOWN_ACCOUNT && reason !== WRONG_KEY) return;
		if (this.isProven) throw new Blocked(`${operation} suddenly refuses the account (reason ${reason})`);
		throw new Blocked(reason === WRONG_KEY ? 'The API key is wrong (reason 3)' : 'The number is unknown (reason 2)');
	}
}

/** @throws Blocked when it is none of the provider's, such as a page of a firewall */
function responseIn(operation: string, status: number, text: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value === 'object' && value !== null && 'status' in value) return value as Record<string, unknown>;
	} catch {
		// Told below.
	}
	throw new Blocked(`${operation} was answered with HTTP ${status} and no response of 99digital's`);
}

export const isOk = ({ status }: Readonly<Record<string, unknown>>): boolean => String(status).toUpperCase() === 'OK';

/** In a word: taken, or the reason. */
export const outcome = ({ response }: Exchange): string =>
	isOk(response) ? 'taken' : `reason ${String(response.reason)}`;
