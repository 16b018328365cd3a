import { basename } from 'node:path';
import failures from '../scripts/npm-failures.json';
import { CommandError, run, type CommandOptions } from './command';
import { SetupError } from './setupError';

const words: Readonly<Record<string, string>> = failures;

/**
 * Runs npm, which under `npm start` and `npm run` is the npm that was started.
 * @param purpose what is not there if it fails, e.g. `n8n`
 * @returns what it printed to standard output
 * @throws SetupError with npm's reason in one line
 */
export async function npm(purpose: string, args: readonly string[], options: CommandOptions): Promise<string> {
	const [command, ...first] = npmCommand();
	try {
		return await run(command, [...first, ...args], options);
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		throw new SetupError(`${purpose} could not be installed: ${reason(error)}`, { cause: error });
	}
}

/** npm's own script needs no shell, unlike the npm.cmd of Windows. */
function npmCommand(): [string, ...string[]] {
	const script = process.env.npm_execpath;
	return script && basename(script) === 'npm-cli.js' ? [process.execPath, script] : ['npm'];
}

function reason({ output, exit }: CommandError): string {
	const code = /npm error code (\w+)/.exec(output)?.[1] ?? '';
	const line = /npm error (?!code |syscall |errno |path |dest |network )(.+)/.exec(output)?.[1];
	return words[code] ?? line ?? `npm ended with ${exit}`;
}
