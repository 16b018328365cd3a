import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Person, Task } from './person';

/** The person at the terminal that the check was started in. */
export class Terminal implements Person {
	private isSilent = false;
	private readonly lines: Interface;
	private readonly typed: AsyncIterator<string>;

	constructor(input: NodeJS.ReadStream = process.stdin) {
		const output = new Writable({
			write: (part: Buffer, _encoding, done) => {
				if (!this.isSilent) process.stdout.write(part);
				done();
			},
		});
		this.lines = createInterface({ input, output, terminal: input.isTTY === true });
		this.typed = this.lines[Symbol.asyncIterator]();
	}

	tell(words: string): void {
		process.stdout.write(`${words}\n`);
	}

	async ask(question: string): Promise<string> {
		process.stdout.write(`${question}: `);
		return (await this.line()).trim();
	}

	async askSecret(question: string): Promise<string> {
		process.stdout.write(`${question}: `);
		this.isSilent = true;
		try {
			return (await this.line()).trim();
		} finally {
			this.isSilent = false;
			process.stdout.write('\n');
		}
	}

	async does(_task: Task, words: string): Promise<boolean> {
		return (await this.ask(`\n→ ${words}. Enter when done, s to skip`)) !== 's';
	}

	async confirms(question: string): Promise<boolean> {
		return /^y/i.test(await this.ask(`\n? ${question} (y/n)`));
	}

	async paste(words: string): Promise<string> {
		this.tell(`\n→ ${words}:`);
		const pasted: string[] = [];
		for (let line = await this.line(); line.trim() !== ''; line = await this.line()) pasted.push(line);
		return pasted.join('\n');
	}

	close(): void {
		this.lines.close();
	}

	/** @throws when the input has ended, so that nobody's silence is taken for an answer */
	private async line(): Promise<string> {
		const { value, done } = await this.typed.next();
		if (done) throw new Error('The input has ended before the check did');
		return value;
	}
}
