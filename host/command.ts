import { once } from 'node:events';
import { killGroup, spawnGroup } from './processGroup';

export interface CommandOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	/** Ends the command and all it has started. */
	signal?: AbortSignal;
}

/** A command ended with something other than 0; `output` is all it printed. */
export class CommandError extends Error {
	constructor(
		readonly command: string,
		readonly exit: number | string,
		readonly output: string,
	) {
		super(`${command} ended with ${exit}`);
	}
}

/**
 * Runs a command to its end.
 * @returns what it printed to standard output
 * @throws CommandError when it ends with something other than 0; the signal's reason when that ended it
 */
export async function run(command: string, args: readonly string[], options: CommandOptions): Promise<string> {
	const { cwd, env = process.env, signal } = options;
	signal?.throwIfAborted();
	const child = spawnGroup(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
	const printed = { stdout: '', all: '' };
	child.stdout?.setEncoding('utf8').on('data', (text: string) => {
		printed.stdout += text;
		printed.all += text;
	});
	child.stderr?.setEncoding('utf8').on('data', (text: string) => (printed.all += text));

	const kill = () => killGroup(child);
	signal?.addEventListener('abort', kill);
	try {
		const [code, killedBy] = (await once(child, 'close')) as [number | null, string | null];
		signal?.throwIfAborted();
		if (code !== 0) throw new CommandError([command, ...args].join(' '), code ?? killedBy ?? 'nothing', printed.all);
		return printed.stdout;
	} finally {
		signal?.removeEventListener('abort', kill);
	}
}
