import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What has been measured, by name, kept in a file so that a run that was interrupted goes on where it ended. */
export class Results {
	private readonly byName: Record<string, unknown>;

	constructor(private readonly file: string) {
		this.byName = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
	}

	has = (name: string): boolean => name in this.byName;

	get = <T>(name: string): T | undefined => this.byName[name] as T | undefined;

	/** Measures what has not been measured yet. */
	async once<T>(name: string, measure: () => Promise<T>): Promise<T> {
		if (!this.has(name)) {
			this.byName[name] = await measure();
			this.save();
		}
		return this.byName[name] as T;
	}

	private save(): void {
		const draft = `${this.file}.draft`;
		mkdirSync(dirname(this.file), { recursive: true });
		writeFileSync(draft, JSON.stringify(this.byName, null, 2));
		renameSync(draft, this.file);
	}
}
