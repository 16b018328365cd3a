import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What one `npm start` has to know of the ones before. */
export interface State {
	/** Of n8n's owner. Made up once per clone, for whoever can sign in can run workflows on this machine. */
	password: string;
	/** Id of an example's workflow → hash of the file that was published. */
	examples: Record<string, string>;
}

/** Reads the file; a new state when there is none. */
export async function readState(file: string): Promise<State> {
	const text = await readFile(file, 'utf8').catch(() => undefined);
	return text === undefined ? { password: newPassword(), examples: {} } : (JSON.parse(text) as State);
}

/** Writes the file, for its owner's eyes only. */
export async function writeState(file: string, state: State): Promise<void> {
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, JSON.stringify(state), { mode: 0o600 });
}

/** n8n asks for 8 characters, among them a digit and a capital letter. */
const newPassword = (): string => `Shop9-${randomBytes(5).toString('hex')}`;
