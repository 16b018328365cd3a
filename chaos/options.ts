import { parseArgs } from 'node:util';
import { SetupError } from '../host/setupError';
import { modes, type Mode } from './faults';

export interface ChaosOptions {
	seed: number;
	/** Of storm, shared by the modes, which run side by side; starting and settling come on top. */
	minutes: number;
	modes: readonly Mode[];
	/** Whether to write docs/reliability.md. */
	write: boolean;
	/** Prints the plan and does nothing. */
	plan: boolean;
	help: boolean;
}

export const usage = `npm run chaos -- [options]
  --seed <number>      decides all that happens (a new one each time)
  --minutes <number>   of storm, shared by the modes, side by side (2)
  --mode <mode>        single, queue or both (both)
  --plan               print what would happen, and end
  --write              write docs/reliability.md
  --help               show this`;

/**
 * @param newSeed what the seed is where none is given
 * @throws SetupError that names the option
 */
export function readOptions(args: readonly string[], newSeed: number): ChaosOptions {
	const { seed, minutes, mode = 'both', write = false, plan = false, help = false } = parse(args);
	return {
		seed: toNumber('seed', seed, Number.isSafeInteger) ?? newSeed,
		minutes: toNumber('minutes', minutes, (value) => value > 0 && value <= 600) ?? 2,
		modes: toModes(mode),
		write,
		plan,
		help,
	};
}

function parse(args: readonly string[]) {
	try {
		return parseArgs({
			args: [...args],
			options: {
				seed: { type: 'string' },
				minutes: { type: 'string' },
				mode: { type: 'string' },
				write: { type: 'boolean' },
				plan: { type: 'boolean' },
				help: { type: 'boolean' },
			},
		}).values;
	} catch (error) {
		throw new SetupError(`${(error as Error).message}\n${usage}`);
	}
}

function toNumber(name: string, text: string | undefined, isGood: (value: number) => boolean): number | undefined {
	if (text === undefined) return undefined;
	const value = Number(text);
	if (text.trim() !== '' && isGood(value)) return value;
	throw new SetupError(`--${name} must be a number, not ${text}`);
}

function toModes(text: string): readonly Mode[] {
	if (text === 'both') return modes;
	const mode = modes.find((one) => one === text);
	if (mode) return [mode];
	throw new SetupError(`--mode must be single, queue or both, not ${text}`);
}
