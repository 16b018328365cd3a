import { setMaxListeners } from 'node:events';
import { fetchLink, type Download, type Fetch } from './download';
import { MOST_BYTES } from './mediaFiles';

/** Which links are fetched, and for how long; may be changed at any time. */
export interface DownloadSettings {
	/** Hosts without port, in lower case. Links to any other are taken at their word: the sandbox calls nobody. */
	hosts: readonly string[];
	/** How long a file may take, in milliseconds of real time; the provider's figure is not known. */
	timeoutMs: number;
}

/** What became of a link. */
export type Fetched = Download | { error: string };

const thisMachine: DownloadSettings = { hosts: ['localhost', '127.0.0.1', '[::1]'], timeoutMs: 30_000 };

/** Most bytes of all files together; the oldest make room. */
const KEPT_BYTES = 256 * 1024 * 1024;

/** Fetches the files of messages as WhatsApp does, and keeps the latest for people to look at. */
export class Downloads {
	readonly settings: DownloadSettings;
	private readonly closing = new AbortController();
	private readonly kept = new Map<string, Download>();
	private keptBytes = 0;

	/** @param ca certificates to trust besides the usual ones, as PEM */
	constructor(
		settings: Partial<DownloadSettings> = {},
		private readonly fetchFile: Fetch = fetchLink,
		private readonly ca?: string,
	) {
		this.settings = { ...thisMachine, ...settings };
		setMaxListeners(0, this.closing.signal);
	}

	isFetched(url: string): boolean {
		return URL.canParse(url) && this.settings.hosts.includes(new URL(url).hostname);
	}

	async fetch(url: string): Promise<Fetched> {
		const isAllowed = (next: string) => this.isFetched(next);
		const limits = { bytes: MOST_BYTES, timeoutMs: this.settings.timeoutMs, isAllowed, ca: this.ca };
		try {
			return await this.fetchFile(url, { ...limits, closing: this.closing.signal });
		} catch (error) {
			return { error: error instanceof Error ? error.message : String(error) };
		}
	}

	/** @param id the id of the message that the file belongs to */
	keep(id: string, file: Download): void {
		this.kept.set(id, file);
		this.keptBytes += file.content.length;
		for (const [oldest, { content }] of this.kept) {
			if (this.keptBytes <= KEPT_BYTES) return;
			this.kept.delete(oldest);
			this.keptBytes -= content.length;
		}
	}

	/** The file of a message, as long as it is kept. */
	file(id: string): Download | undefined {
		return this.kept.get(id);
	}

	get isClosed(): boolean {
		return this.closing.signal.aborted;
	}

	/** Gives up everything that is still under way. */
	close(): void {
		this.closing.abort();
	}
}
