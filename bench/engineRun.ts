import { runNode } from '../test/support/engine';
import { numberOf } from './account';
import { answer, input, ownUsage } from './child';
import type { EngineInput, EngineUsage } from './engine';
import { nodeParameters } from './senders';

async function run({ count, onError, warmUp, credential }: EngineInput): Promise<void> {
	const send = async (first: number, length: number) => {
		const items = Array.from({ length }, (_, index) => ({ to: numberOf(first + index), body: `שלום 👋 ${index}` }));
		const { error } = await runNode({ parameters: nodeParameters, credential, items, onError });
		if (error) throw new Error(error.message);
	};
	// What is loaded and compiled once belongs to no message.
	await send(count, warmUp);
	const idleMb = process.memoryUsage().rss / 2 ** 20;
	const cpu = process.cpuUsage();
	const began = performance.now();
	await send(0, count);
	answer({ seconds: (performance.now() - began) / 1000, idleMb, ...ownUsage(cpu) } satisfies EngineUsage);
}

void run(input());
