import { CommandError, run } from './command';

const candidates = {
	python3: ['python3', 'python'],
	make: ['make'],
	'g++': ['c++', 'g++', 'clang++'],
} as const;

/** Which of the tools that compile a native module are not on this machine. */
export async function missingCompilerTools(): Promise<string[]> {
	const missing: string[] = [];
	for (const [tool, commands] of Object.entries(candidates)) {
		const answers = await Promise.all(commands.map(isThere));
		if (!answers.includes(true)) missing.push(tool);
	}
	return missing;
}

async function isThere(command: string): Promise<boolean> {
	try {
		await run(command, ['--version'], { cwd: process.cwd() });
		return true;
	} catch (error) {
		return error instanceof CommandError;
	}
}
