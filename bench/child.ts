import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * Runs a script of this folder in a process of its own, so that its processor time and memory are its own too.
 * @param name of the script, which answers with one message
 * @param node which runs it; this process's own when left out
 * @throws Error when it ends without
 */
export async function inChild<Answer>(name: string, input: object, node = process.execPath): Promise<Answer> {
	const options = { env: { ...process.env, TZ: 'UTC' }, execPath: node };
	const child = fork(join(__dirname, `${name}.js`), [JSON.stringify(input)], options);
	const ended = once(child, 'exit').then(([code]) => {
		throw new Error(`${name} ended with ${String(code)} and no answer`);
	});
	const [answer] = (await Promise.race([once(child, 'message'), ended])) as [Answer];
	ended.catch(() => undefined);
	child.disconnect();
	return answer;
}

/** In the child: what `inChild` was given. */
export const input = <Input>(): Input => JSON.parse(process.argv[2] ?? '{}') as Input;

/** In the child: answers and ends. */
export const answer = (value: object): void => void process.send?.(value);

/** In the child: its processor time since `start` in milliseconds, and its highest memory so far. */
export function ownUsage(start: NodeJS.CpuUsage): { cpuMs: number; peakMb: number } {
	const { user, system } = process.cpuUsage(start);
	return { cpuMs: (user + system) / 1000, peakMb: process.resourceUsage().maxRSS / 1024 };
}
