import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Blocked } from './blocked';
import type { Person } from './person';

/** The JSON of one webhook. */
export type Event = Readonly<Record<string, unknown>>;

/** Where the account's webhooks arrive. */
export interface Inbox {
	/** Everything that has come, in its order. */
	readonly events: readonly Event[];
	/**
	 * The next event of a kind that nobody has taken yet.
	 * @returns undefined when it does not come
	 * @throws Blocked when a notice about the account itself comes instead
	 */
	next(what: string, fits: (event: Event) => boolean): Promise<Event | undefined>;
	close(): Promise<void>;
}

/** Keeps events, and those that have been taken. */
class Events {
	readonly all: Event[] = [];
	private readonly taken = new Set<Event>();

	add(event: Event): void {
		this.all.push(event);
	}

	/** @throws Blocked */
	take(fits: (event: Event) => boolean): Event | undefined {
		const notice = this.all.find(({ hook, type }) => hook === 'system' && type === 'issues');
		if (notice) throw new Blocked('A notice about an issue of the account has come');
		const found = this.all.find((event) => !this.taken.has(event) && fits(event));
		if (found) this.taken.add(found);
		return found;
	}
}

const MOST_BYTES = 1024 * 1024;
const LOOK_MS = 10;

/** Listens on this machine, at a path that cannot be guessed. The person makes the port public. */
export class ListeningInbox implements Inbox {
	private readonly arrived = new Events();
	readonly path = `/${randomBytes(16).toString('hex')}`;
	private readonly server: Server;

	/** @param patienceMs how long an event may take after the person has acted */
	constructor(private readonly patienceMs: number) {
		this.server = createServer((request, response) => {
			let text = '';
			request.setEncoding('utf8').on('data', (part: string) => {
				text += part;
				if (text.length > MOST_BYTES) request.destroy();
			});
			request.on('end', () => {
				const isOurs = request.method === 'POST' && request.url === this.path;
				if (isOurs) for (const event of eventsIn(text)) this.arrived.add(event);
				response.writeHead(isOurs ? 200 : 404).end();
			});
		});
	}

	/** @returns the port */
	async listen(port: number): Promise<number> {
		await new Promise<void>((resolve, reject) => {
			this.server.once('error', reject).listen(port, '127.0.0.1', resolve);
		});
		return (this.server.address() as AddressInfo).port;
	}

	get events(): readonly Event[] {
		return this.arrived.all;
	}

	async next(_what: string, fits: (event: Event) => boolean): Promise<Event | undefined> {
		const deadline = Date.now() + this.patienceMs;
		for (;;) {
			const event = this.arrived.take(fits);
			if (event || Date.now() > deadline) return event;
			await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
		}
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

/** Has the person paste what n8n's trigger put out, with Simplify off, or a whole execution of it. */
export class PastedInbox implements Inbox {
	private readonly arrived = new Events();

	constructor(private readonly person: Person) {}

	get events(): readonly Event[] {
		return this.arrived.all;
	}

	async next(what: string, fits: (event: Event) => boolean): Promise<Event | undefined> {
		const known = this.arrived.take(fits);
		if (known) return known;
		const text = await this.person.paste(
			`Paste the JSON of ${what} from n8n, then an empty line (or only the empty line)`,
		);
		for (const event of eventsIn(text)) this.arrived.add(event);
		return this.arrived.take(fits);
	}

	async close(): Promise<void> {}
}

/** Every event in a JSON text, however deep: a webhook's own body, n8n's items, or a whole execution. */
export function eventsIn(text: string): Event[] {
	try {
		return search(JSON.parse(text));
	} catch {
		return [];
	}
}

function search(value: unknown): Event[] {
	if (typeof value !== 'object' || value === null) return [];
	if ('hook' in value && typeof value.hook === 'string') return [value as unknown as Event];
	return Object.values(value).flatMap(search);
}
